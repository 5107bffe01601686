import assert from 'node:assert/strict'
import { test } from 'node:test'

import { toRetryAfter } from './retry-after.ts'

const now = Date.parse('2026-04-01T12:00:00Z')
const wait = (headers: Record<string, string>) => toRetryAfter(new Headers(headers), now)

test('Retry-After holds seconds', () => {
  assert.equal(wait({ 'retry-after': '30' }), 30_000)
  assert.equal(wait({ 'retry-after': ' 1.5 ' }), 1500)
})

test('Retry-After holds a date, and one that has passed is no wait', () => {
  assert.equal(wait({ 'retry-after': 'Wed, 01 Apr 2026 12:00:20 GMT' }), 20_000)
  assert.equal(wait({ 'retry-after': 'Wed, 01 Apr 2026 11:00:00 GMT' }), 0)
})

test("a date is measured by the answer's own clock where it tells it", () => {
  const date = 'Wed, 01 Apr 2026 09:00:00 GMT'
  assert.equal(wait({ date, 'retry-after': 'Wed, 01 Apr 2026 09:00:10 GMT' }), 10_000)
})

test('what is neither is no answer', () => {
  for (const headers of [{}, { 'retry-after': '' }, { 'retry-after': 'soon' }]) assert.equal(wait(headers), undefined)
})
