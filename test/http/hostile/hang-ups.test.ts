import assert from 'node:assert/strict'
import { test } from 'node:test'

import { openServedShop, servedOrigin, until } from '../../setup/served-shop.ts'
import { openShop, shopOrigin } from '../../setup/shop.ts'
import { sendBytes } from './attacker.ts'

// What a caller does writes no line of an error: operators are woken by those.

test('bodies that break off are 499 and information, on every route that takes one', async (t) => {
  const shop = await openServedShop(t)
  const served = await shop.serve()
  const paths = ['/recover', '/availability', '/checkout', '/sign-in', '/webhooks/bigcommerce']
  for (const path of paths) {
    const head = [
      `POST /cart-recovery${path} HTTP/1.1`,
      'host: shop',
      `origin: ${servedOrigin}`,
      'content-type: application/json',
      'content-length: 5000',
      'idempotency-key: tap-00000001',
    ]
    await sendBytes(shop.publicUrl, `${head.join('\r\n')}\r\n\r\n{"token":`, 100)
  }
  const left = () => served.lines().filter(({ msg }) => msg === 'The caller left before the answer')
  await until('a line for each', () => left().length === paths.length)
  assert.deepEqual(
    left().map(({ level, status }) => [level, status]),
    left().map(() => [30, 499]),
  )
  assert.deepEqual(
    served.lines().filter(({ level }) => Number(level) >= 50),
    [],
  )
})

test('a read that its shopper left ends with 499, without a code and without an error', async () => {
  const shop = openShop()
  shop.sandbox.faults.set({ platform: 'bigcommerce', fault: 'hang' })
  const leaving = new AbortController()
  const answering = shop.fetch(
    new Request(`${shopOrigin}/cart-recovery/recover`, {
      method: 'POST',
      headers: { origin: shopOrigin, 'content-type': 'application/json' },
      body: JSON.stringify({ token: shop.cart('hero').token }),
      signal: leaving.signal,
    }),
  )
  setTimeout(() => leaving.abort(), 20)
  const response = await answering
  assert.deepEqual([response.status, await response.text()], [499, ''])
  assert.ok(shop.logged.every((line) => !line.includes('upstream-down')))
})

test('asking for what no platform of the store can do is no error', async () => {
  const levels: string[] = []
  const level = (name: string) => () => void levels.push(name)
  const shop = openShop('demo', { log: { info: level('info'), warn: level('warn'), error: level('error') } })
  const { cartHandle } = await shop.recover('hero')
  const key = { 'idempotency-key': 'tap-00000001' }
  const { status } = await shop.post('/sign-in/code', { cartHandle, phone: '+4915112345678' }, key)
  assert.deepEqual([status, levels], [501, ['info', 'info']])
})
