import assert from 'node:assert/strict'
import { test } from 'node:test'

import { maskPhone, parsePhone, toCallingCodes, toE164 } from './phone.ts'

for (const [text, country, e164] of [
  ['+49 170 1234501', undefined, '+491701234501'],
  ['00491701234501', undefined, '+491701234501'],
  [' 0049 170 1234501', undefined, '+491701234501'],
  ['0170 1234501', 'DE', '+491701234501'],
  ['0170 1234501', 'de', '+491701234501'],
  ['+966501234501', 'DE', '+966501234501'],
  ['02 1234 5678', 'IT', '+390212345678'],
  ['06 30 123 4567', 'HU', '+36301234567'],
  ['8 (912) 345-67-89', 'RU', '+79123456789'],
  ['1 (212) 555-0123', 'US', '+12125550123'],
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
  assert.equal(toE164({ phone: '+491701234501' }, { countries: ['DE'] }), '+491701234501')
  assert.equal(toE164({ phone: '0170 1234501', country: 'DE' }, { countries: ['DE'] }), '+491701234501')
  assert.throws(() => toE164({ phone: '+966501234501' }, { countries: ['DE'] }), { code: 'sms-refused' })
  assert.throws(() => toE164({ phone: '0170 1234501' }, {}), { code: 'phone-incomplete' })
  assert.throws(() => toE164({ phone: '06 12 34 56', country: 'FR' }, {}), { code: 'phone-incomplete' })
})

test('a number of which digits are missing, or that has one too many, is incomplete: no text message goes to somebody else', () => {
  for (const [whole, country] of [
    ['06 12345678', 'NL'],
    ['07400 123456', 'GB'],
    ['050 123 4567', 'SA'],
    ['0612345678', 'FR'],
    ['079 123 45 67', 'CH'],
    ['612 345 678', 'ES'],
  ] as const) {
    assert.match(toE164({ phone: whole, country }, {}), /^\+/)
    for (const phone of [whole.slice(0, -1), whole.slice(0, -2)])
      assert.throws(() => toE164({ phone, country }, {}), { code: 'phone-incomplete' }, `${phone} ${country}`)
  }
  assert.throws(() => toE164({ phone: '07400 1234567', country: 'GB' }, {}), { code: 'phone-incomplete' })
  // What is cut off may belong to no country, and yet is not one that is not served.
  const countries = ['GB']
  assert.throws(() => toE164({ phone: '07400 12345', country: 'GB' }, { countries }), { code: 'phone-incomplete' })
})

test('a number of a range that no table knows yet is taken', () => {
  assert.equal(parsePhone('+966301234567')?.isValid, false)
  assert.equal(toE164({ phone: '+966301234567' }, {}), '+966301234567')
})

test('the country that a shopper chose counts for a national number alone', () => {
  const countries = ['AT', 'DE']
  assert.equal(toE164({ phone: '0049 170 1234501', country: 'AT' }, { countries }), '+491701234501')
  assert.throws(() => toE164({ phone: '+33612345678', country: 'AT' }, { countries }), { code: 'sms-refused' })
})

test('the calling codes of countries keep their order, and leave out what has no numbers', () => {
  assert.deepEqual(Object.entries(toCallingCodes(['DE', 'AT', 'BV', 'US'])), [
    ['DE', '49'],
    ['AT', '43'],
    ['US', '1'],
  ])
})

test('a masked number shows its calling code and its last two digits', () => {
  assert.equal(maskPhone('+966501234501'), '+966\u00a0•••\u00a0••01')
})
