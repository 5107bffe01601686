import assert from 'node:assert/strict'
import { test } from 'node:test'

import { createText, formatList, joinSentences } from './text.ts'

const patterns = {
  plain: 'Try again',
  named: '“{item}”: {to} left, you wanted {from}.',
  counted: 'Check out {count, plural, one {# item} other {# items}} · {total}',
  inside: '{count, plural, =0 {None of “{item}”} one {“{item}” is back.} other {# of “{item}” are back.}}',
} as const
const english = createText<typeof patterns>(patterns, { language: 'en', locale: 'en' })

test('a pattern gets its values, and a count its form and its digits', () => {
  assert.equal(english('plain'), 'Try again')
  assert.equal(english('named', { item: 'Linen shirt', to: 1, from: 3 }), '“Linen shirt”: 1 left, you wanted 3.')
  assert.equal(english('counted', { count: 1, total: '€5' }), 'Check out 1 item · €5')
  assert.equal(english('counted', { count: 1234, total: '€5' }), 'Check out 1,234 items · €5')
  assert.deepEqual(
    [0, 1, 7].map((count) => english('inside', { count, item: 'Mug' })),
    ['None of “Mug”', '“Mug” is back.', '7 of “Mug” are back.'],
  )
})

test('the words pick the form, the locale writes the number', () => {
  const forms = '{count, plural, one {# rzecz} few {# rzeczy} many {# rzeczy wielu} other {# rzeczy innej}}'
  const polish = createText<{ things: '{count}' }>({ things: forms }, { language: 'pl', locale: 'pl-PL' })
  assert.deepEqual(
    [1, 3, 5, 22].map((count) => polish('things', { count })),
    ['1 rzecz', '3 rzeczy', '5 rzeczy wielu', '22 rzeczy'],
  )
  const abroad = createText<{ n: '{count}' }>(
    { n: '{count, plural, one {# left} other {# left}}' },
    { language: 'en', locale: 'de-DE' },
  )
  assert.equal(abroad('n', { count: 12345 }), '12.345 left')
})

test('what is written from right to left is isolated, on either side, and cannot break out', () => {
  assert.equal(english('named', { item: 'قميص', to: 1, from: 3 }), '“\u2068قميص\u2069”: 1 left, you wanted 3.')
  assert.equal(
    english('named', { item: 'a\u202e\u2069b', to: 1, from: 3 }),
    '“\u2068a\u202eb\u2069”: 1 left, you wanted 3.',
  )
  const arabic = createText<{ left: '{item}' }>({ left: 'بقي من {item}' }, { language: 'ar', locale: 'ar' })
  assert.equal(arabic('left', { item: 'Linen shirt' }), 'بقي من \u2068Linen shirt\u2069')
  assert.equal(formatList(['Mug', 'قميص'], 'en'), '\u2068Mug\u2069 and \u2068قميص\u2069')
})

test('a name cannot bring a pattern of its own', () => {
  assert.equal(english('named', { item: '{from}#{x, plural, other {y}}', to: 1, from: 3 }).includes('{from}#'), true)
})

test('a shop’s own pattern wins where it is a text, and nothing it writes throws', () => {
  const overrides = { plain: 'Once more', named: 7, counted: '{count, plural, broken', other: null }
  const text = createText<typeof patterns>(patterns, { language: 'en', locale: 'en' }, overrides)
  assert.equal(text('plain'), 'Once more')
  assert.equal(text('named', { item: 'Mug', to: 1, from: 3 }), '“Mug”: 1 left, you wanted 3.')
  assert.equal(text('counted', { count: 2, total: '' }), '{count, plural, broken')
  for (const wrong of [null, 'text', 5, [], new Date()])
    assert.equal(createText<typeof patterns>(patterns, { language: 'en', locale: 'en' }, wrong)('plain'), 'Try again')
})

test('sentences are joined as the language writes them', () => {
  assert.equal(joinSentences(['One.', undefined, '', 'Two.'], 'en'), 'One. Two.')
  assert.equal(joinSentences(['一。', '二。'], 'ja'), '一。二。')
})
