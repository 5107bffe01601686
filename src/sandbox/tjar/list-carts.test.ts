import assert from 'node:assert/strict'
import { test } from 'node:test'

import { openTjar } from '../testing/tjar-client.ts'
import { tjarReadings } from './readings.ts'

/** The list, wherever it is: only its field counts. */
// biome-ignore lint/suspicious/noExplicitAny: answers of every shape
const rowsOf = (body: any, list: string): { identifier: string }[] =>
  list.split('.').reduce((value, field) => value[field], body)

const rows = (body: unknown) => rowsOf(body, 'data.abandoned_carts')
const identifiers = (body: unknown) => rows(body).map(({ identifier }) => identifier)

test('the list holds the abandoned carts only, the latest first', async () => {
  const { sandbox, list, cart } = openTjar()
  const { status, body } = await list()
  assert.deepEqual([status, body.status], [200, 'success'])
  const abandoned = sandbox.world.tjar.carts.filter((candidate) => candidate.status === 'abandoned')
  assert.equal(rows(body).length, abandoned.length)
  assert.equal(identifiers(body)[0], cart('tjar-hero').identifier)
  for (const key of ['tjar-ordered', 'tjar-shopping']) assert.ok(!identifiers(body).includes(cart(key).identifier), key)
})

test('an ordered cart is off the list, whatever it answers when it is asked for itself', async () => {
  for (const reading of tjarReadings.tjarOrderedCart) {
    const { list, cart } = openTjar({ tjarOrderedCart: reading })
    assert.ok(!identifiers((await list()).body).includes(cart('tjar-ordered').identifier), reading)
  }
})

test('the list stands where the reading has it, and the paging beside or inside it', async () => {
  for (const tjarList of tjarReadings.tjarList) {
    for (const tjarPaging of tjarReadings.tjarPaging) {
      const { list } = openTjar({ tjarList, tjarPaging })
      const { body } = await list()
      const found = rowsOf(body, tjarList)
      assert.ok(Array.isArray(found) && found.length === 7, tjarList)
      const paging = { inside: body.data.pagination, beside: body.pagination, meta: body.meta }
      const total = Object.entries(paging).flatMap(([place, value]) => (value ? [[place, value.total]] : []))
      const place = { 'data.pagination': tjarList === 'data' ? 'beside' : 'inside', pagination: 'beside', meta: 'meta' }
      assert.deepEqual(total, tjarPaging === 'absent' ? [] : [[place[tjarPaging], 7]], `${tjarList} ${tjarPaging}`)
    }
  }
})

test('page number and page count have either name', async () => {
  const one = await openTjar().list('?per_page=3&page=2')
  assert.deepEqual(one.body.data.pagination, { current_page: 2, last_page: 3, per_page: 3, total: 7 })
  const two = await openTjar({ tjarPageNumber: 'page', tjarPageCount: 'total_pages' }).list('?per_page=3&page=2')
  assert.deepEqual(two.body.data.pagination, { page: 2, total_pages: 3, per_page: 3, total: 7 })
})

test('the pages together are the whole list, each cart once', async () => {
  const { list } = openTjar()
  const whole = identifiers((await list()).body)
  const parts = []
  for (const page of [1, 2, 3]) parts.push(...identifiers((await list(`?per_page=3&page=${page}`)).body))
  assert.deepEqual(parts, whole)
})

test('past the end there is nothing, or the last page once more', async () => {
  const past = async (reading: 'empty' | 'repeats-last') => {
    const { list } = openTjar({ tjarPastEnd: reading })
    return [identifiers((await list('?per_page=3&page=4')).body), identifiers((await list('?per_page=3&page=3')).body)]
  }
  const [nothing] = await past('empty')
  assert.deepEqual(nothing, [])
  const [again, last] = await past('repeats-last')
  assert.deepEqual([again, again?.length], [last, 1])
})

test('page parameters may be ignored: every page is the first, of the size the account has', async () => {
  const { sandbox, list } = openTjar({ tjarPageParameters: 'ignored' })
  sandbox.world.accounts.tjar.perPage = 3
  const first = identifiers((await list()).body)
  assert.equal(first.length, 3)
  assert.deepEqual(identifiers((await list('?page=2&per_page=50')).body), first)
})

test('days are those of the zone that is played, of the beginning or of the last change', async () => {
  const { sandbox, list, cart } = openTjar()
  const hero = cart('tjar-hero')
  hero.createdAt = Date.UTC(2026, 4, 1, 22)
  hero.updatedAt = Date.UTC(2026, 4, 3, 12)
  const has = async (query: string) => identifiers((await list(query)).body).includes(hero.identifier)
  assert.deepEqual([await has('?date_from=2026-05-02'), await has('?date_to=2026-05-01')], [true, false])
  sandbox.readings.set({ tjarTimeZone: 'UTC' })
  assert.deepEqual([await has('?date_from=2026-05-02'), await has('?date_to=2026-05-01')], [false, true])
  sandbox.readings.set({ tjarDates: 'updated_at' })
  assert.deepEqual([await has('?date_from=2026-05-03'), await has('?date_to=2026-05-02')], [true, false])
  for (const day of ['', 'yesterday', '2026-13-01', '2026-05-01T00:00']) {
    assert.equal((await list(`?date_from=${day}`)).status, 422, day)
  }
})

test('products_count asks for just so many or for more, of lines or of units', async () => {
  const count = async (readings: Parameters<typeof openTjar>[0], wanted: number) => {
    const { list, cart } = openTjar(readings)
    return identifiers((await list(`?products_count=${wanted}`)).body).includes(cart('tjar-hero').identifier)
  }
  assert.deepEqual([await count({}, 3), await count({}, 2), await count({}, 6)], [true, false, false])
  assert.deepEqual([await count({ tjarProductsFilter: 'at-least' }, 2)], [true])
  assert.deepEqual([await count({ tjarProductsCount: 'units' }, 6)], [true])
})

test('rows may come without their products', async () => {
  const { sandbox, list, read } = openTjar()
  const [full] = rows((await list()).body)
  assert.deepEqual(full, await read('tjar-hero'))
  sandbox.readings.set({ tjarListRows: 'without-products' })
  const [row] = rows((await list()).body)
  assert.ok(row && !('products' in row) && 'customer' in row)
})
