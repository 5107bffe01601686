import assert from 'node:assert/strict'
import { test } from 'node:test'

import type { MerchantCartsAnswer, MerchantMessagesAnswer, RecoverAnswer } from '../../src/contract/index.ts'
import { freePort } from '../setup/free-port.ts'
import { openServedShop, type Served, servedMerchantKey, servedOrigin, until } from '../setup/served-shop.ts'
import { testKey } from '../setup/shop.ts'

const newKey = Buffer.alloc(32, 7).toString('base64url')
const ledgerKey = Buffer.alloc(32, 9).toString('base64url')
const [both, newFirst] = [`${testKey} ${newKey}`, `${newKey} ${testKey}`]

// Who is restarted with which keys: the order of docs/operating.md, one instance after the other.
const steps = [
  [1, testKey],
  [2, testKey],
  [1, both],
  [2, both],
  [1, newFirst],
  [2, newFirst],
  [1, newKey],
  [2, newKey],
] as const

test('while keys are exchanged on two instances, no report, no refusal and no order is lost, and no link', async (t) => {
  const shop = await openServedShop(t)
  const { world } = shop.sandbox
  for (const { quota } of [world.accounts.bigcommerce, world.accounts.buzzbip]) quota.requests = 1_000_000
  const ports = { 1: Number(new URL(shop.publicUrl).port), 2: await freePort() }
  const running = new Map<number, Served>()
  const addressOf = (instance: 1 | 2) => shop.publicUrl.replace(`:${ports[1]}`, `:${ports[instance]}`)
  const ask = async <Body>(instance: 1 | 2, method: string, path: string, body?: object) => {
    const who = path.startsWith('/merchant')
      ? { authorization: `Bearer ${servedMerchantKey}` }
      : { origin: servedOrigin, 'idempotency-key': crypto.randomUUID() }
    const headers = { ...who, ...(body && { 'content-type': 'application/json' }) }
    const response = await fetch(`${addressOf(instance)}${path}`, {
      ...{ method, headers },
      ...(body && { body: JSON.stringify(body) }),
    })
    return { status: response.status, body: (await response.json()) as Body }
  }
  const restart = async (instance: 1 | 2, keys: string) => {
    const before = running.get(instance)
    before?.child.kill('SIGTERM')
    await before?.exited
    const env = { TEST_KEYS: keys, TEST_LEDGER_KEY: ledgerKey }
    running.set(instance, await shop.serve(['--port', String(ports[instance])], env))
  }
  /** What the platform tells of a cart, told to this instance. */
  const tell = async (instance: 1 | 2, key: string, step: 'abandon' | 'convert') => {
    for (const hook of world.accounts.bigcommerce.hooks)
      hook.destination = `${addressOf(instance)}/webhooks/bigcommerce`
    await shop.happens(key, step)
  }
  const cartOf = (key: string) => world.carts.find((cart) => cart.key === key) ?? assert.fail(key)
  const sentTo = (key: string) =>
    world.messages.filter(({ platform, to }) => platform === 'buzzbip' && to === cartOf(key).shopper.phone)

  // In each step a cart is left, another one's shopper says no, and what the step before began goes on at the other instance.
  const keys = shop.copies('hero', steps.length * 2)
  for (const key of keys) cartOf(key).token = crypto.randomUUID().replaceAll('-', '')
  const carts = steps.map((_step, index) => ({ left: keys[index * 2] ?? '', refusing: keys[index * 2 + 1] ?? '' }))
  await restart(2, testKey)
  for (const [index, [instance, sealedWith]] of steps.entries()) {
    const other = instance === 1 ? 2 : 1
    const [now, before] = [carts[index], carts[index - 1]]
    assert.ok(now)
    // Taken just before a restart: whichever instance can, sends it.
    if (before) await tell(instance, before.refusing, 'abandon')
    await tell(running.has(1) ? instance : 2, now.left, 'abandon')
    await restart(instance, sealedWith)
    await until('the report goes out', () => sentTo(now.left).length > 0)
    const token = new URL(sentTo(now.left)[0]?.link ?? '').searchParams.get('t')
    for (const one of [instance, other] as const)
      assert.equal((await ask(one, 'POST', '/recover', { token })).status, 200, `the link at ${one} in step ${index}`)
    const opened = await ask<RecoverAnswer>(instance, 'POST', '/recover', { token: cartOf(now.refusing).token })
    const no = { cartHandle: opened.body.cartHandle, channels: { whatsapp: false } }
    const said = await ask(other, 'PUT', '/consent', no)
    assert.equal(said.status, 200, JSON.stringify([opened, said]))
    if (before) await tell(other, before.left, 'convert')
  }

  const last = carts.at(-1)
  assert.ok(last)
  await tell(1, last.refusing, 'abandon')
  await tell(2, last.left, 'convert')
  const { body } = await ask<MerchantCartsAnswer>(1, 'GET', '/merchant/carts?limit=100&status=recovered')
  assert.equal(body.carts?.length, steps.length, JSON.stringify(body))
  const readFates = async () => {
    const { reports } = (await ask<MerchantMessagesAnswer>(2, 'GET', '/merchant/reports?limit=100')).body
    return reports.map(({ status, reason }) => [status, reason].filter(Boolean).join(' '))
  }
  await until('every report is decided', async () => !(await readFates()).includes('pending'))
  const fates = await readFates()
  const count = (fate: string) => fates.filter((one) => one === fate).length
  assert.deepEqual([count('sent'), count('withheld consent-refused')], [steps.length, steps.length], String(fates))
  for (const { left, refusing } of carts) assert.deepEqual([sentTo(left).length, sentTo(refusing).length], [1, 0])
})
