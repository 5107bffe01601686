import assert from 'node:assert/strict'
import { test } from 'node:test'

import { maxSlice, startOf } from '../stored.ts'
import { type Moment, slicesOfDay } from './slices-of-day.ts'

const day = 20_000

/** What a table answers: its first rows after a moment. */
const readOf = (rows: { created_at: number; id: string }[]) => async (after: Moment) =>
  rows.filter(({ created_at: at, id }) => at > after.at || (at === after.at && id > after.id)).slice(0, maxSlice)

for (const count of [0, 1, maxSlice, maxSlice + 1, 2 * maxSlice, 2 * maxSlice + 7])
  test(`each of ${count} rows of a day comes once, and none of the day before or after`, async () => {
    const idOf = (index: number) => String(index).padStart(5, '0')
    // Three at each moment, so that a slice ends between rows of the same one.
    const ofDay = Array.from({ length: count }, (_, index) => ({
      created_at: startOf(day) + Math.floor(index / 3),
      id: idOf(index),
    }))
    const before = { created_at: startOf(day) - 1, id: 'before' }
    const after = { created_at: startOf(day + 1), id: 'after' }
    const found: typeof ofDay = []
    for await (const rows of slicesOfDay(day, readOf([before, ...ofDay, after]))) found.push(...rows)
    assert.deepEqual(found, ofDay)
  })
