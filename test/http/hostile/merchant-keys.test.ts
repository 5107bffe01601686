import assert from 'node:assert/strict'
import { test } from 'node:test'

import type { MerchantSession, Problem } from '../../../src/contract/index.ts'
import { checkConfig } from '../../../src/proxy/index.ts'
import { merchantKey, openMerchantShop } from '../../setup/merchant.ts'
import { shopOrigin } from '../../setup/shop.ts'

const attacker = '203.0.113.1'
const colleague = '198.51.100.7'

function openDoor() {
  const shop = openMerchantShop()
  return {
    ...shop,
    async ask<Body>(method: string, path: string, bearer: string, address = colleague) {
      const request = new Request(`${shopOrigin}/cart-recovery/merchant${path}`, {
        method,
        headers: { authorization: `Bearer ${bearer}` },
      })
      const response = await shop.proxy.fetch(request, { address })
      return { status: response.status, body: (await response.json()) as Body & Problem }
    },
  }
}
const wrongKey = () => crypto.randomUUID().repeat(2).replaceAll('-', '').slice(0, 43)

test('of 500 wrong keys from one address ten are looked at, each a warning, and others go on', async () => {
  const { ask, logged } = openDoor()
  const statuses: number[] = []
  for (let n = 0; n < 500; n++) statuses.push((await ask('GET', '/carts', wrongKey(), attacker)).status)
  assert.equal(statuses.filter((status) => status === 401).length, 10)
  assert.equal(statuses.filter((status) => status === 429).length, 490)
  assert.equal(logged.filter((line) => line.includes('A merchant key was wrong')).length, 10)
  const refused = await ask('GET', '/carts', merchantKey, attacker)
  assert.deepEqual([refused.status, refused.body.code, refused.body.retryAfterSeconds], [429, 'busy', 60])
  assert.equal((await ask('GET', '/carts', merchantKey)).status, 200)
})

test('a session goes on where keys are refused, and a minute later keys count again', async () => {
  const { ask, pass } = openDoor()
  const { token } = (await ask<MerchantSession>('POST', '/session', merchantKey, attacker)).body
  for (let n = 0; n < 20; n++) await ask('GET', '/carts', wrongKey(), attacker)
  assert.equal((await ask('GET', '/carts', token, attacker)).status, 200)
  pass(60_000)
  assert.equal((await ask('GET', '/carts', merchantKey, attacker)).status, 200)
})

test('a session that was ended opens nothing more, and others of its key go on', async () => {
  const { ask } = openDoor()
  const open = async () => (await ask<MerchantSession>('POST', '/session', merchantKey)).body.token
  const [one, other] = [await open(), await open()]
  assert.equal((await ask('DELETE', '/session', one)).status, 200)
  const { status, body } = await ask('GET', '/carts', one)
  assert.deepEqual([status, body.code, body.detail], [401, 'unauthorized', 'the session is over'])
  assert.equal((await ask('GET', '/carts', other)).status, 200)
  assert.equal((await ask('DELETE', '/session', 'no-session')).status, 401)
})

for (const key of ['a'.repeat(24), 'a'.repeat(42), `${'a'.repeat(42)}!`]) {
  test(`${JSON.stringify(key)} is no merchant key, and is not shown`, () => {
    const { config } = openMerchantShop()
    assert.throws(
      () => checkConfig({ ...config, merchant: { keys: { ida: key } } }),
      (error: Error) =>
        /merchant\.keys\.ida: must be 32 random bytes/.test(error.message) && !error.message.includes(key),
    )
  })
}
