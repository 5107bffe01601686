import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'

import { toDecimal, toMoney } from './money.ts'

test('a decimal amount has the minor units of its currency', () => {
  assert.deepEqual(toMoney(59.97, 'SAR'), { amount: 5997, currency: 'SAR' })
  assert.deepEqual(toMoney(1.005, 'KWD'), { amount: 1005, currency: 'KWD' })
  assert.deepEqual(toMoney(1200, 'JPY'), { amount: 1200, currency: 'JPY' })
})

test('minor units become a decimal amount that reads as it should', () => {
  assert.equal(JSON.stringify(toDecimal({ amount: 19_999, currency: 'EUR' })), '199.99')
  assert.equal(JSON.stringify(toDecimal({ amount: 1200, currency: 'JPY' })), '1200')
  assert.equal(JSON.stringify(toDecimal({ amount: 12_345, currency: 'KWD' })), '12.345')
})

test('an amount survives both ways', () => {
  const amounts = fc.integer({ min: 0, max: 10 ** 12 })
  fc.assert(
    fc.property(amounts, fc.constantFrom('SAR', 'JPY', 'KWD', 'CLF'), (amount, currency) => {
      assert.equal(toMoney(toDecimal({ amount, currency }), currency).amount, amount)
    }),
  )
})
