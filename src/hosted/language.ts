import { deferredMessages } from '../elements/text/deferred-messages.ts'
import { messages } from '../elements/text/messages.ts'
import { toLocale } from '../format/index.ts'
import { type Locale, locales } from '../locales/locales.ts'
import { type HostedMessages, hostedMessages } from './messages.ts'

/** Every sentence of a page, in one language. */
export interface Language extends Locale {
  /** A BCP 47 tag that `Intl` accepts. */
  locale: string
  hosted: HostedMessages
  direction: 'ltr' | 'rtl'
}

const rightToLeft = /^(ar|he|fa|ur)\b/

/** The sentences of a channel's locale, or English. */
export async function findLanguage(tag: string | undefined): Promise<Language> {
  const locale = toLocale(tag)
  const [name = 'en'] = locale.split('-')
  const found = await locales[name]?.()
  return {
    locale,
    ...(found ?? { messages, deferredMessages }),
    hosted: hostedMessages[name] ?? hostedMessages.en,
    direction: rightToLeft.test(locale) ? 'rtl' : 'ltr',
  }
}
