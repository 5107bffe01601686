import assert from 'node:assert/strict'
import { test } from 'node:test'

import { formatMoney } from './money.ts'

const text = (amount: number, currency: string, decimals?: 'auto' | 'stripIfInteger') =>
  formatMoney({ amount, currency }, 'en', decimals).replaceAll(/[^\d.,-]/g, '')

test('an amount keeps its last digit where a float would round it', () => {
  for (const [amount, currency, expected] of [
    [9_007_199_254_740_991, 'EUR', '90,071,992,547,409.91'],
    [8_684_641_236_343_126, 'EUR', '86,846,412,363,431.26'],
    [-9_007_199_254_740_991, 'KWD', '-9,007,199,254,740.991'],
    [9_007_199_254_740_987, 'CLF', '900,719,925,474.0987'],
  ] as const)
    assert.equal(text(amount, currency), expected, `${amount} ${currency}`)
})

test('every currency has the digits of its minor unit, zeros in front included', () => {
  for (const [amount, currency, expected] of [
    [0, 'EUR', '0.00'],
    [5, 'EUR', '0.05'],
    [-5, 'EUR', '-0.05'],
    [123_456, 'EUR', '1,234.56'],
    [7, 'KWD', '0.007'],
    [1234, 'JPY', '1,234'],
    // No currency that `Intl` knows: its code stands for a sign, and two digits for its own.
    [123_456, 'XTS', '1,234.56'],
    [0, 'ZZZ', '0.00'],
  ] as const)
    assert.equal(text(amount, currency), expected)
})

test('decimals are left out of a whole amount only where that is asked for', () => {
  assert.equal(text(1200, 'EUR', 'stripIfInteger'), '12')
  assert.equal(text(1250, 'EUR', 'stripIfInteger'), '12.50')
  assert.equal(text(1200, 'EUR'), '12.00')
  assert.equal(text(1200, 'EUR', 'auto'), '12.00')
})
