import assert from 'node:assert/strict'
import { test } from 'node:test'

import { linkTo, messageUrl } from './message-url.ts'

const channel = {
  origins: ['https://shop.example'],
  recoveryPageUrl: 'https://shop.example/cart?a=1',
  shopUrl: 'https://shop.example/',
  checkoutOrigins: ['https://checkout.example'],
}
const publicUrl = 'https://shop.example/cart-recovery//'

test('messages lead to /open where the proxy is on the page’s origin', () => {
  assert.equal(messageUrl({ publicUrl, channels: { 1: channel } }, '1'), 'https://shop.example/cart-recovery/open/1')
  assert.equal(
    linkTo({ publicUrl, channels: { 1: channel } }, '1', 'cr1_a..b'),
    'https://shop.example/cart-recovery/open/1?t=cr1_a..b',
  )
})

test('and to the page itself where it is not: another host, port or scheme', () => {
  for (const elsewhere of ['https://proxy.example', 'https://shop.example:8443', 'http://shop.example']) {
    const addresses = { publicUrl: `${elsewhere}/cart-recovery`, channels: { 1: channel } }
    assert.equal(messageUrl(addresses, '1'), channel.recoveryPageUrl)
    assert.equal(linkTo(addresses, '1', 'x'), `${channel.recoveryPageUrl}&t=x`)
  }
})

test('a channel that is not listed has no address', () => {
  for (const id of ['2', 'constructor', '__proto__']) {
    assert.equal(messageUrl({ publicUrl, channels: { 1: channel } }, id), undefined)
    assert.throws(() => linkTo({ publicUrl, channels: { 1: channel } }, id, 'x'), {
      ...{ name: 'TypeError', message: 'a link leads to a channel that is listed' },
    })
  }
})
