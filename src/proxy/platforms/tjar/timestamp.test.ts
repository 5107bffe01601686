import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'

import { type DateOrder, toDateOrder, toTimestamp } from './timestamp.ts'

const at = Date.parse('2026-04-01T07:00:00Z')
const iso = (value: string | number, order?: DateOrder) => {
  const moment = toTimestamp(value, 'Asia/Riyadh', order)
  return moment === undefined ? undefined : new Date(moment).toISOString()
}

test('the same moment is read in every form that leaves no doubt', () => {
  const forms = [
    '2026-04-01 10:00:00',
    '2026/04/01 10:00',
    '2026-04-01T07:00:00Z',
    at / 1000,
    String(at / 1000),
    at,
    `${at}`,
  ]
  for (const form of forms) assert.equal(toTimestamp(form, 'Asia/Riyadh'), at, String(form))
  assert.equal(iso('2026-04-01'), '2026-03-31T21:00:00.000Z')
})

test('a date that begins with the day is read where no month could stand there', () => {
  assert.equal(iso('25/04/2026 10:00:00'), '2026-04-25T07:00:00.000Z')
  assert.equal(iso('04/25/2026 10:00 PM'), '2026-04-25T19:00:00.000Z')
  assert.equal(iso('25-04-2026'), '2026-04-24T21:00:00.000Z')
  assert.equal(iso('4/4/2026 9:05'), '2026-04-04T06:05:00.000Z')
})

test('a date that could be two days is read as the others of the list are, or not at all', () => {
  assert.equal(iso('05/04/2026 10:00'), undefined)
  assert.equal(toDateOrder(['05/04/2026 10:00', '25/04/2026 10:00', null, 7]), 'day-first')
  assert.equal(toDateOrder(['05/04/2026', '04/25/2026']), 'month-first')
  assert.equal(toDateOrder(['25/04/2026', '04/25/2026']), undefined)
  assert.equal(iso('05/04/2026 10:00', 'day-first'), '2026-04-05T07:00:00.000Z')
  assert.equal(iso('05/04/2026 10:00', 'month-first'), '2026-05-04T07:00:00.000Z')
})

test('what is no time is none, whatever it is', () => {
  for (const value of ['9 minutes ago', '0000-00-00 00:00:00', '31/31/2026', 0, 42, -1, 1e300, '99999999999999']) {
    assert.equal(iso(value), undefined, String(value))
  }
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.double(), fc.integer()), (value) => {
      const moment = toTimestamp(value, 'Asia/Riyadh')
      assert.ok(moment === undefined || Number.isInteger(moment))
    }),
  )
})
