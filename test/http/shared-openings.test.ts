import assert from 'node:assert/strict'
import { test } from 'node:test'

import type { RecoverAnswer } from '../../src/contract/index.ts'
import { openShop, openTextShop } from '../setup/shop.ts'

// Mail scanners open the links of a message before, beside and after its shopper.

test('fifty openings of one link within seconds are three calls, and each has a handle of its own', async () => {
  const shop = openShop()
  const { token } = shop.cart('hero')
  const open = () => shop.post<RecoverAnswer>('/recover', { token })
  const answers = await Promise.all(Array.from({ length: 50 }, open))
  answers.push(await open())
  assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200])
  assert.equal(new Set(answers.map(({ body }) => body.cartHandle)).size, 51)
  const calls = shop.newCalls()
  assert.equal(calls.length, 3, calls.map(({ method, path }) => `${method} ${path}`).join('\n'))
})

test('a tap reads anew what an opening has just read', async () => {
  const shop = openShop()
  const { cartHandle, cart } = await shop.recover('hero')
  const lineItems = cart?.lineItems.map(({ id }) => ({ id, quantity: 1 })) ?? []
  const [line] = shop.sandbox.world.carts.find(({ key }) => key === 'hero')?.lines ?? []
  assert.ok(line)
  line.quantity += 1
  const { status, body } = await shop.checkout({ cartHandle, lineItems })
  assert.deepEqual([status, body.code], [409, 'stock-moved'])
})

test('who opens the link again after a tap sees what was written', async () => {
  const shop = openShop()
  const { cartHandle, cart } = await shop.recover('hero')
  const lineItems = cart?.lineItems.map(({ id, quantity }, index) => ({ id, quantity: index === 0 ? 1 : quantity }))
  assert.equal((await shop.restore({ cartHandle, lineItems })).status, 200)
  const again = await shop.recover('hero')
  assert.equal(again.cart?.lineItems[0]?.quantity, 1)
})

test('a scanner that leaves ends no opening that it shares with a shopper', async () => {
  const shop = openShop()
  const { token } = shop.cart('hero')
  const leaving = new AbortController()
  const request = (signal?: AbortSignal) =>
    new Request('https://shop.example/cart-recovery/recover', {
      method: 'POST',
      headers: { origin: 'https://shop.example', 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
      ...(signal && { signal }),
    })
  const scanner = shop.fetch(request(leaving.signal))
  const shopper = shop.fetch(request())
  setTimeout(() => leaving.abort())
  const [, answer] = await Promise.all([scanner, shopper])
  assert.equal(answer.status, 200)
})

test('the stock of a link that fifty open is asked for once, of VesuvioPay too', async () => {
  const shop = openTextShop()
  const { token } = shop.cart('vesuviopay-hero')
  const open = () => shop.post<RecoverAnswer>('/recover', { token })
  const answers = await Promise.all(Array.from({ length: 50 }, open))
  const lines = answers[0]?.body.cart?.lineItems.length ?? 0
  assert.ok(lines > 1 && answers.every(({ status }) => status === 200))
  const calls = shop.newCalls().filter(({ path }) => path.endsWith('/availability'))
  assert.ok(calls.length <= lines, `${calls.length} calls for ${lines} lines`)
})
