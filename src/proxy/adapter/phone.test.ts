import assert from 'node:assert/strict'
import { test } from 'node:test'

import { maskPhone, parsePhone, toE164 } from './phone.ts'

for (const [text, country, e164] of [
  ['+49 170 1234501', undefined, '+491701234501'],
  ['00491701234501', undefined, '+491701234501'],
  [' 0049 170 1234501', undefined, '+491701234501'],
  ['0170 1234501', 'DE', '+491701234501'],
  ['0170 1234501', 'de', '+491701234501'],
  ['+966501234501', 'DE', '+966501234501'],
  ['0170 1234501', undefined, undefined],
  ['0170 1234501', 'nowhere', undefined],
  ['12', 'DE', undefined],
  ['call me', 'DE', undefined],
  ['', 'DE', undefined],
] as const) {
  test(`${JSON.stringify(text)}, typed in ${country ?? 'no known country'}, is ${e164 ?? 'no number'}`, () => {
    assert.equal(parsePhone(text, country)?.e164, e164)
  })
}

test('a number is taken apart as far as it says', () => {
  assert.deepEqual(parsePhone('+966501234501'), {
    e164: '+966501234501',
    country: 'SA',
    callingCode: '966',
    nationalNumber: '501234501',
    isValid: true,
  })
  assert.equal(parsePhone('+966301234567')?.isValid, false)
})

test('no text message goes to a country that is not served, or to what is no number', () => {
  assert.equal(toE164('+491701234501', { countries: ['DE'] }), '+491701234501')
  assert.throws(() => toE164('+966501234501', { countries: ['DE'] }), { code: 'sms-refused' })
  assert.throws(() => toE164('0170 1234501', {}), { code: 'sms-refused' })
})

test('a masked number shows its calling code and its last two digits', () => {
  assert.equal(maskPhone('+966501234501'), '+966 ••• ••01')
})
