import assert from 'node:assert/strict'
import { test } from 'node:test'

import { headerNumber } from './header-number.ts'

for (const [text, number] of [
  ['0', 0],
  ['12', 12],
  ['1.5', 1.5],
  [' 7 ', 7],
  ['-1', undefined],
  ['', undefined],
  ['soon', undefined],
  ['1, 2', undefined],
  ['Infinity', undefined],
] as const) {
  test(`a header that holds ${JSON.stringify(text)} says ${number}`, () => {
    assert.equal(headerNumber(new Headers({ 'x-left': text }), 'x-left'), number)
  })
}

test('a header that is not there says nothing', () => {
  assert.equal(headerNumber(new Headers(), 'x-left'), undefined)
})
