import assert from 'node:assert/strict'
import { test } from 'node:test'

import { tjar } from './tjar.ts'

const since = Date.parse('2026-04-01T06:00:00Z')
const listed = (identifier: string, change: object = {}) => ({
  identifier,
  order_id: null,
  phase: 'abandoned',
  reminders_count: 1,
  cart_total: 59.97,
  created_at: '2026-04-01 10:00:00',
  updated_at: '2026-04-02 10:00:00',
  ...change,
})

/** A list in answers of any form, and what was asked for. */
function list(answer: (page: number) => object) {
  const queries: string[] = []
  const { abandonedCarts } = tjar({
    storeDomain: 'example-store.tjar.sa',
    apiKey: 'key',
    fetch: async (input) => {
      const { search, searchParams } = new URL(String(input))
      queries.push(search)
      return Response.json({ status: 'success', message: '', ...answer(Number(searchParams.get('page') ?? 1)) })
    },
  })
  assert.ok(abandonedCarts)
  const page = (number: number) => abandonedCarts.list({ since, page: number }, AbortSignal.timeout(5000))
  return {
    page,
    queries,
    /** Every page, as the proxy goes through them. */
    async all() {
      const ids: string[] = []
      for (let number = 1; number <= 20; number++) {
        const { carts, isLast } = await page(number)
        ids.push(...carts.map(({ cartId }) => cartId))
        if (isLast) return ids
      }
      throw new Error('it does not end')
    },
  }
}

test("a cart of the list has its time by the store's clock", async () => {
  const { carts } = await list(() => ({ data: [listed('2')] })).page(1)
  assert.deepEqual(carts, [
    {
      cartId: '2',
      channelId: '1',
      abandonedAt: Date.parse('2026-04-01T07:00:00Z'),
      total: { amount: 5997, currency: 'SAR' },
      reminders: 1,
      isOrdered: false,
    },
  ])
})

test('the first page is asked for by the documented name alone, the date being the one in the store', async () => {
  const { page, queries } = list(() => ({ data: [] }))
  await page(1)
  await page(3)
  assert.deepEqual(queries, ['?date_from=2026-04-01', '?date_from=2026-04-01&page=3'])
})

test('a cart that nothing happened to since then is not listed, though it is of the same day', async () => {
  const at = (created_at: string, updated_at: string) => ({ created_at, updated_at })
  const data = [
    listed('1', at('2026-04-01 08:00:00', '2026-04-01 08:59:59')),
    listed('2', at('2026-04-01 08:00:00', '2026-04-01 09:00:00')),
    listed('3', at('2026-04-01 09:00:00', '')),
  ]
  const { carts } = await list(() => ({ data })).page(1)
  assert.deepEqual(
    carts.map(({ cartId }) => cartId),
    ['2', '3'],
  )
})

test('a cart that was ordered is listed as ordered', async () => {
  const { carts } = await list(() => ({ data: [listed('2', { order_id: 5 })] })).page(1)
  assert.equal(carts[0]?.isOrdered, true)
})

const pages = [[listed('5'), listed('4')], [listed('3'), listed('2')], [listed('1')]]
const at = (page: number) => pages[page - 1] ?? []
const forms: Record<string, (page: number) => object> = {
  'a bare list until an empty page': (page) => ({ data: at(page) }),
  'a named list with data.pagination': (page) => ({
    data: { abandoned_carts: at(page), pagination: { current_page: page, last_page: 3 } },
  }),
  'carts with pagination beside data': (page) => ({ data: { carts: at(page) }, pagination: { page, total_pages: 3 } }),
  'items with meta': (page) => ({ data: { items: at(page) }, meta: { current_page: page, per_page: 2, total: 5 } }),
  'a paginator in data': (page) => ({ data: { data: at(page), current_page: page, last_page: 3 } }),
  'numbers as text': (page) => ({ data: at(page), meta: { current_page: `${page}`, last_page: '3' } }),
}
for (const [form, answer] of Object.entries(forms)) {
  test(`every cart is listed once: ${form}`, async () => {
    assert.deepEqual(await list(answer).all(), ['5', '4', '3', '2', '1'])
  })
}

test('a list that knows no pages ends when the first one comes again', async () => {
  for (const extra of [{}, { meta: { current_page: 1, last_page: 9 } }]) {
    const { all, queries } = list(() => ({ data: [listed('2'), listed('1')], ...extra }))
    assert.deepEqual(await all(), ['2', '1'])
    assert.equal(queries.length, 2)
  }
})

test('the same page asked for twice is the same page, and no end', async () => {
  const { page } = list((number) => ({ data: at(number) }))
  assert.deepEqual(await page(1), await page(1))
  assert.equal((await page(2)).carts.length, 2)
})

test('an empty page is the last one, whatever the answer says of others', async () => {
  const { all, queries } = list(() => ({ data: [], pagination: { current_page: 1, last_page: 9 } }))
  assert.deepEqual(await all(), [])
  assert.equal(queries.length, 1)
  assert.deepEqual(await list(() => ({ data: null })).all(), [])
})

for (const [form, created_at, updated_at] of [
  ['with the day first', '01/04/2026 10:00:00', '25/04/2026 10:00:00'],
  ['in Unix seconds', 1775026800, 1775113200],
  ['in Unix seconds as text', '1775026800', '1775113200'],
  ['in Unix milliseconds', 1775026800000, null],
] as const) {
  test(`a cart whose times are written ${form} is listed at its time`, async () => {
    const { carts } = await list(() => ({ data: [listed('2', { created_at, updated_at })] })).page(1)
    assert.deepEqual(
      carts.map(({ abandonedAt }) => new Date(abandonedAt).toISOString()),
      ['2026-04-01T07:00:00.000Z'],
    )
  })
}

test('a cart whose time cannot be read is left out and counted, and does not take its neighbours along', async () => {
  const data = [
    listed('1'),
    listed('2', { created_at: '05/04/2026 10:00:00' }),
    listed('3', { created_at: 'yesterday' }),
    { identifier: null },
  ]
  const { carts, unreadable } = await list(() => ({ data })).page(1)
  assert.deepEqual([carts.map(({ cartId }) => cartId), unreadable], [['1'], 3])
})

test('an odd total, count or phase costs nothing but itself', async () => {
  for (const change of [{ cart_total: null }, { cart_total: 'many' }, { reminders_count: {} }, { phase: 7 }]) {
    const { carts, unreadable } = await list(() => ({ data: [listed('1', change)] })).page(1)
    assert.deepEqual([carts.length, unreadable], [1, undefined], JSON.stringify(change))
  }
})

test('a list that PHP wrote as an object is a list, and an empty one is empty', async () => {
  assert.deepEqual(await list(() => ({ data: { abandoned_carts: { 1: listed('1'), 3: listed('3') } } })).all(), [
    '1',
    '3',
  ])
  assert.deepEqual(await list(() => ({ data: {} })).all(), [])
})

test('one cart that cannot be read is left out, and a list of nothing else is a failure', async () => {
  assert.deepEqual(await list(() => ({ data: [{ identifier: null }, listed('1')], meta: { last_page: 1 } })).all(), [
    '1',
  ])
  for (const data of [[{ id: 1 }], { basket: [] }, 'none']) {
    await assert.rejects(list(() => ({ data })).page(1), { failure: 'unexpected-shape' })
  }
})
