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
  assert.deepEqual(take(`${shop}?t=${token}`), { link: { token }, href: shop })
})

test('leaves every other byte as it was', () => {
  const { link, href } = take(`${shop}?b=%7e&t=${token}&a=1+2&b=&&c#x=%20&t=${token}`)
  assert.deepEqual(link, { token })
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
    link: { token },
    href: `${shop}?t=${theirs}`,
  })
})

test('calls two different tokens malformed, and takes both away', () => {
  assert.deepEqual(take(`${shop}?t=${token}&t=other`), { link: 'malformed', href: shop })
})

test('takes the same token twice as one', () => {
  assert.deepEqual(take(`${shop}?t=${token}&a=1&t=${token}`), { link: { token }, href: `${shop}?a=1` })
})

test('ignores an empty value, and removes it', () => {
  assert.deepEqual(take(`${shop}?t=&a=1`), { link: undefined, href: `${shop}?a=1` })
  assert.deepEqual(take(`${shop}?t`), { link: undefined, href: shop })
})

test('takes any other text, for the proxy to answer', () => {
  for (const [text, taken] of [
    ['settings', 'settings'],
    ['..%2Fcarts', '../carts'],
    ['%E0%A4%A', '\ufffd%A'],
    ['a+b', 'a b'],
  ]) {
    assert.deepEqual(take(`${shop}?t=${text}`).link, { token: taken })
  }
})

test('calls a token that no proxy reads malformed', () => {
  const longest = 'a'.repeat(8192)
  assert.deepEqual(take(`${shop}?t=${longest}`), { link: { token: longest }, href: shop })
  assert.deepEqual(take(`${shop}?t=${longest}a`), { link: 'malformed', href: shop })
})

test('finds the key however it is written', () => {
  assert.deepEqual(take(`${shop}?%74=${token}`).link, { token })
  assert.deepEqual(take(`${shop}?cart=${token}`, 'cart').link, { token })
})

test('takes no handle from an address, which whoever sent it would hold too', () => {
  const href = `${shop}?cr=abc.def#cr=abc.def`
  assert.deepEqual(take(href), { link: undefined, href })
})

const mark = 'AbCd-1234_efGH56'

test('takes the mark of /open like a token, and leaves it in the history’s state', () => {
  const address = bar(`${shop}?a=1&cr-open=${mark}#part`, { key: 'abc' })
  assert.deepEqual(consumeLink(address), { opened: mark })
  assert.equal(address.location.href, `${shop}?a=1#part`)
  assert.deepEqual(address.history.state, { key: 'abc', cartRecovery: mark })
  assert.equal(consumeLink(address), undefined, 'once')
})

test('a token takes the place of an earlier mark', () => {
  const address = bar(`${shop}?t=${token}`, { key: 'abc', cartRecovery: mark })
  assert.deepEqual(consumeLink(address), { token })
  assert.deepEqual(address.history.state, { key: 'abc' })
})

test('calls a mark and a token together, two marks and an endless one malformed', () => {
  for (const query of [`t=${token}&cr-open=${mark}`, `cr-open=a&cr-open=b`, `cr-open=${'a'.repeat(8193)}`]) {
    const address = bar(`${shop}?${query}`)
    assert.equal(consumeLink(address), 'malformed')
    assert.deepEqual([address.location.href, address.history.state], [shop, null])
  }
})

test('leaves a history’s state alone that is no object', () => {
  const address = bar(`${shop}?cr-open=${mark}`, 7)
  assert.deepEqual(consumeLink(address), { opened: mark })
  assert.equal(address.history.state, 7)
})

test('still takes the token where the address may not be changed', () => {
  const address = bar(`${shop}?t=${token}`)
  address.history.replaceState = () => {
    throw new DOMException('no', 'SecurityError')
  }
  assert.deepEqual(consumeLink(address), { token })
})

test('takes a code beside the token, or beside the mark', () => {
  assert.deepEqual(take(`${shop}?coupon=TEN&a=1&t=${token}`), { link: { token, coupon: 'TEN' }, href: `${shop}?a=1` })
  assert.deepEqual(take(`${shop}?cr-open=${mark}&coupon=A%20B&coupon=C`).link, { opened: mark, coupon: 'A B' })
  assert.deepEqual(take(`${shop}?t=${token}&coupon=`), { link: { token }, href: shop })
})

test("leaves a code without a token, which is the shop's own", () => {
  for (const query of ['coupon=TEN', `coupon=TEN&t=${'a1'.repeat(32)}`]) {
    assert.deepEqual(take(`${shop}?${query}`), { link: undefined, href: `${shop}?${query}` })
  }
})
