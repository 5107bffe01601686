import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'

import { RecoveryError } from './adapter/errors.ts'
import { createProxy } from './create-proxy.ts'
import { silentLog } from './log.ts'

const shop = 'https://shop.example'

/** What a proxy without a `log` of its own prints when a link is opened and this error is thrown. */
async function printed(t: TestContext, code: 'upstream-down' | 'cart-gone', config = {}) {
  const lines: string[] = []
  for (const name of ['error', 'warn', 'info', 'log'] as const) {
    t.mock.method(console, name, (line: string) => void lines.push(line))
  }
  const fail = () => Promise.reject(new RecoveryError(code))
  const proxy = createProxy({
    store: 'shop',
    publicUrl: `${shop}/cart-recovery`,
    keys: [Buffer.alloc(32, 1).toString('base64url')],
    platforms: [{ name: 'fake', recovery: { resolve: fail, read: fail } }],
    channels: { 1: { origins: [shop], recoveryPageUrl: `${shop}/cart`, shopUrl: shop, checkoutOrigins: [shop] } },
    ...config,
  })
  const body = JSON.stringify({ token: 'a'.repeat(32) })
  const headers = { origin: shop, 'content-type': 'application/json' }
  const request = new Request(`${shop}/cart-recovery/recover`, { method: 'POST', headers, body })
  const { code: answered, supportCode } = await (await proxy.fetch(request)).json()
  assert.equal(answered, code)
  await proxy.stop()
  t.mock.restoreAll()
  return { lines, supportCode }
}

test('a failure is on the console with its support code, where a proxy has no log of its own', async (t) => {
  const { lines, supportCode } = await printed(t, 'upstream-down')
  assert.equal(lines.length, 1)
  assert.match(lines[0] ?? '', new RegExp(`^cart-recovery: .*"code":"upstream-down","supportCode":"${supportCode}"`))
})

test('what is a shopper’s ordinary day is not, and nothing is where the log is silent', async (t) => {
  assert.deepEqual((await printed(t, 'cart-gone')).lines, [])
  assert.deepEqual((await printed(t, 'upstream-down', { log: silentLog })).lines, [])
})
