import assert from 'node:assert/strict'
import { test } from 'node:test'

import { openTextShop } from '../../setup/shop.ts'

/** What someone with a link hears of a number: after a code was sent to it, and to five tries of which the platform takes two. */
async function answersTo(phone: string, tooManyTries: '429' | '401'): Promise<unknown[]> {
  const shop = openTextShop()
  shop.sandbox.readings.set({ vesuviopayTooManyTries: tooManyTries, vesuviopayUnknownPhone: 'user-not-found' })
  shop.sandbox.world.accounts.vesuviopay.codeTries = 2
  const { cartHandle } = await shop.recover('vesuviopay-hero')
  const post = (path: string, body: object) => shop.post(path, body, { 'idempotency-key': crypto.randomUUID() })
  const sent = await post('/sign-in/code', { cartHandle, phone })
  const heard: unknown[] = [[sent.status, Object.keys(sent.body)]]
  for (const code of ['100001', '100002', '100003', '100004', '100005']) {
    const { status, body } = await post('/sign-in', { cartHandle, phone, code })
    heard.push([status, body.code, body.retryAfterSeconds])
  }
  return heard
}

for (const tooManyTries of ['429', '401'] as const) {
  test(`a number that the platform knows answers like one it does not, also where tries end with ${tooManyTries}`, async () => {
    const known = await answersTo('+491701234501', tooManyTries)
    assert.deepEqual(known.slice(1), Array(5).fill([422, 'code-wrong', undefined]))
    assert.deepEqual(known, await answersTo('+491701239999', tooManyTries))
  })
}
