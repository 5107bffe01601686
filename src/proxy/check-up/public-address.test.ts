import assert from 'node:assert/strict'
import { test } from 'node:test'

import { publicAddressFindings } from './public-address.ts'

const shop = 'https://shop.example'

const unreachable = async () => {
  throw new TypeError('fetch failed')
}

test('a public address without an answer is wrong; at home or at an address for examples it is only noted', async () => {
  for (const [origin, isWrong] of [
    ['https://shop.com', true],
    ['https://11.0.0.1', true],
    ['https://192.168.0.9:8443', false],
    ['https://10.1.2.3', false],
    ['https://[fd00::1]', false],
    ['https://shop.localhost', false],
    ['https://shop.example', false],
    ['https://proxy', false],
  ] as const) {
    const [finding] = await publicAddressFindings(`${origin}/cart-recovery`, unreachable)
    const { check, ok, detail } = finding ?? {}
    assert.deepEqual([check, ok], ['api', !isWrong], origin)
    assert.match(detail ?? '', /Nobody answers/)
  }
})

test('something else at the public address is wrong wherever it is', async () => {
  const urls: string[] = []
  for (const answer of [new Response('<html>', { status: 200 }), new Response(null, { status: 404 })]) {
    const fetch = async (url: unknown) => {
      urls.push(String(url))
      return answer
    }
    const [finding] = await publicAddressFindings(`${shop}/cart-recovery/`, fetch)
    const { ok, detail } = finding ?? {}
    assert.equal(ok, false)
    assert.match(detail ?? '', /Something else answers there/)
  }
  assert.equal(urls[0], `${shop}/cart-recovery/healthz`)
})

test('a proxy before ours that trustedHops does not count is wrong', async () => {
  const healthOf = (health: object) => publicAddressFindings(shop, async () => Response.json(health))
  assert.equal((await healthOf({ status: 'ok' })).length, 1)
  const [, hops] = await healthOf({ status: 'ok', forwardedUncounted: true })
  assert.deepEqual([hops?.subject, hops?.ok], ['trustedHops', false])
  assert.match(hops?.detail ?? '', /X-Forwarded-For/)
})
