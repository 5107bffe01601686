import assert from 'node:assert/strict'
import { test } from 'node:test'

import { toCheckoutUrl } from './checkout-url.ts'
import { toImageUrl, toProductUrl } from './urls.ts'

const shop = 'https://shop.example'
const local = 'http://localhost:4173'
const channel = {
  origins: [shop],
  recoveryPageUrl: `${shop}/cart`,
  shopUrl: `${shop}/en/`,
  checkoutOrigins: ['https://pay.example', local],
}

test('a picture is shown over https, and from this machine under each of its names where that is allowed', () => {
  for (const [url, allowed, allowedInDemo] of [
    ['https://cdn.example/mug.png', true, true],
    ['http://cdn.example/mug.png', false, false],
    ['http://localhost:4173/mug.png', false, true],
    ['http://127.0.0.1/mug.png', false, true],
    ['http://[::1]:4173/mug.png', false, true],
    ['http://localhost.evil.example/mug.png', false, false],
    ['https://user@cdn.example/mug.png', false, false],
    ['https://:secret@cdn.example/mug.png', false, false],
    ['data:image/png;base64,AAAA', false, false],
    ['ftp://localhost/mug.png', false, false],
    ['mug.png', false, false],
  ] as const) {
    assert.equal(toImageUrl(url, false), allowed ? url : undefined, url)
    assert.equal(toImageUrl(url, true), allowedInDemo ? url : undefined, `${url} in the demo`)
  }
})

test("a product's page is the platform's path on the shop", () => {
  for (const [url, expected] of [
    ['https://store.platform.example/mug/?utm=1#top', `${shop}/mug/`],
    ['/mug/', `${shop}/mug/`],
    ['mug/', `${shop}/en/mug/`],
    ['https://store.platform.example/mug', `${shop}/mug`],
    ['mailto:evil.example/', undefined],
    ['https://', undefined],
    ['https://store.platform.example//evil.example/mug/', `${shop}//evil.example/mug/`],
    ['mailto:evil.example', undefined],
  ] as const) {
    assert.equal(toProductUrl(url, channel), expected, url)
  }
  assert.equal(toProductUrl('/mug/', undefined), undefined)
})

test('a checkout link is followed only to a listed origin, over https or on the loopback of the demo', () => {
  const detail = "the platform's checkout link leads to an origin that is not listed"
  const refused = { code: 'upstream-down', detail }
  const ofLength = (length: number) => `https://pay.example/${'a'.repeat(length - 'https://pay.example/'.length)}`
  for (const url of ['https://pay.example/c/1', ofLength(2048)]) assert.equal(toCheckoutUrl(url, channel, false), url)
  for (const url of [
    'https://pay.example.evil.example/c/1',
    'https://user@pay.example/c/1',
    'https://:secret@pay.example/c/1',
    'javascript:alert(1)',
    '/c/1',
    ofLength(2049),
    `${local}/c/1`,
  ]) {
    assert.throws(() => toCheckoutUrl(url, channel, false), refused, url)
  }
  assert.throws(() => toCheckoutUrl('https://pay.example/c/1', undefined, false), refused)
  assert.equal(toCheckoutUrl(`${local}/c/1`, channel, true), `${local}/c/1`)
  const listedInError = { ...channel, checkoutOrigins: ['ftp://localhost'] }
  assert.throws(() => toCheckoutUrl('ftp://localhost/c/1', listedInError, true), refused)
})
