import { createText } from '../../format/index.ts'
import { rareLocales } from '../../locales/rare-locales.ts'
import { CartRecoverySignInElement } from '../cart-recovery-sign-in.ts'
import { rareHeadline } from '../text/rare-headline.ts'
import { rareMessages } from '../text/rare-messages.ts'
import type { Rare } from './context.ts'
import { defineMissing } from './define-missing.ts'
import { LanguagePart } from './language-part.ts'

/** Makes the part about phone and problems, and registers its tags. What it returns gives it in the frame's language. */
export function attachRare(refresh: () => void) {
  const language = new LanguagePart(rareMessages, rareLocales, refresh)
  defineMissing({
    'cart-recovery-sign-in': CartRecoverySignInElement,
  })
  return (locale: string, overrides: unknown): Rare | undefined => {
    const tags = language.follow(locale)
    if (language.isLoading) return undefined
    return { text: createText(language.table, tags, overrides), headline: rareHeadline }
  }
}
