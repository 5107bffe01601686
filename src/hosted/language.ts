import { deferredMessages } from '../elements/text/deferred-messages.ts'
import { messages } from '../elements/text/messages.ts'
import { rareMessages } from '../elements/text/rare-messages.ts'
import { createText, type Text, type TextLanguage, toLocale } from '../format/index.ts'
import { deferredLocales } from '../locales/deferred-locales.ts'
import { directionOf } from '../locales/direction.ts'
import { locales } from '../locales/locales.ts'
import { rareLocales } from '../locales/rare-locales.ts'
import { type HostedMessages, hostedMessages } from './messages.ts'

/** Every sentence of a page, in one language. */
export interface Language extends TextLanguage {
  /** The widget's sentences, by key. */
  text: Text<typeof messages>
  /** And those that the widget loads later. */
  deferredText: Text<typeof deferredMessages>
  rareText: Text<typeof rareMessages>
  hosted: HostedMessages
  direction: 'ltr' | 'rtl'
}

/** The sentences of a channel's locale, or English. */
export async function findLanguage(tag: string | undefined): Promise<Language> {
  const locale = toLocale(tag)
  const [name = 'en'] = locale.split('-')
  const [first, deferred, rare] = await Promise.all([
    locales[name]?.(),
    deferredLocales[name]?.(),
    rareLocales[name]?.(),
  ])
  const tags = { locale, language: first ? name : 'en' }
  return {
    ...tags,
    text: createText(first?.messages ?? messages, tags),
    deferredText: createText(deferred?.messages ?? deferredMessages, tags),
    rareText: createText(rare?.messages ?? rareMessages, tags),
    hosted: hostedMessages[name] ?? hostedMessages.en,
    direction: directionOf(locale),
  }
}
