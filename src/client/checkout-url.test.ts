import assert from 'node:assert/strict'
import { test } from 'node:test'

import { isCheckoutUrl } from './checkout-url.ts'

const shop = 'https://shop.example/recover'
const demo = 'http://127.0.0.1:4173/recover'

test('accepts https', () => {
  const longest = `https://shop.example/${'a'.repeat(2048 - 'https://shop.example/'.length)}`
  assert.equal(isCheckoutUrl(longest, shop), true)
  assert.equal(isCheckoutUrl('https://shop.example/checkout?x=1', shop), true)
})

test('accepts plain http between loopback pages only', () => {
  for (const host of ['127.0.0.1:4174', 'localhost', 'shop.localhost', '[::1]:8080', '127.1.2.3']) {
    assert.equal(isCheckoutUrl(`http://${host}/checkout`, demo), true, host)
    assert.equal(isCheckoutUrl(`http://${host}/checkout`, shop), false, host)
  }
  for (const host of ['shop.example', 'localhost.example', '127.0.0.1.example', 'evil-localhost', '128.0.0.1']) {
    assert.equal(isCheckoutUrl(`http://${host}/checkout`, demo), false, host)
  }
})

const tricks = [
  '',
  '/checkout',
  '//evil.example',
  '/\\evil.example',
  'checkout',
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  'data:text/html,x',
  'blob:https://shop.example/x',
  'ftp://shop.example',
  'ftp://127.0.0.1/',
  'https://',
  'https://user@shop.example/',
  'https://shop.example:pass@evil.example/',
  'https://:x@evil.example/',
  `https://shop.example/${'a'.repeat(2048)}`,
]
for (const trick of tricks) {
  test(`refuses ${JSON.stringify(trick.slice(0, 40))}`, () => {
    assert.equal(isCheckoutUrl(trick, shop), false)
    assert.equal(isCheckoutUrl(trick, demo), false)
  })
}
