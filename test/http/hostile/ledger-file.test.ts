import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type TestContext, test } from 'node:test'

import type { RecoverAnswer } from '../../../src/contract/index.ts'
import { bigcommerce } from '../../../src/proxy/platforms/bigcommerce/bigcommerce.ts'
import { createSqliteStore } from '../../../src/proxy/stores/sqlite.ts'
import { createSandbox } from '../../../src/sandbox/index.ts'
import { bigcommerceOf, openMerchantShop } from '../../setup/merchant.ts'
import { openShop, openTextShop, type Shop } from '../../setup/shop.ts'

// A thief of the ledger's file finds neither a cart nor a shopper in it.

function makeFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'cart-recovery-'))
  t.after(() => rmSync(folder, { recursive: true }))
  return folder
}

/** All bytes of the ledger and of the files beside it. */
const contentOf = (folder: string) =>
  readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'latin1'))
    .join('\n')

function assertNothingOf(shop: Pick<Shop, 'sandbox'>, folder: string) {
  const content = contentOf(folder)
  const secrets = shop.sandbox.world.carts.flatMap(({ id, token, email, shopper }) => [
    ...[id, token, email].filter((value) => value),
    ...(shopper?.phone ? [shopper.phone] : []),
  ])
  assert.ok(secrets.length > 20)
  const found = secrets.filter((secret) => content.includes(String(secret)))
  assert.deepEqual(found, [])
}

test('checkouts, copies, undos and locks leave no cart id in the file, while they are made and after', async (t) => {
  const folder = makeFolder(t)
  const sandbox = createSandbox()
  const { storeHash, accessToken } = sandbox.credentials.bigcommerce
  const stateStore = createSqliteStore({ path: join(folder, 'ledger.db'), clock: sandbox.clock })
  t.after(() => stateStore.close())
  for (const checkoutBy of ['redirect', 'copy'] as const) {
    const platforms = [bigcommerce({ storeHash, accessToken, fetch: sandbox.fetch, checkoutBy })]
    const shop = openShop('demo', { platforms, stateStore, clock: sandbox.clock }, sandbox)
    const { cartHandle, cart } = await shop.recover('hero')
    const lineItems = cart?.lineItems.map(({ id }) => ({ id, quantity: 1 }))
    sandbox.faults.set({ platform: 'bigcommerce', fault: 'slow', delayMs: 100 })
    const restoring = shop.restore({ cartHandle, lineItems })
    await new Promise((resolve) => setTimeout(resolve, 50))
    assertNothingOf(shop, folder)
    const { body } = await restoring
    sandbox.faults.clear()
    await shop.undo({ cartHandle, undo: body.undo })
    assert.equal((await shop.checkout({ cartHandle })).status, 200)
    assertNothingOf(shop, folder)
  }
})

test('a checkout by text leaves none either', async (t) => {
  const folder = makeFolder(t)
  const stateStore = createSqliteStore({ path: join(folder, 'ledger.db') })
  t.after(() => stateStore.close())
  const shop = openTextShop({ stateStore })
  const phone = '+491701234501'
  const write = <Body>(path: string, body: object) =>
    shop.post<Body>(path, body, { 'idempotency-key': crypto.randomUUID() })
  const { cartHandle } = await shop.recover('vesuviopay-hero')
  await write('/sign-in/code', { cartHandle, phone })
  const { code } = shop.sandbox.world.messages.findLast(({ channel }) => channel === 'sms') ?? {}
  const { body: session } = await write<{ cartHandle: string } | null>('/sign-in', { cartHandle, phone, code })
  const { status } = await write('/checkout', { cartHandle: session?.cartHandle ?? cartHandle, via: 'text' })
  assert.equal(status, 200)
  assertNothingOf(shop, folder)
})

test('a ledger is made for its owner alone, and one that others could read is closed to them', async (t) => {
  const folder = makeFolder(t)
  const open = async (name: string) => {
    const store = createSqliteStore({ path: join(folder, name) })
    await store.set('key', 'value', 1000)
    const modes = readdirSync(folder)
      .filter((file) => file.startsWith(name))
      .map((file) => (statSync(join(folder, file)).mode & 0o777).toString(8))
    await store.close()
    return modes
  }
  assert.deepEqual(await open('new.db'), ['600', '600', '600'])
  new DatabaseSync(join(folder, 'old.db')).close()
  writeFileSync(join(folder, 'old.db'), '', { mode: 0o664 })
  assert.deepEqual(
    [...new Set(await open('old.db'))].map((mode) => mode.at(-1)),
    ['0'],
  )
})

test('a line that a shopper waits for stands there sealed, and no more once they do not', async (t) => {
  const folder = makeFolder(t)
  const clock = () => shop.sandbox.clock()
  const stateStore = createSqliteStore({ path: join(folder, 'ledger.db'), clock })
  t.after(() => stateStore.close())
  const notify = { url: 'https://service.example/hooks', secret: `whsec_${Buffer.alloc(32, 5).toString('base64')}` }
  const shop = openMerchantShop({ stateStore, platforms: (sandbox) => [bigcommerceOf(sandbox)], changes: { notify } })
  const { token } = shop.cart('one-sold-out')
  const { body } = await shop.shopper<RecoverAnswer>('POST', '/recover', { token })
  const { cartHandle, cart } = body
  const lineItemIds = cart?.lineItems.flatMap(({ id, availability }) =>
    availability.status === 'out-of-stock' ? [id] : [],
  )
  const sealed = () => new DatabaseSync(join(folder, 'ledger.db')).prepare('SELECT sealed FROM subscriptions').all()
  for (const subscribed of [true, false]) {
    const asked = await shop.shopper('POST', '/back-in-stock', { cartHandle, lineItemIds, subscribed })
    assert.equal(asked.status, 200)
    assertNothingOf(shop, folder)
    assert.deepEqual(
      sealed().map((row) => row.sealed !== ''),
      [subscribed],
    )
  }
})
