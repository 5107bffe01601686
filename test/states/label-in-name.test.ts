import assert from 'node:assert/strict'
import { test } from 'node:test'

import { deferredMessages } from '../../src/elements/text/deferred-messages.ts'
import { messages } from '../../src/elements/text/messages.ts'
import { deferredLocales } from '../../src/locales/deferred-locales.ts'
import { locales } from '../../src/locales/locales.ts'

/** What a button shows, and the name that it has for those who do not see to which line it belongs. */
const pairs = [
  ['remove', 'removeItem'],
  ['putBack', 'putBackItem'],
  ['notifyMe', 'notifyMeOf'],
  ['stop', 'stopOf'],
] as const

for (const language of ['en', ...Object.keys(locales)]) {
  // WCAG 2.2, 2.5.3: a shopper who speaks to the browser says what they see.
  test(`${language}: a button’s name has the words that it shows, one after the other`, async () => {
    const first = await locales[language]?.()
    const later = await deferredLocales[language]?.()
    const words: Record<string, string> = {
      ...(first?.messages ?? messages),
      ...(later?.messages ?? deferredMessages),
    }
    for (const [shown, name] of pairs) {
      const text = (key: string) => (words[key] ?? '').toLocaleLowerCase(language)
      assert.ok(text(shown) && text(name).includes(text(shown)), `${shown} “${words[shown]}”, ${name} “${words[name]}”`)
    }
  })
}
