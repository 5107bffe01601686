import assert from 'node:assert/strict'
import { test } from 'node:test'

import { bigcommerce } from '../../src/proxy/platforms/bigcommerce/bigcommerce.ts'
import { buzzbip } from '../../src/proxy/platforms/buzzbip/buzzbip.ts'
import { tjar } from '../../src/proxy/platforms/tjar/tjar.ts'
import { vendure } from '../../src/proxy/platforms/vendure/vendure.ts'
import { vesuviopay } from '../../src/proxy/platforms/vesuviopay/vesuviopay.ts'

/** Each factory with options that are right, so that one key can be wrong. */
const factories = {
  bigcommerce: (wrong: object) => bigcommerce({ storeHash: 'abc123', accessToken: 'an-access-token', ...wrong }),
  vesuviopay: (wrong: object) =>
    vesuviopay({
      storeId: '7f3f2c1a-2a0e-4a8e-9a53-0c54f9f1d001',
      publishableKey: 'pk_test_key',
      ...wrong,
    }),
  tjar: (wrong: object) => tjar({ storeDomain: 'example-store.tjar.sa', apiKey: 'key', ...wrong }),
  buzzbip: (wrong: object) => buzzbip({ username: 'me', password: 'secret', ...wrong }),
  vendure: (wrong: object) =>
    vendure({
      apiUrl: 'https://vendure.example/admin-api',
      apiKey: 'a-key',
      secret: 'q83vEjRWeJASNFZ4kBI0VniQEjRWeJASNFZ4kBI0Vng',
      checkoutUrl: 'https://shop.example/checkout',
      ...wrong,
    }),
}

for (const [name, create] of Object.entries(factories)) {
  const refuses = (wrong: object, message: string) =>
    assert.throws(() => create(wrong), { name: 'ConfigError', message: `${name}.${message}` })

  test(`${name} names a key that it does not know`, () => {
    refuses({ storehash: 'abc123' }, 'storehash: is not a known key')
  })

  test(`${name} takes an address in the clear on this machine only`, () => {
    for (const apiUrl of ['http://127.0.0.1:8080/', 'http://localhost:1', 'http://[::1]:9', 'https://api.example']) {
      assert.equal(create({ apiUrl }).name, name)
    }
    for (const apiUrl of ['http://api.example', 'http://localhost.example', 'http://localhost:1@api.example', 'x']) {
      refuses({ apiUrl }, 'apiUrl: must be an absolute https URL')
    }
  })

  test(`${name} checks the fetch that it is given`, () => {
    refuses({ fetch: 'fetch' }, 'fetch: must be a fetch function')
  })
}

test('vesuviopay names products by id, by SKU, with a prefix, or as a function decides', () => {
  for (const productIds of ['id', 'sku', { prefix: 'shop_' }, () => undefined]) {
    assert.equal(factories.vesuviopay({ productIds }).name, 'vesuviopay')
  }
  for (const productIds of ['SKU', { prefx: 'shop_' }, null]) {
    assert.throws(() => factories.vesuviopay({ productIds }), {
      message: "vesuviopay.productIds: must be 'id', 'sku', { prefix } or a function",
    })
  }
})

test('bigcommerce takes its share of the quota, and how a checkout is reached', () => {
  for (const reservedQuota of [0, 0.9]) assert.equal(factories.bigcommerce({ reservedQuota }).name, 'bigcommerce')
  for (const reservedQuota of [-0.1, 1, '0.3']) {
    assert.throws(() => factories.bigcommerce({ reservedQuota }), {
      message: 'bigcommerce.reservedQuota: must be a number from 0 to 0.9',
    })
  }
  assert.throws(() => factories.bigcommerce({ checkoutBy: 'link' }), {
    message: "bigcommerce.checkoutBy: must be 'redirect' or 'copy'",
  })
})

test('vendure takes a secret of 32 bytes, and an address of products with a place for their name', () => {
  for (const [wrong, message] of [
    [{ secret: 'too-short' }, 'secret: must be 32 bytes in base64url'],
    [{ productUrl: 'https://shop.example/products' }, 'productUrl: must be an address with {slug} in it'],
    [{ language: 'German' }, 'language: must be a language of Vendure such as de or pt_BR'],
    [{ checkoutUrl: 'http://shop.example' }, 'checkoutUrl: must be an absolute https URL'],
  ] as const) {
    assert.throws(() => factories.vendure(wrong), { name: 'ConfigError', message: `vendure.${message}` })
  }
})

test('each platform has its ports, and no stub of another', () => {
  const ports = Object.fromEntries(
    Object.entries(factories).map(([name, create]) => [
      name,
      Object.keys(create({})).filter((key) => key !== 'name' && key !== 'title'),
    ]),
  )
  assert.deepEqual(ports, {
    bigcommerce: ['recovery', 'availability', 'cart', 'checkout', 'contact', 'settings', 'webhooks', 'checkUp'],
    vesuviopay: [
      'recovery',
      'availability',
      'shopper',
      'shopperCart',
      'shopperCheckout',
      'backInStock',
      'webhooks',
      'checkUp',
    ],
    tjar: ['recovery', 'checkout', 'contact', 'abandonedCarts', 'reminder', 'checkUp'],
    buzzbip: ['report', 'checkUp'],
    vendure: [
      'recovery',
      'availability',
      'cart',
      'checkout',
      'contact',
      'abandonedCarts',
      'report',
      'webhooks',
      'checkUp',
    ],
  })
})
