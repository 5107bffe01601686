import assert from 'node:assert/strict'
import { test } from 'node:test'

import { ConfigError, checkConfig } from '../proxy/index.ts'
import { fromEnvironment } from './environment.ts'

const shop = {
  PUBLIC_URL: 'https://shop.example/cart-recovery',
  KEYS: [1, 2].map((number) => Buffer.alloc(32, number).toString('base64url')).join(', '),
  ORIGINS: 'https://shop.example, https://www.shop.example',
  RECOVERY_PAGE_URL: 'https://shop.example/cart/recover',
  SHOP_URL: 'https://shop.example/',
  CHECKOUT_ORIGINS: 'https://checkout.example',
}
const bigcommerce = { BIGCOMMERCE_STORE_HASH: 'abc123', BIGCOMMERCE_ACCESS_TOKEN: 'from-the-environment' }
const vesuviopay = {
  VESUVIOPAY_STORE_ID: '7d1f3c52-8a4e-4b6f-9c0d-2e5a7b914c33',
  VESUVIOPAY_PUBLISHABLE_KEY: 'pk_live_from_the_environment',
}
const tjar = { TJAR_STORE_DOMAIN: 'example-store.tjar.sa', TJAR_API_KEY: 'from-the-environment' }
const buzzbip = { BUZZBIP_USERNAME: 'api@shop.example', BUZZBIP_PASSWORD: 'from-the-environment' }

const read = (variables: Record<string, string>) =>
  checkConfig(
    fromEnvironment(
      Object.fromEntries(Object.entries(variables).map(([name, value]) => [`CART_RECOVERY_${name}`, value])),
    ),
  )

const names = (variables: Record<string, string>) => read({ ...shop, ...variables }).platforms.map(({ name }) => name)

test('each combination of platforms is there as soon as it is named, VesuvioPay before BigCommerce', () => {
  assert.deepEqual(names(bigcommerce), ['bigcommerce'])
  assert.deepEqual(names({ ...bigcommerce, ...vesuviopay }), ['vesuviopay', 'bigcommerce'])
  assert.deepEqual(names(tjar), ['tjar'])
  assert.deepEqual(names({ ...tjar, ...buzzbip }), ['tjar', 'buzzbip'])
  assert.deepEqual(names({ ...buzzbip, ...tjar, ...bigcommerce, ...vesuviopay }), [
    'vesuviopay',
    'bigcommerce',
    'tjar',
    'buzzbip',
  ])
})

test('lists are separated by commas, with or without spaces', () => {
  const { keys, channels } = read({ ...shop, ...bigcommerce, CHANNEL_ID: '7', LOCALE: 'de' })
  assert.equal(keys.length, 2)
  assert.deepEqual(Object.keys(channels), ['7'])
  assert.deepEqual(channels['7']?.origins, ['https://shop.example', 'https://www.shop.example'])
  assert.equal(channels['7']?.locale, 'de')
})

test('a shop that can vouch for its customers says so, and how they sign in at the checkout', () => {
  const vouching = { SERVER_KEY: 'x'.repeat(43), ACCOUNT_CARTS: '1' }
  const login = { BIGCOMMERCE_LOGIN_CLIENT_ID: 'id-of-account', BIGCOMMERCE_LOGIN_CLIENT_SECRET: 's'.repeat(16) }
  const config = read({ ...shop, ...bigcommerce, ...vouching, ...login })
  assert.equal(config.serverKey, vouching.SERVER_KEY)
  assert.equal(config.channels['1']?.accountCarts, true)
  assert.equal(read({ ...shop, ...bigcommerce }).channels['1']?.accountCarts, undefined)
  const { BIGCOMMERCE_LOGIN_CLIENT_SECRET: _, ...half } = { ...shop, ...bigcommerce, ...login }
  assert.throws(() => read(half), /clientSecret/)
})

test('who may be written to is a list too, and what is no contact is named without its value', () => {
  const contacts = { ALLOW_CONTACTS: '+4915112345678, ida@shop.example' }
  assert.deepEqual(read({ ...shop, ...bigcommerce, ...contacts }).allowContacts, ['+4915112345678', 'ida@shop.example'])
  assert.throws(
    () => read({ ...shop, ...bigcommerce, ALLOW_CONTACTS: '0151 12345678' }),
    (error: Error) =>
      error.message.startsWith('allowContacts.0: must be a phone number') && !/0151/.test(error.message),
  )
})

test('everything that is missing is said at once, and what is set is not', () => {
  const missing = (variables: Record<string, string>) => {
    try {
      read(variables)
    } catch (error) {
      assert.ok(error instanceof ConfigError)
      return [...error.message.matchAll(/CART_RECOVERY_(\w+)/g)].map(([, name]) => name)
    }
    return []
  }
  assert.deepEqual(missing({}), [...Object.keys(shop), ...Object.keys(bigcommerce)])
  assert.deepEqual(missing({ ...shop, KEYS: '' }), ['KEYS', ...Object.keys(bigcommerce)])
  assert.deepEqual(missing({ ...shop, TJAR_API_KEY: 'key' }), ['TJAR_STORE_DOMAIN'])
  assert.deepEqual(missing({ ...shop, ...tjar, BUZZBIP_USERNAME: 'name' }), ['BUZZBIP_PASSWORD'])
  assert.deepEqual(missing({ ...shop, ...tjar, BIGCOMMERCE_ACCESS_TOKEN: 'token' }), ['BIGCOMMERCE_STORE_HASH'])
  assert.throws(() => read({ ...shop, ...buzzbip }), /BIGCOMMERCE_ACCESS_TOKEN\. .*Tjar .*; Buzzbip has none$/)
  assert.throws(() => read({ ...shop, TJAR_API_KEY: 'key' }), /not set: CART_RECOVERY_TJAR_STORE_DOMAIN$/)
  assert.deepEqual(missing({ ...shop, ...tjar, MERCHANT_ORIGINS: 'https://console.example' }), ['MERCHANT_KEY'])
})

test('what is optional is not there unless it is set', () => {
  const bare = read({ ...shop, ...bigcommerce })
  for (const key of ['merchant', 'afterOrder', 'ledgerKey', 'insecureLoopback']) assert.ok(!(key in bare), key)
  const { merchant, afterOrder } = read({
    ...shop,
    ...bigcommerce,
    MERCHANT_KEY: 'a-key-of-at-least-24-characters-xxxxxxxxxxx',
    MERCHANT_ORIGINS: 'https://console.example',
    AFTER_ORDER: 'delete-cart',
  })
  assert.deepEqual(merchant, {
    keys: { merchant: 'a-key-of-at-least-24-characters-xxxxxxxxxxx' },
    origins: ['https://console.example'],
  })
  assert.equal(afterOrder, 'delete-cart')
})

test("the ledger's key has a variable of its own, and is checked like the others", () => {
  const LEDGER_KEY = Buffer.alloc(32, 3).toString('base64url')
  assert.equal(read({ ...shop, ...bigcommerce, LEDGER_KEY }).ledgerKey, LEDGER_KEY)
  assert.throws(() => read({ ...shop, ...bigcommerce, LEDGER_KEY: 'short' }), /ledgerKey: must be 32 random bytes/)
})

test('a local trial may leave https out, on this machine only, and only where it says so', () => {
  const local = {
    ...shop,
    ...bigcommerce,
    PUBLIC_URL: 'http://localhost:8787/cart-recovery',
    ORIGINS: 'http://localhost:3000',
  }
  assert.throws(() => read(local), /publicUrl: must be https/)
  assert.throws(() => read({ ...local, INSECURE_LOOPBACK: 'yes' }), /CART_RECOVERY_INSECURE_LOOPBACK: must be 1$/)
  assert.deepEqual(read({ ...local, INSECURE_LOOPBACK: '1' }).channels['1']?.origins, ['http://localhost:3000'])
  const elsewhere = { ...local, PUBLIC_URL: 'http://shop.example/cart-recovery', INSECURE_LOOPBACK: '1' }
  assert.throws(() => read(elsewhere), /publicUrl: must be https/)
})

test('a secret for webhooks reaches its adapter, which checks it', () => {
  for (const [name, words] of [
    ['BIGCOMMERCE_CLIENT_SECRET', /bigcommerce\.webhooks\.clientSecret/],
    ['VESUVIOPAY_WEBHOOK_SECRET', /vesuviopay\.webhookSecret/],
    ['VESUVIOPAY_SECRET_KEY', /vesuviopay\.secretKey/],
  ] as const) {
    assert.throws(() => read({ ...shop, ...bigcommerce, ...vesuviopay, [name]: '1' }), words)
  }
})

test('another word than those that there are is named with its variable, and not shown', () => {
  for (const name of ['AFTER_ORDER', 'BIGCOMMERCE_INVENTORY', 'BUZZBIP_CHANNEL']) {
    const wrong = () => read({ ...shop, ...bigcommerce, ...buzzbip, [name]: 'mistyped' })
    assert.throws(wrong, (error: Error) => error.message.startsWith(`CART_RECOVERY_${name}: must be `))
    assert.throws(wrong, (error: Error) => !error.message.includes('mistyped'))
  }
})

test('limits, countries and trusted hops have variables, and a mistake names its own', () => {
  const codes = { VESUVIOPAY_SEND_CODE_PATH: 'auth/send-code' }
  const set = { SMS_COUNTRIES: 'DE, AT', LIMIT_TEXTS_PER_DAY: '50', LIMIT_TRIES_PER_NUMBER: '4', TRUSTED_HOPS: '1' }
  const { sms, limits, trustedHops } = read({ ...shop, ...bigcommerce, ...vesuviopay, ...codes, ...set })
  assert.deepEqual(sms, { countries: ['DE', 'AT'] })
  assert.deepEqual(limits, { textsPerDay: 50, triesPerNumber: 4 })
  assert.equal(trustedHops, 1)
  assert.throws(
    () => read({ ...shop, ...bigcommerce, LIMIT_TEXTS_PER_DAY: 'many' }),
    /LIMIT_TEXTS_PER_DAY: must be a whole/,
  )
  assert.throws(() => read({ ...shop, ...bigcommerce, TRUSTED_HOPS: '-1' }), /TRUSTED_HOPS: must be a whole number/)
})

test('where a platform sends codes, the countries have to be named, or text messages switched off', () => {
  const texting = { ...shop, ...bigcommerce, ...vesuviopay, VESUVIOPAY_SEND_CODE_PATH: 'auth/send-code' }
  assert.throws(() => read(texting), /^ConfigError: sms\.countries: must list .*sms: \{ enabled: false \}/)
  assert.equal(read({ ...texting, SMS: '0' }).sms?.enabled, false)
  assert.equal(read({ ...shop, ...bigcommerce, ...vesuviopay }).sms, undefined, 'no codes are sent without that path')
})

test('what stands for an address may have an id that is a UUID', () => {
  const id = 'vendure:0b8f5c2e-3d5d-4a2f-9c58-0e6b7f1a2c3d'
  const contacts = { ALLOW_CONTACTS: `${id},vendure:7` }
  assert.deepEqual(read({ ...shop, ...bigcommerce, ...contacts }).allowContacts, [id, 'vendure:7'])
})
