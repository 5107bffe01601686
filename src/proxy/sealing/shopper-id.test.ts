import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'

import { toShopperId } from './shopper-id.ts'

const key = Buffer.alloc(32, 1).toString('base64url')
const other = Buffer.alloc(32, 2).toString('base64url')
const shop = { store: 'shop', key }

/** Ids outlive a deployment: locks and counts are kept under them. */
const expected = (text: string) =>
  createHmac('sha256', Buffer.alloc(32, 1)).update(text).digest().toString('base64url', 0, 16)

test('a shopper goes by their customer id, then by their number, then by the token', async () => {
  const all = { customerId: '7', phone: '+491701234567', token: 'token' }
  assert.equal(await toShopperId(shop, all), expected('shopper:shop:["customer","7"]'))
  assert.equal(await toShopperId(shop, { ...all, customerId: undefined }), expected('shopper:shop:+491701234567'))
  assert.equal(await toShopperId(shop, { token: 'token' }), expected('shopper:shop:token'))
  assert.equal(await toShopperId(shop, {}), expected('shopper:shop:'))
})

test('another store and another key give another id', async () => {
  const ids = [shop, { ...shop, store: 'two' }, { ...shop, key: other }].map((of) =>
    toShopperId(of, { customerId: '7' }),
  )
  assert.equal(new Set(await Promise.all(ids)).size, 3)
})
