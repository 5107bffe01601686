import assert from 'node:assert/strict'
import { test } from 'node:test'

import type { MerchantMessagesAnswer } from '../../src/contract/index.ts'
import { type Platform, UpstreamError } from '../../src/proxy/adapter/index.ts'
import type { SqlStore } from '../../src/proxy/stores/sql/sql-store.ts'
import { createSqliteStore } from '../../src/proxy/stores/sqlite.ts'
import { StoreDownError } from '../../src/proxy/stores/store-down-error.ts'
import { testKey } from '../setup/shop.ts'
import { fakePlatform, openFakeStore } from './fake-store.ts'

const newKey = Buffer.alloc(32, 7).toString('base64url')

/** An automation, and what it was told. */
function automation() {
  const sent: string[] = []
  const platform: Platform = {
    name: 'automation',
    report: { messageChannel: 'whatsapp', send: async ({ link }) => void sent.push(link) },
  }
  return { platform, sent }
}

const abandoned = (cartId: string, at: number) => ({ id: `event ${cartId}`, type: 'abandoned' as const, cartId, at })

async function fates(shop: ReturnType<typeof openFakeStore>) {
  const { reports } = await shop.merchant<MerchantMessagesAnswer>('/reports?limit=100')
  return Object.entries(
    Object.groupBy(reports, ({ status, reason }) => [status, reason].filter(Boolean).join(' ')),
  ).map(([fate, ones]) => `${fate}: ${ones?.length}`)
}

for (const [trouble, read] of Object.entries({
  'takes no calls': () => Promise.reject(new UpstreamError('unreachable', 'down GET: could not be reached')),
  'does not answer': (_id: string, signal: AbortSignal) =>
    new Promise<never>((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
})) {
  test(`a platform that ${trouble} holds up the reports about no other platform's carts`, async () => {
    const { platform, sent } = automation()
    const down = fakePlatform('down', { recovery: { read } })
    const shop = openFakeStore([down, fakePlatform('well'), platform])
    for (let index = 0; index < 40; index++) {
      assert.equal(await shop.tell('down', abandoned(`cart-${index}`, shop.clock())), 204)
      shop.pass(1)
    }
    await shop.tell('well', abandoned('cart', shop.clock()))
    const working = shop.proxy.work()
    for (let turns = 0; turns < 200 && sent.length === 0; turns++) await new Promise(setImmediate)
    assert.equal(sent.length, 1)
    await shop.proxy.stop()
    await working
  })
}

test('while keys are exchanged, a record that one instance cannot open waits for one that can', async () => {
  const { platform, sent } = automation()
  const shop = openFakeStore([fakePlatform('carts'), platform], { ledgerKey: testKey })
  const renewed = shop.open({ keys: [newKey, testKey] })
  await renewed.stop()
  // The new instance takes the event, and the old one is the first to work.
  assert.equal(await shop.tell('carts', abandoned('cart', shop.clock()), renewed), 204)
  await shop.proxy.work()
  assert.deepEqual([sent.length, await fates(shop)], [0, ['pending: 1']])
  shop.pass(60_000)
  await shop.open({ keys: [newKey, testKey] }).work()
  assert.deepEqual([sent.length, await fates(shop)], [1, ['sent: 1']])
})

/** Its changes are stored, and from the first one of a message on the answers of some are lost. */
function losingAnswers(store: SqlStore, isLost: (changeOfMessage: number) => boolean): SqlStore {
  let changes = 0
  const batch: SqlStore['database']['batch'] = async (statements, options) => {
    const results = await store.database.batch(statements, options)
    const isOfMessage = statements.some((statement) => statement.compile().sql.startsWith('update "messages"'))
    if (isOfMessage && isLost(++changes)) throw new StoreDownError('away')
    return results
  }
  return { ...store, database: { ...store.database, batch } }
}

for (const [what, lost] of [
  ['a report was claimed', 1],
  ['a report was sent', 2],
] as const) {
  test(`where the database stored that ${what} and its answer was lost, it is read back`, async () => {
    const { platform, sent } = automation()
    const stateStore = losingAnswers(createSqliteStore({ path: ':memory:' }), (change) => change === lost)
    const shop = openFakeStore([fakePlatform('carts'), platform], { stateStore })
    await shop.tell('carts', abandoned('cart', shop.clock()))
    for (let works = 0; works < 3; works++) {
      await shop.proxy.work()
      shop.pass(70_000)
    }
    assert.deepEqual([sent.length, await fates(shop)], [1, ['sent: 1']])
  })
}

test('one instance works the outbox at a time, and another goes on within seconds where it fell silent', async () => {
  const { platform, sent } = automation()
  const gate = Promise.withResolvers<void>()
  let reads = 0
  const carts = fakePlatform('carts')
  const slow = fakePlatform('carts', {
    recovery: {
      async read(...call) {
        reads++
        await gate.promise
        return carts.recovery!.read(...call)
      },
    },
  })
  const shop = openFakeStore([slow, platform])
  for (const cart of ['one', 'two']) await shop.tell('carts', abandoned(cart, shop.clock()))
  const first = shop.proxy.work()
  while (reads === 0) await new Promise(setImmediate)
  const second = shop.open({ platforms: [carts, platform] })
  await second.work()
  assert.deepEqual([reads, sent.length], [1, 0])
  shop.pass(4000)
  await second.work()
  assert.equal(sent.length, 2)
  gate.resolve()
  await first
  assert.equal(sent.length, 2, 'and what was silent sends none of it again')
})
