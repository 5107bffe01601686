import assert from 'node:assert/strict'
import { test } from 'node:test'

import { isCustomerToken, openCustomerToken, sealCustomer } from './customer-token.ts'
import { createSealer } from './sealer.ts'

const key = Buffer.alloc(32, 1).toString('base64url')
const now = Date.UTC(2026, 0, 1)
const minute = 60_000
const open = (token: string, at = now, store = 'shop') =>
  openCustomerToken(
    createSealer(store, [key], () => at),
    token,
  )

test('a token names its customer for ten minutes, in its own store', async () => {
  const token = await sealCustomer({ key, store: 'shop', customerId: 7, clock: () => now })
  assert.equal(await open(token), '7')
  assert.equal(await open(token, now + 10 * minute - 1000), '7')
  assert.equal(await open(token, now + 10 * minute), undefined)
  assert.equal(await open(token, now, 'other'), undefined)
})

test('what was sealed for something else names no customer', async () => {
  const sealed = await createSealer('shop', [key], () => now).seal('session', '7', minute)
  assert.equal(await open(`crc1_${sealed}`), undefined)
})

test('it is told from a token of a platform’s own by how it begins', async () => {
  assert.equal(isCustomerToken(await sealCustomer({ key, store: 'shop', customerId: '7' })), true)
  for (const other of ['', 'eyJhbGciOiJIUzI1NiJ9.e30.x', 'x_crc1_']) assert.equal(isCustomerToken(other), false)
})
