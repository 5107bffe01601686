import assert from 'node:assert/strict'

import { type Case, type Group, refusesBody } from '../case.ts'
import { assertProblem, newTap, open, piecesOf, post, tap } from '../shopper.ts'
import type { Site } from '../site.ts'

const paths = ['/checkout', '/restore', '/undo', '/sign-in', '/sign-in/code', '/back-in-stock']

/** A key that is none. Its request changes nothing. */
const noKey = (name: string, key: string): Case => ({
  name: `a key ${name} is none`,
  async run(site) {
    const cart = await open(site)
    const before = piecesOf(cart)
    assertProblem(await tap(site, '/checkout', cart.page, key), 'idempotency-key-missing')
    assert.deepEqual(piecesOf(cart), before)
  },
})

const quantities = [-1, 1.5, 1e9, '2', null]

/** How many redirect links the platform made for a cart. */
const linksOf = ({ sandbox }: Site, cartId: string) =>
  sandbox.calls.list().filter(({ path, status }) => path.includes(`${cartId}/redirect_urls`) && status < 300).length

export const writes: Group = {
  name: 'writes',
  cases: [
    ...paths.map((path) => refusesBody(`${path} needs a key`, path, { cartHandle: 'x' }, 'idempotency-key-missing')),
    noKey('of seven letters', 'a'.repeat(7)),
    noKey('of 129 letters', 'a'.repeat(129)),
    noKey('with a space', 'one tap of mine'),
    ...quantities.map(
      (quantity): Case => ({
        name: `a quantity of ${JSON.stringify(quantity)} is refused by name`,
        async run(site) {
          const { page, lineItems } = await open(site)
          const answer = await tap(site, '/restore', { ...page, lineItems: [{ id: lineItems[0]?.id, quantity }] })
          assertProblem(answer, 'invalid-request')
          assert.match(answer.json.detail, /^lineItems\.0\.quantity: /)
        },
      }),
    ),
    {
      name: 'a checkout leads to the platform',
      async run(site) {
        const { status, json } = await tap(site, '/checkout', (await open(site)).page)
        assert.equal(status, 200)
        assert.match(json.checkoutUrl, /^https:\/\/store-demo\.mybigcommerce\.com\/cart\.php\?/)
      },
    },
    {
      name: 'what was chosen is what the platform’s cart holds',
      async run(site) {
        const cart = await open(site)
        const [first, second] = cart.lineItems
        const lineItems = [
          { id: first?.id, quantity: 1 },
          { id: second?.id, quantity: 0 },
        ]
        assert.equal((await tap(site, '/checkout', { ...cart.page, lineItems })).status, 200)
        assert.deepEqual(piecesOf(cart), [1, 4, 1])
      },
    },
    {
      name: 'the same tap again has the same answer, and one link is made',
      async run(site) {
        const { page, worldCart } = await open(site)
        const key = newTap()
        const { adoptCode: _, ...first } = (await tap(site, '/checkout', page, key)).json
        const { adoptCode, ...again } = (await tap(site, '/checkout', page, key)).json
        assert.deepEqual([again, typeof adoptCode], [first, 'string'])
        assert.equal(linksOf(site, worldCart.id), 1)
      },
    },
    {
      name: 'eight taps at once with one key have one answer',
      async run(site) {
        const { page, worldCart } = await open(site)
        const key = newTap()
        const answers = await Promise.all(Array.from({ length: 8 }, () => tap(site, '/checkout', page, key)))
        assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]))
        assert.equal(new Set(answers.map(({ json }) => json.checkoutUrl)).size, 1)
        assert.equal(linksOf(site, worldCart.id), 1)
      },
    },
    {
      name: 'one key for two wishes is refused',
      async run(site) {
        const { page } = await open(site)
        const key = newTap()
        assert.equal((await tap(site, '/checkout', page, key)).status, 200)
        assertProblem(await tap(site, '/checkout', { ...page, lineItems: [] }, key), 'idempotency-key-reused')
      },
    },
    {
      name: 'one key for two carts is two taps',
      async run(site) {
        const key = newTap()
        for (const { page } of [await open(site), await open(site)])
          assert.equal((await tap(site, '/checkout', page, key)).status, 200)
      },
    },
    {
      name: 'a tap that failed runs again with its key',
      async run(site) {
        const { page, worldCart } = await open(site)
        const key = newTap()
        const path = `${worldCart.id}/redirect_urls`
        site.sandbox.faults.set({ platform: 'bigcommerce', fault: '429', method: 'POST', path, delayMs: 1 })
        assertProblem(await tap(site, '/checkout', page, key), 'busy')
        site.sandbox.faults.clear()
        assert.equal((await tap(site, '/checkout', page, key)).status, 200)
      },
    },
    {
      name: '"keep shopping" writes, and its undo takes it back',
      async run(site) {
        const cart = await open(site)
        const before = piecesOf(cart)
        const lineItems = [{ id: cart.lineItems[0]?.id, quantity: 1 }]
        const { status, json } = await tap(site, '/restore', { ...cart.page, lineItems })
        assert.deepEqual([status, json.outcomes[0].outcome, piecesOf(cart)[0]], [200, 'applied', 1])
        const { cartHandle } = cart
        const undone = await tap(site, '/undo', { cartHandle, revision: json.cart.revision, undo: json.undo })
        assert.deepEqual([undone.status, piecesOf(cart)], [200, before])
      },
    },
    {
      name: 'an undo that is none is over',
      async run(site) {
        const { page } = await open(site)
        assertProblem(await tap(site, '/undo', { ...page, undo: 'made-up' }), 'undo-over')
      },
    },
    {
      name: 'a page without a revision is shown the cart first',
      async run(site) {
        const { cartHandle } = await open(site)
        const answer = await tap(site, '/checkout', { cartHandle })
        assertProblem(answer, 'stock-moved')
        assert.equal(answer.json.cart.lineItems.length, 4)
      },
    },
    {
      name: 'a cart of nothing is not checked out',
      async run(site) {
        const { page, lineItems } = await open(site)
        const none = lineItems.map(({ id }) => ({ id, quantity: 0 }))
        assertProblem(await tap(site, '/checkout', { ...page, lineItems: none }), 'empty')
      },
    },
    {
      name: 'a line of no cart is refused by name',
      async run(site) {
        const { page } = await open(site)
        const answer = await tap(site, '/checkout', { ...page, lineItems: [{ id: 'nothing', quantity: 1 }] })
        assertProblem(answer, 'invalid-request')
      },
    },
    {
      name: 'what no platform of the store can do is said',
      async run(site) {
        const { page, lineItems, cartHandle } = await open(site)
        assertProblem(await tap(site, '/checkout', { ...page, via: 'text' }), 'not-supported')
        const watch = { cartHandle, lineItemIds: [lineItems[0]?.id], subscribed: true }
        assertProblem(await tap(site, '/back-in-stock', watch), 'not-supported')
      },
    },
    {
      name: 'a consent is recorded, and taken back',
      async run(site) {
        const { cartHandle } = await open(site, 'hero')
        for (const whatsapp of [true, false]) {
          const body = { cartHandle, channels: { whatsapp } }
          const { status, json } = await tap(site, '/consent', body, newTap(), 'shop', { method: 'PUT' })
          assert.deepEqual([status, json.consent?.whatsapp], [200, whatsapp])
        }
      },
    },
    {
      name: 'a consent without a key is refused',
      async run(site) {
        const { cartHandle } = await open(site, 'hero')
        const answer = await post(site, '/consent', { cartHandle, channels: { whatsapp: true } }, { method: 'PUT' })
        assertProblem(answer, 'idempotency-key-missing')
      },
    },
  ],
}
