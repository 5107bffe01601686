import assert from 'node:assert/strict'
import { test } from 'node:test'

import { toLocale } from './locale.ts'

test('a tag is written as Intl writes it, and what is none is English', () => {
  for (const [tag, expected] of [
    ['de-at', 'de-AT'],
    ['ar', 'ar'],
    ['not a tag', 'en'],
    ['de_DE', 'de-DE'],
    ['de_DE.UTF-8', 'en'],
    ['', 'en'],
    [null, 'en'],
    [undefined, 'en'],
  ] as const)
    assert.equal(toLocale(tag), expected)
})
