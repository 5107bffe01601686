import assert from 'node:assert/strict'
import { test } from 'node:test'

import { faultsOf } from './pattern.ts'

const items = '{count, plural, one {# item for {name}} other {# items}} at {total}'

test('a translation may order places anew and pick by its own forms', () => {
  const polish = '{total}: {count, plural, one {{name}} few {# rzeczy} many {# rzeczy} other {# rzeczy}}'
  assert.deepEqual(faultsOf(items, polish, 'pl'), [])
  assert.deepEqual(faultsOf(items, '{total} {count, plural, other {{name} #点}}', 'ja'), [])
  assert.deepEqual(faultsOf('{more, plural, =0 {} other {+ #}}', '{more, plural, =0 {} other {+ # więcej}}', 'pl'), [])
})

for (const [what, english, translation, tag, reasons] of [
  ['nothing', 'Save', '', 'de', ['there is no translation']],
  ['a place that English lacks', 'Remove {item}', '{item} {shop}', 'de', ['English has no {shop}']],
  ['a lost place', 'Remove {item}', 'Entfernen', 'de', ['{item} is lost']],
  [
    'a place lost inside a form',
    '{n, plural, one {{item}} other {#}}',
    '{n, plural, other {#}}',
    'ja',
    ['{item} is lost'],
  ],
  [
    'a form too few',
    '{n, plural, one {#} other {#}}',
    '{n, plural, one {#} other {#}}',
    'fr',
    ['the form “many” is missing'],
  ],
  [
    'a form too many',
    '{n, plural, one {#} other {#}}',
    '{n, plural, one {#} other {#}}',
    'ja',
    ['ja has no form “one”'],
  ],
  [
    'a form twice',
    '{n, plural, other {#}}',
    '{n, plural, other {#} other {#}}',
    'ja',
    ['the form “other” stands twice'],
  ],
  ['an open brace', 'Remove {item}', '{item entfernen', 'de', ['malformed braces']],
  ['a brace too many', 'Remove {item}', '{item}} entfernen', 'de', ['malformed braces']],
  ['another word than plural', '{n, plural, other {#}}', '{n, Mehrzahl, other {#}}', 'ja', ['malformed braces']],
  ['a typewriter’s apostrophe', 'Save', "Enregistrer l'article", 'fr', ["the apostrophe ' instead of ’"]],
  ['a space at the end', 'Save', 'Sichern\u00a0', 'de', ['a space at its start or end']],
  ['a line break', 'Save', 'Sich\nern', 'de', ['a line break or a tab']],
] as const) {
  test(`refuses ${what}`, () => assert.deepEqual(faultsOf(english, translation, tag), reasons))
}
