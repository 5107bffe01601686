import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'

import { toDate, toInstant } from './time-zone.ts'

const iso = (text: string, zone: string) => {
  const at = toInstant(text, zone)
  return at === undefined ? undefined : new Date(at).toISOString()
}

test("a time without a zone is one of the store's clock", () => {
  assert.equal(iso('2026-04-01 12:30:45', 'Asia/Riyadh'), '2026-04-01T09:30:45.000Z')
  assert.equal(iso('2026-01-15 12:00:00', 'America/New_York'), '2026-01-15T17:00:00.000Z')
  assert.equal(iso('2026-07-15 12:00:00', 'America/New_York'), '2026-07-15T16:00:00.000Z')
})

test('the hours around a change of clocks are right', () => {
  assert.equal(iso('2026-03-29 01:59:00', 'Europe/Berlin'), '2026-03-29T00:59:00.000Z')
  assert.equal(iso('2026-03-29 03:00:00', 'Europe/Berlin'), '2026-03-29T01:00:00.000Z')
})

test('a time that names its zone is believed, and what is no time is none', () => {
  assert.equal(iso('2026-04-01T12:30:45Z', 'Asia/Riyadh'), '2026-04-01T12:30:45.000Z')
  assert.equal(iso('2026-04-01T12:30:45+02:00', 'Asia/Riyadh'), '2026-04-01T10:30:45.000Z')
  for (const text of ['', '9 minutes ago', '2026-13-01 00:00:00', '01.04.2026']) {
    assert.equal(iso(text, 'Asia/Riyadh'), undefined, text)
  }
})

test('the date turns at midnight in the zone', () => {
  assert.equal(toDate(Date.parse('2026-03-31T20:59:59Z'), 'Asia/Riyadh'), '2026-03-31')
  assert.equal(toDate(Date.parse('2026-03-31T21:00:00Z'), 'Asia/Riyadh'), '2026-04-01')
})

test('a moment is found again by its date and time where clocks do not change', () => {
  const days = fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => seconds * 1000)
  fc.assert(
    fc.property(days, (at) => {
      const shown = new Date(at + 3 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')
      assert.equal(toInstant(shown, 'Asia/Riyadh'), at)
      assert.equal(toDate(at, 'Asia/Riyadh'), shown.slice(0, 10))
    }),
  )
})
