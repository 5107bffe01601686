import assert from 'node:assert/strict'
import { test } from 'node:test'

import { endOfCartHandle, openCartHandle, sealCartHandle } from './cart-handle.ts'
import { createSealer } from './sealer.ts'

const day = 86_400_000
let time = Date.UTC(2026, 0, 1)
const sealer = createSealer('shop', [Buffer.alloc(32, 1).toString('base64url')], () => time)
const cart = { platform: 'bigcommerce', cartId: 'cart-1' }

test('a handle stands for its cart and what is said with it, and for nothing else', async () => {
  const end = { linkEndsAt: time + day / 2, shared: true } as const
  const said = { salt: 'salt', sessionId: 'session', mark: 'mark', ...end, knownOrderAt: 5 }
  for (const parts of [said, { salt: 'salt' }]) {
    const [cartHandle, opened] = await sealCartHandle(sealer, { ...cart, secret: 'x' } as typeof cart, parts)
    assert.deepEqual(opened, { ...cart, ...parts })
    assert.deepEqual(await openCartHandle(sealer, cartHandle), { ...cart, ...parts })
  }
})

test('every handle has a salt of its own', async () => {
  const [[, one], [, other]] = [await sealCartHandle(sealer, cart), await sealCartHandle(sealer, cart)]
  assert.match(one.salt, /^[\w-]{36}$/)
  assert.notEqual(one.salt, other.salt)
  assert.deepEqual(Object.keys(one), ['platform', 'cartId', 'salt'])
})

test('a handle ends after a day, and its refusal says why', async () => {
  const [cartHandle] = await sealCartHandle(sealer, cart)
  time += day - 1000
  await openCartHandle(sealer, cartHandle)
  time += 1000
  const why = (status: string) => ({ code: 'link-needed', detail: `the cart handle is ${status}` })
  await assert.rejects(openCartHandle(sealer, cartHandle), why('expired'))
  await assert.rejects(openCartHandle(sealer, 'made-up'), why('invalid'))
})

test('a handle ends with the copied link that led to it; a message’s link may end before', async () => {
  const linkEndsAt = time + 60_000
  const endOf = async (more: { shared?: true }) =>
    endOfCartHandle(sealer, (await sealCartHandle(sealer, cart, { linkEndsAt, ...more }))[0])
  assert.equal(await endOf({ shared: true }), linkEndsAt)
  assert.equal(await endOf({}), time + day)
})
