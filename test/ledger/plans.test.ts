import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'

import type { MerchantCartsAnswer, MerchantMessagesAnswer, RecoverAnswer } from '../../src/contract/index.ts'
import { createPostgresStore } from '../../src/proxy/stores/postgres.ts'
import type { SqlStore } from '../../src/proxy/stores/sql/sql-store.ts'
import { createSqliteStore } from '../../src/proxy/stores/sqlite.ts'
import { bigcommerceOf, buzzbipOf, type MerchantShop, openMerchantShop, tjarOf } from '../setup/merchant.ts'
import { startPostgres } from '../setup/postgres.ts'
import { type WatchedStatement, watchStore } from '../setup/watched-store.ts'
import { growLedger } from './grown-ledger.ts'
import { planFaults } from './plans.ts'

const carts = 100_000
const minuteMs = 60_000
const notify = { url: 'https://service.example/', secret: `whsec_${Buffer.alloc(32, 5).toString('base64')}` }

const postgres = await startPostgres()
after(() => postgres?.close())

/** Everything that reads or writes the ledger, by what a merchant, a platform, a shopper or the timer does. */
const doings: Record<string, (shop: MerchantShop) => Promise<void>> = {
  async 'the lists of carts and messages, page by page'(shop) {
    const filters = [
      '',
      ...['abandoned', 'opened', 'checked-out', 'recovered', 'closed'].map((one) => `&status=${one}`),
    ]
    for (const filter of filters.flatMap((status) => [status, `${status}&platform=tjar`, `${status}&platform=none`])) {
      const first = await look<MerchantCartsAnswer>(shop, `/carts?limit=100${filter}`)
      assert.ok(first.carts.length === (filter.endsWith('none') ? 0 : 100), filter)
      if (first.nextPage) await look(shop, `/carts?limit=100${filter}&page=${first.nextPage}`)
    }
    for (const status of ['', ...['pending', 'sent', 'failed', 'withheld'].map((one) => `&status=${one}`)]) {
      const first = await look<MerchantMessagesAnswer>(shop, `/reports?limit=100${status}`)
      assert.equal(first.reports.length, 100)
      await look(shop, `/reports?limit=100${status}&page=${first.nextPage}`)
    }
  },
  async 'carts that are searched, sorted, and filtered by date and value, page by page'(shop) {
    const now = shop.sandbox.clock()
    const [from, until] = [40, 20].map((days) => `${new Date(now - days * 86_400_000).toISOString()}`)
    for (const filter of [
      ...['sort=oldest', 'sort=highest', 'sort=lowest', 'search=mug 7', 'search=nobody sells this', 'valueFrom=5'],
      ...[`from=${from}`, `until=${until}`, `from=${from}&until=${until}&status=opened`],
      ...[`sort=oldest&from=${from}&until=${until}&platform=tjar`, `sort=highest&from=${from}&valueTo=5&status=closed`],
    ]) {
      let page = ''
      for (let pages = 0; pages < 3; pages++) {
        const answer = await look<MerchantCartsAnswer>(shop, `/carts?limit=100&${filter}${page}`)
        if (!answer.nextPage) break
        page = `&page=${answer.nextPage}`
      }
    }
  },
  async 'carts and messages of one moment, page by page'(shop) {
    for (const path of ['/carts?limit=100', '/reports?limit=100']) {
      let page = ''
      for (let pages = 0; pages < 9; pages++) {
        const { nextPage } = await look<MerchantCartsAnswer | MerchantMessagesAnswer>(shop, path + page)
        page = `&page=${nextPage}`
      }
    }
  },
  async 'the summaries'(shop) {
    await look(shop, '/summary?days=90')
    await look(shop, '/summary')
  },
  async 'webhooks, and the outbox'(shop) {
    await shop.happens('hero', 'abandon')
    assert.equal(shop.messages().length, 1)
    await shop.happens('coupon', 'abandon')
    await shop.happens('coupon', 'convert')
    await shop.happens('yen', 'expire')
  },
  async 'a shopper who opens a link, chooses, and checks out'(shop) {
    const { body } = await shop.shopper<RecoverAnswer>('POST', '/recover', { token: shop.cart('one-sold-out').token })
    const { cartHandle } = body
    assert.ok(cartHandle)
    await shop.shopper('POST', '/availability', { cartHandle })
    await shop.shopper('PUT', '/consent', { cartHandle, channels: { whatsapp: false } })
    assert.equal((await shop.shopper('POST', '/checkout', { cartHandle })).status, 200)
  },
  async 'one cart, and a reminder about it'(shop) {
    shop.pass(11 * minuteMs)
    await shop.proxy.work()
    const { carts: listed } = await look<MerchantCartsAnswer>(shop, '/carts?platform=tjar')
    for (const { id } of listed) await shop.merchant('GET', `/carts/${id}`)
    const reminder = { type: 'email', subject: 'Your cart', message: 'Come back', consent: true }
    for (const { id } of listed) await shop.merchant('POST', `/carts/${id}/reminder`, reminder)
  },
  async 'subscriptions to be told, looked at and told'(shop) {
    shop.change({ notify: { ...notify, fetch: async () => new Response(null, { status: 204 }) } })
    const cart = shop.cart('all-sold-out')
    const { body } = await shop.shopper<RecoverAnswer>('POST', '/recover', { token: cart.token })
    const { cartHandle } = body
    const soldOut = body.cart?.lineItems.filter(({ availability }) => availability.status === 'out-of-stock') ?? []
    const lineItemIds = soldOut.map(({ id }) => id)
    for (const subscribed of [true, false, true]) {
      const { status } = await shop.shopper('POST', '/back-in-stock', { cartHandle, lineItemIds, subscribed })
      assert.equal(status, 200)
    }
    shop.pass(11 * minuteMs)
    await shop.proxy.work()
    for (const variant of shop.sandbox.world.products.flatMap(({ variants }) => variants)) variant.stock += 3
    shop.pass(11 * minuteMs)
    await shop.proxy.work()
    assert.ok(shop.logged.some((line) => line.includes('The service was told of a subscription')))
    await shop.happens('all-sold-out', 'expire')
  },
  async 'figures, what has reached its end, and what waits'(shop) {
    shop.pass(11 * minuteMs)
    await shop.proxy.work()
    await shop.proxy.outbox()
  },
}

async function look<Body>(shop: MerchantShop, path: string): Promise<Body> {
  const { status, body } = await shop.merchant<Body>('GET', path)
  assert.equal(status, 200, path)
  return body
}

const kinds: Record<string, { open(clock: () => number): Promise<SqlStore>; skip: boolean }> = {
  sqlite: { open: async (clock) => createSqliteStore({ path: ':memory:', clock }), skip: false },
  postgres: {
    async open(clock) {
      return createPostgresStore({
        connectionString: (await postgres?.createDatabase()) ?? '',
        statementTimeoutMs: 60_000,
        clock,
      })
    },
    skip: postgres === undefined,
  },
}

for (const [name, { open, skip }] of Object.entries(kinds)) {
  describe(`${carts} carts in ${name}`, { skip }, async () => {
    const statements = new Map<string, WatchedStatement>()
    let rows = 0
    let shop: MerchantShop | undefined
    const store = skip ? undefined : await open(() => shop?.sandbox.clock() ?? Date.now())
    after(() => store?.close())
    if (!store) return
    const stateStore = watchStore(
      store,
      (statement) => void statements.set(statement.sql, statement),
      (answer) => {
        rows = Math.max(rows, answer.length)
      },
    )
    shop = openMerchantShop({
      stateStore,
      platforms: (sandbox) => [bigcommerceOf(sandbox), tjarOf(sandbox), buzzbipOf(sandbox)],
    })
    const grown = shop
    test('are made within seconds', async () => {
      await growLedger(store, carts, Math.floor(grown.sandbox.clock()))
    })
    for (const [title, act] of Object.entries(doings)) {
      test(`${title}: every statement finds its rows by an index, and answers no more than a slice`, async () => {
        statements.clear()
        rows = 0
        await act(grown)
        assert.ok(statements.size > 2)
        assert.ok(rows <= 500, `${rows} rows in one answer`)
        const faults: string[] = []
        for (const statement of statements.values()) {
          for (const fault of await planFaults(store, statement)) faults.push(`${fault}: ${statement.sql}`)
        }
        assert.deepEqual(faults, [])
      })
    }
  })
}
