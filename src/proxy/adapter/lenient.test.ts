import assert from 'node:assert/strict'
import { test } from 'node:test'

import { Flag, lenient, Numeral } from './lenient.ts'

test('a number is read in the forms that platforms write it in', () => {
  const read = lenient(Numeral)
  for (const [value, number] of [
    [2, 2],
    ['2', 2],
    [' 2.00 ', 2],
    ['-1', -1],
    ['.5', 0.5],
    ['0', 0],
  ] as const) {
    assert.equal(read.parse(value), number, JSON.stringify(value))
  }
  for (const value of [null, undefined, '', ' ', 'two', '1,000', '0x10', '1e3', 'Infinity', true, [], {}, Number.NaN]) {
    assert.equal(read.parse(value), undefined, JSON.stringify(value))
  }
})

test('yes and no are read in the forms that platforms write them in, and nothing else is one of them', () => {
  for (const value of [true, 1, '1', 'true', ' TRUE', 'yes']) assert.equal(Flag.parse(value), true, String(value))
  for (const value of [false, 0, '0', 'False', 'no']) assert.equal(Flag.parse(value), false, String(value))
  for (const value of [null, undefined, 2, '', 'maybe', 'constructor', [], {}]) {
    assert.equal(Flag.parse(value), undefined, JSON.stringify(value))
  }
})
