import assert from 'node:assert/strict'
import { test } from 'node:test'

import { consumeLink } from './link.ts'

const token = '0123456789abcdef0123456789abcdef'
const shop = 'https://shop.example/recover'

/** An address bar that notes what it was changed to. */
function bar(href: string, state: unknown = null) {
  const location = { href }
  const history = {
    state,
    replaceState(newState: unknown, _: string, url: string | URL | null | undefined) {
      history.state = newState
      location.href = String(url)
    },
  }
  return { location, history }
}

function take(href: string, tokenParam?: string) {
  const address = bar(href)
  return { link: consumeLink(address, tokenParam), href: address.location.href }
}

test('takes the token and leaves a clean address', () => {
  assert.deepEqual(take(`${shop}?t=${token}`), { link: { kind: 'token', token }, href: shop })
})

test('leaves every other byte as it was', () => {
  const { link, href } = take(`${shop}?b=%7e&t=${token}&a=1+2&b=&&c#x=%20&t=${token}`)
  assert.deepEqual(link, { kind: 'token', token })
  assert.equal(href, `${shop}?b=%7e&a=1+2&b=&&c#x=%20&t=${token}`)
})

test('keeps the state of the shop’s router', () => {
  const address = bar(`${shop}?t=${token}`, { key: 'abc' })
  consumeLink(address)
  assert.deepEqual(address.history.state, { key: 'abc' })
})

test('touches nothing where there is no link', () => {
  for (const href of [shop, `${shop}?`, `${shop}?T=${token}&tt=1&t2=x`, `${shop}#t=${token}`, `${shop}?x=t=${token}`]) {
    assert.deepEqual(take(href), { link: undefined, href })
  }
})

test('leaves the order confirmation’s 64 hex digits alone, and takes a token beside them', () => {
  const theirs = 'Ab'.repeat(32)
  assert.deepEqual(take(`${shop}?t=${theirs}`), { link: undefined, href: `${shop}?t=${theirs}` })
  assert.deepEqual(take(`${shop}?t=${theirs}&t=${token}`), {
    link: { kind: 'token', token },
    href: `${shop}?t=${theirs}`,
  })
})

test('calls two different tokens malformed, and takes both away', () => {
  assert.deepEqual(take(`${shop}?t=${token}&t=other`), { link: { kind: 'malformed' }, href: shop })
})

test('takes the same token twice as one', () => {
  assert.deepEqual(take(`${shop}?t=${token}&a=1&t=${token}`), { link: { kind: 'token', token }, href: `${shop}?a=1` })
})

test('ignores an empty value, and removes it', () => {
  assert.deepEqual(take(`${shop}?t=&a=1`), { link: undefined, href: `${shop}?a=1` })
  assert.deepEqual(take(`${shop}?t`), { link: undefined, href: shop })
})

test('takes any other text, for the proxy to answer', () => {
  for (const [text, taken] of [
    ['settings', 'settings'],
    ['..%2Fcarts', '../carts'],
    ['%E0%A4%A', '%E0%A4%A'],
    ['a+b', 'a b'],
  ]) {
    assert.deepEqual(take(`${shop}?t=${text}`).link, { kind: 'token', token: taken })
  }
})

test('calls a token that no proxy reads malformed', () => {
  assert.deepEqual(take(`${shop}?t=${'a'.repeat(8193)}`), { link: { kind: 'malformed' }, href: shop })
})

test('finds the key however it is written', () => {
  assert.deepEqual(take(`${shop}?%74=${token}`).link, { kind: 'token', token })
  assert.deepEqual(take(`${shop}?cart=${token}`, 'cart').link, { kind: 'token', token })
})

test('takes no handle from an address, which whoever sent it would hold too', () => {
  const href = `${shop}?cr=abc.def#cr=abc.def`
  assert.deepEqual(take(href), { link: undefined, href })
})

test('still takes the token where the address may not be changed', () => {
  const address = bar(`${shop}?t=${token}`)
  address.history.replaceState = () => {
    throw new DOMException('no', 'SecurityError')
  }
  assert.deepEqual(consumeLink(address), { kind: 'token', token })
})
