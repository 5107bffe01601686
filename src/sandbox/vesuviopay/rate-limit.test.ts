import assert from 'node:assert/strict'
import { test } from 'node:test'

import { openVesuvioPay, refusalOf } from '../testing/vesuviopay-client.ts'

test('limits are announced, and only when played do they count', async () => {
  const { sandbox, storeId, withKey, wait } = openVesuvioPay()
  const ask = () => withKey('GET', `/sdk/store/${storeId}/branding`)
  sandbox.world.accounts.vesuviopay.quota = { requests: 2, windowMs: 60_000 }
  for (let times = 0; times < 4; times++) {
    const { status, headers } = await ask()
    assert.deepEqual([status, headers.get('X-RateLimit-Limit')], [200, null])
  }
  sandbox.readings.set({ vesuviopayRateLimits: 'on' })
  const limits = (headers: Headers) =>
    ['Limit', 'Remaining', 'Reset', 'Retry-After'].map((name) => headers.get(`X-RateLimit-${name}`))
  const resetAt = String(sandbox.clock() / 1000 + 60)
  assert.deepEqual(limits((await ask()).headers), ['2', '1', resetAt, null])
  wait(20)
  assert.deepEqual(limits((await ask()).headers), ['2', '0', resetAt, null])
  const refused = await ask()
  assert.deepEqual(refusalOf(refused), [429, 'RATE_LIMIT_EXCEEDED'])
  assert.deepEqual([limits(refused.headers), refused.body.retryAfter], [['2', '0', resetAt, '40'], 40])
  wait(40)
  assert.equal((await ask()).status, 200)
})

test('refusals of another kind carry the headers too', async () => {
  const { sandbox, call, storeId } = openVesuvioPay({ vesuviopayRateLimits: 'on' })
  const { headers, status } = await call('GET', `/sdk/cart/${storeId}`)
  assert.deepEqual([status, headers.get('X-RateLimit-Remaining')], [401, '99'])
  sandbox.reset()
  sandbox.readings.set({ vesuviopayRateLimits: 'on' })
  assert.equal((await call('GET', `/sdk/cart/${storeId}`)).headers.get('X-RateLimit-Remaining'), '99')
})
