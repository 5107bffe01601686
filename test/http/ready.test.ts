import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'

import type { Readiness } from '../../src/proxy/index.ts'
import { createMemoryStore } from '../../src/proxy/index.ts'
import { createSqliteStore } from '../../src/proxy/stores/sqlite.ts'
import { StoreDownError } from '../../src/proxy/stores/store-down-error.ts'
import { openMerchantShop } from '../setup/merchant.ts'
import { openShop } from '../setup/shop.ts'

const short = ({ isReady, checks }: Readiness) => [
  isReady,
  ...checks.map(({ check, platform, ok }) => `${[check, platform].filter(Boolean).join(' ')} ${ok}`),
]

test('a proxy is ready while its store works and its outbox is worked off', async () => {
  const shop = openMerchantShop()
  const fine = [
    true,
    ...['state-store true', 'schema true', 'outbox true', 'platform bigcommerce true', 'platform buzzbip true'],
  ]
  assert.deepEqual(short(await shop.proxy.ready()), fine)
  shop.pass(119_000)
  assert.deepEqual(short(await shop.proxy.ready()), fine)
  shop.pass(2000)
  const { isReady, checks } = await shop.proxy.ready()
  assert.equal(isReady, false)
  assert.equal(checks.find(({ ok }) => !ok)?.detail, 'its worker has not run through for 121 seconds')
  await shop.proxy.work()
  assert.deepEqual(short(await shop.proxy.ready()), fine)
})

test('without a ledger that lasts there is no outbox to be worked off', async () => {
  const shop = openShop()
  assert.deepEqual(short(await shop.ready()), [true, 'state-store true', 'schema true', 'platform bigcommerce true'])
})

test('a platform that refuses our account is told, and makes no instance unready', async () => {
  const shop = openMerchantShop()
  shop.sandbox.world.accounts.buzzbip.hasApiAccess = false
  await shop.happens('hero', 'abandon')
  const { isReady, checks } = await shop.proxy.ready()
  assert.equal(isReady, true)
  const refused = checks.find(({ platform }) => platform === 'buzzbip')
  assert.match(refused?.detail ?? '', /^it has refused our account with \d+ since \d{4}-/)
})

for (const [name, check] of Object.entries({
  fails: () => Promise.reject(Object.assign(new Error('connect to secret@db.internal'), { code: 'ECONNREFUSED' })),
  hangs: () => new Promise<void>(() => {}),
  'is down': () => Promise.reject(new StoreDownError('away', { cause: new Error('secret@db.internal') })),
})) {
  test(`a store that ${name} makes the proxy unready, and is told without its address`, async () => {
    const stateStore = { ...createMemoryStore(), check }
    const answer = await openMerchantShop({ stateStore }).proxy.ready()
    assert.deepEqual(short(answer).slice(0, 2), [false, 'state-store false'])
    assert.doesNotMatch(JSON.stringify(answer), /secret|internal/)
  })
}

test('a database that a newer version has changed meanwhile makes the proxy unready', async (t) => {
  const stateStore = createSqliteStore({ path: ':memory:' })
  t.after(() => stateStore.close())
  const { proxy } = openMerchantShop({ stateStore })
  assert.deepEqual(short(await proxy.ready()).slice(0, 3), [true, 'state-store true', 'schema true'])
  await sql`insert into cart_recovery_migrations (name) values ('099-later')`.execute(stateStore.database.db)
  const { isReady, checks } = await proxy.ready()
  assert.equal(isReady, false)
  assert.match(checks.find(({ check }) => check === 'schema')?.detail ?? '', /^a newer version .*099-later/)
})

test('a proxy that is about to end is not ready any more', async () => {
  const { proxy } = openMerchantShop()
  await proxy.stop()
  const { isReady, checks } = await proxy.ready()
  assert.deepEqual([isReady, checks.some(({ check }) => check === 'stop')], [false, true])
})
