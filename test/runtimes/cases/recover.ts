import assert from 'node:assert/strict'

import type { ProblemCode } from '../../../src/contract/index.ts'
import { type Case, type Group, refusesBody } from '../case.ts'
import { assertProblem, newTap, open, post, signIn, tap } from '../shopper.ts'

/** Texts that are no token, and that no platform may see. */
const noTokens: Record<string, string> = {
  'a word': 'settings',
  'a path': '../carts',
  'an encoded path': '%2e%2e%2fcarts',
  'a token of an order': 'a'.repeat(64),
  nothing: '',
  'a long text': 'a'.repeat(8000),
  'a line break': `${'a'.repeat(31)}\n`,
  markup: '<script>alert(1)</script>',
  'letters beyond ASCII': 'ü'.repeat(32),
  'a made-up sealed link': `cr1_${'a'.repeat(40)}..${'a'.repeat(16)}.${'a'.repeat(100)}.${'a'.repeat(22)}`,
}

const ends = (key: string, code: ProblemCode): Case => ({
  name: `a cart that is ${key} is ${code}`,
  async run(site) {
    assertProblem(await post(site, '/recover', { token: site.addCart(key).token }), code)
  },
})

/** A handle that is not what the proxy sealed needs the link again. */
const needsLink = (name: string, change: (cartHandle: string) => string): Case => ({
  name,
  async run(site) {
    const { cartHandle } = await open(site)
    assertProblem(await post(site, '/availability', { cartHandle: change(cartHandle) }), 'link-needed')
  },
})

export const recover: Group = {
  name: 'opening a link',
  cases: [
    {
      name: 'a link opens its cart, with what can be had of each line',
      async run(site) {
        const { status, json } = await post(site, '/recover', { token: site.addCart('hero').token })
        assert.equal(status, 200)
        const shown = json.cart.lineItems.map(
          ({ availability }: { availability: { status: string } }) => availability.status,
        )
        assert.deepEqual(shown, ['available', 'low-stock', 'partial', 'out-of-stock'])
        assert.deepEqual(
          [json.abilities.checkout, json.abilities.restore, json.cart.total.currency],
          [true, true, 'EUR'],
        )
      },
    },
    {
      name: 'the answer names no platform’s id',
      async run(site) {
        const cart = site.addCart('hero')
        const { text } = await post(site, '/recover', { token: cart.token })
        for (const secret of [cart.id, cart.token ?? '', cart.email, cart.shopper.phone ?? ''])
          assert.ok(!text.includes(secret))
      },
    },
    {
      name: 'fifty lines come as a whole',
      async run(site) {
        const { lineItems } = await open(site, 'fifty-lines')
        assert.equal(lineItems.length, 50)
      },
    },
    {
      name: 'an answer of 250 lines arrives whole',
      async run(site) {
        const { headers, text } = await post(site, '/recover', { token: site.addCart('many-lines').token })
        const length = headers['content-length']
        if (length !== undefined) assert.equal(Number(length), Buffer.byteLength(text))
        assert.equal(JSON.parse(text).cart.lineItems.length, 250)
      },
    },
    {
      name: 'letters of any script arrive as they are',
      async run(site) {
        const cart = site.addCart('hero')
        const [line] = cart.lines
        assert.ok(line)
        line.name = 'Schüssel 鉢 وعاء 🥣'
        const { json } = await post(site, '/recover', { token: cart.token })
        assert.equal(json.cart.lineItems[0].name, 'Schüssel 鉢 وعاء 🥣')
      },
    },
    ...Object.entries(noTokens).map(([name, token]) =>
      refusesBody(`${name} is no link`, '/recover', { token }, 'invalid-link'),
    ),
    refusesBody(
      'an unknown token is the same',
      '/recover',
      { token: '0123456789abcdef0123456789abcdef' },
      'invalid-link',
    ),
    refusesBody('a mark without its cookie needs the link', '/recover', { opened: 'AAAAAAAAAAAAAAAA' }, 'link-needed'),
    ends('converted', 'cart-gone'),
    ends('emptied', 'cart-gone'),
    ends('no-lines', 'cart-gone'),
    ends('other-channel', 'wrong-store'),
    ends('account', 'account-cart'),
    {
      name: 'availability reads the cart again',
      async run(site) {
        const { cartHandle } = await open(site, 'hero')
        const { status, json } = await post(site, '/availability', { cartHandle })
        assert.deepEqual([status, json.cart.lineItems.length], [200, 4])
      },
    },
    needsLink('a handle with other letters', (handle) => `${handle.slice(0, -6)}AAAAAA`),
    needsLink('a handle with more letters', (handle) => `${handle}A`),
    needsLink('no handle', () => 'x'),
    {
      name: 'a handle of another store',
      async run(site) {
        const { cartHandle } = await open(site, 'vesuviopay-hero', 'text')
        assertProblem(await post(site, '/availability', { cartHandle }), 'link-needed')
      },
    },
    {
      name: 'a handle that a sign-in replaced can still be read, signed out',
      async run(site) {
        const cart = await open(site, 'vesuviopay-hero', 'text')
        const { cartHandle } = await signIn(site, cart)
        assert.notEqual(cartHandle, cart.cartHandle)
        assert.equal((await post(site, '/availability', cart.page, {}, 'text')).status, 400, 'it takes no revision')
        const read = await post(site, '/availability', { cartHandle: cart.cartHandle }, {}, 'text')
        assert.equal(read.status, 200)
        const restore = { ...cart.page, lineItems: [] }
        assertProblem(await tap(site, '/restore', restore, newTap(), 'text'), 'sign-in-needed')
        assert.equal((await tap(site, '/restore', { ...restore, cartHandle }, newTap(), 'text')).status, 200)
      },
    },
    {
      name: 'a platform that is down is said, with a support code',
      async run(site) {
        const { token } = site.addCart('hero')
        const { faults } = site.sandbox
        faults.set({ platform: 'bigcommerce', fault: '503', path: token ?? '' })
        assertProblem(await post(site, '/recover', { token }), 'upstream-down')
        faults.clear()
      },
    },
  ],
}
