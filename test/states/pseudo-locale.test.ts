import assert from 'node:assert/strict'
import { test } from 'node:test'

import { pseudoMessages, toPseudo } from '../../demo/pseudo-locale.ts'
import { deferredMessages } from '../../src/elements/text/deferred-messages.ts'
import { messages } from '../../src/elements/text/messages.ts'
import { rareMessages } from '../../src/elements/text/rare-messages.ts'
import { createText } from '../../src/format/index.ts'

const english: Record<string, string> = { ...messages, ...deferredMessages, ...rareMessages }

test('a sentence is longer, in brackets and accented, and its values are where they were', () => {
  assert.equal(toPseudo('Remove {item}'), '[Ŕééṁööṽéé {item}]')
  assert.equal(
    toPseudo('{count, plural, one {# item} other {# items}}'),
    '[{count, plural, one {# îîţééṁ} other {# îîţééṁš}}]',
  )
  assert.equal(toPseudo(''), '')
})

test('every sentence of the widget is at least 40 % longer, and takes the same values', () => {
  const pseudo = pseudoMessages()
  const letters = (pattern: string) =>
    pattern.replaceAll(/\{\s*\w+\s*(,\s*plural\s*,|\})|\b(one|other) \{|[^\p{L}~[\]]/gu, '')
  const names = (pattern: string) => [...pattern.matchAll(/\{\s*(\w+)\s*[,}]/g)].map(([, name]) => name)
  assert.deepEqual(Object.keys(pseudo), Object.keys(english))
  for (const [key, pattern] of Object.entries(english)) {
    const made = pseudo[key] ?? ''
    assert.deepEqual(names(made), names(pattern), key)
    assert.ok(letters(made).length >= letters(pattern).length * 1.4, made)
  }
})

test('its plurals still pick by the count', () => {
  const patterns = { items: '{count, plural, one {# item} other {# items}}' } as const
  const made = { items: toPseudo(patterns.items) }
  const text = createText<typeof patterns>(made, { language: 'en', locale: 'en' })
  assert.equal(text('items', { count: 1 }), '[1 îîţééṁ]')
  assert.equal(text('items', { count: 2 }), '[2 îîţééṁš]')
})
