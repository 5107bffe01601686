import assert from 'node:assert/strict'
import { after, type TestContext, test } from 'node:test'
import pg from 'pg'

import type { MerchantCartsAnswer, RecoverAnswer } from '../../src/contract/index.ts'
import { createProxy } from '../../src/proxy/index.ts'
import { createPostgresStore } from '../../src/proxy/stores/postgres.ts'
import { openMerchantShop } from '../setup/merchant.ts'
import { startPostgres } from '../setup/postgres.ts'
import { openShop } from '../setup/shop.ts'

const postgres = await startPostgres()
after(() => postgres?.close())
const server = postgres?.server
const skip = postgres === undefined

/** A statement of another session. */
async function ask(connectionString: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

/** Ends all other connections, as a restart or a fail-over does. */
const cutAll = (address: string) =>
  ask(
    address,
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid()`,
  )

/** A way to make a database useless; the answer ends it. */
type Trouble = (address: string) => Promise<() => Promise<void>>

const troubles: Record<string, { says: RegExp; begin: Trouble; needsServer?: boolean }> = {
  away: {
    says: /cannot be reached/,
    needsServer: true,
    async begin() {
      await server?.stop('immediate')
      return async () => server?.start()
    },
  },
  slow: {
    says: /not answer in time/,
    async begin(address) {
      const client = new pg.Client({ connectionString: address })
      await client.connect()
      await client.query('BEGIN; LOCK TABLE state IN ACCESS EXCLUSIVE MODE')
      return () => client.end()
    },
  },
  full: {
    says: /no room left/,
    async begin(address) {
      await ask(
        address,
        `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
           $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$;
         CREATE TRIGGER full_disk BEFORE INSERT OR UPDATE ON state EXECUTE FUNCTION refuse()`,
      )
      return () => ask(address, 'DROP TRIGGER full_disk ON state; DROP FUNCTION refuse')
    },
  },
  'read-only': {
    says: /takes no changes/,
    async begin(address) {
      const set = (value: string) =>
        ask(
          address,
          `BEGIN READ WRITE;
           ALTER DATABASE ${new URL(address).pathname.slice(1)} SET default_transaction_read_only = ${value};
           COMMIT`,
        )
      await set('on')
      await cutAll(address)
      return async () => {
        await set('off')
        await cutAll(address)
      }
    },
  },
}

/** The first call alone does it. */
function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined
  return () => {
    done ??= work()
    return done
  }
}

async function openOnPostgres(t: TestContext) {
  const address = (await postgres?.createDatabase()) ?? ''
  const own = createPostgresStore({ connectionString: address, statementTimeoutMs: 300, connectTimeoutMs: 500 })
  t.after(() => own.close())
  const shop = openShop('demo', { stateStore: own })
  return { address, shop, proxy: createProxy(shop.config) }
}

for (const [name, { says, begin, needsServer }] of Object.entries(troubles)) {
  const isSkipped = skip || (needsServer === true && !server)
  test(`a database that is ${name}: carts are shown, no write begins, and the same tap goes on afterwards`, {
    skip: isSkipped,
  }, async (t) => {
    const { address, shop, proxy } = await openOnPostgres(t)
    const { cartHandle, cart } = await shop.recover('all-available')
    const [line] = cart?.lineItems ?? []
    assert.ok(line && cart)
    assert.equal((await proxy.ready()).isReady, true)
    const end = once(await begin(address))
    t.after(end)

    assert.equal((await shop.recover('hero')).cart?.lineItems.length, 4)
    assert.equal((await shop.post('/availability', { cartHandle })).status, 200)
    shop.newCalls()
    const body = { cartHandle, revision: cart.revision, lineItems: [{ id: line.id, quantity: 1 }] }
    const key = { 'idempotency-key': crypto.randomUUID() }
    for (const path of ['/restore', '/checkout']) {
      const { status, body: problem } = await shop.post(path, body, key)
      assert.deepEqual([path, status, problem.code], [path, 429, 'busy'])
      assert.ok((problem.retryAfterSeconds ?? 0) > 0)
    }
    assert.deepEqual(
      shop.newCalls().filter(({ write }) => write),
      [],
    )
    const { isReady, checks } = await proxy.ready()
    assert.equal(isReady, false)
    assert.match(checks.find(({ ok }) => !ok)?.detail ?? '', says)

    await end()
    const { status } = await shop.post('/restore', body, key)
    assert.equal(status, 200)
    assert.equal((await proxy.ready()).isReady, true)
  })
}

test('connections that are cut while taps are under way end in what was acknowledged, or in busy', {
  skip,
}, async (t) => {
  const { address, shop } = await openOnPostgres(t)
  const { cartHandle, cart } = await shop.recover('all-available')
  const [line] = cart?.lineItems ?? []
  assert.ok(cart && line)
  const before = shop.held('all-available')
  const body = { cartHandle, revision: cart.revision, lineItems: [{ id: line.id, quantity: 1 }] }
  let isCutting = true
  const cutting = (async () => {
    while (isCutting) await cutAll(address)
  })()
  const answers = await Promise.all(Array.from({ length: 30 }, () => shop.restore(body)))
  isCutting = false
  await cutting
  for (const { status, body: answer } of answers) {
    assert.ok(status === 200 || ['busy', 'unconfirmed'].includes(answer.code), answer.code)
  }
  const after = shop.held('all-available')
  const changed = Object.keys(before).filter((id) => before[id] !== after[id])
  const isAcknowledged = answers.some(({ status }) => status === 200)
  assert.ok(changed.length <= 1 && changed.every((id) => after[id] === 1))
  if (isAcknowledged) assert.equal(changed.length, 1)
})

test('while the database is away webhooks are refused and consent is not asked for, and what is delivered again is not lost', {
  skip: skip || !server,
}, async (t) => {
  const address = (await postgres?.createDatabase()) ?? ''
  const stateStore = createPostgresStore({ connectionString: address, connectTimeoutMs: 500 })
  t.after(() => stateStore.close())
  const shop = openMerchantShop({ stateStore })
  const { world } = shop.sandbox
  await shop.happens('hero', 'abandon')
  await server?.stop('immediate')
  const opened = await shop.shopper<RecoverAnswer>('POST', '/recover', { token: shop.cart('hero').token })
  assert.deepEqual([opened.status, opened.body.cart?.lineItems.length], [200, 4])
  assert.deepEqual([opened.body.abilities.consent, opened.body.consent], [false, undefined])
  await shop.happens('all-available', 'abandon')
  await shop.happens('hero', 'convert')
  assert.deepEqual(
    world.deliveries.map(({ status }) => status),
    ['delivered', 'pending', 'pending'],
  )
  await server?.start()
  shop.pass(61_000)
  await shop.sandbox.deliverDue()
  assert.ok(world.deliveries.every(({ status }) => status === 'delivered'))
  await shop.proxy.work()
  const { carts } = (await shop.merchant<MerchantCartsAnswer>('GET', '/carts')).body
  assert.deepEqual(carts.map(({ status }) => status).sort(), ['abandoned', 'recovered'])
  assert.equal(new Set(shop.messages().map(({ to }) => to)).size, shop.messages().length)
})
