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

test('a shop without a page of its own has its messages lead to the hosted page, which keeps the token as well', () => {
  const base = 'https://shop.example/cart-recovery'
  for (const path of ['/link', '/link/', '/link/1']) {
    const hosted = { ...channel, recoveryPageUrl: `${base}${path}` }
    assert.equal(messageUrl({ publicUrl, channels: { 1: hosted } }, '1'), `${base}/link/1`)
  }
  const other = { ...channel, recoveryPageUrl: `${base}/linked` }
  assert.equal(messageUrl({ publicUrl, channels: { 1: other } }, '1'), `${base}/open/1`)
})

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
