import assert from 'node:assert/strict'

import type { ProblemCode } from '../../../src/contract/index.ts'
import type { Case, Group } from '../case.ts'
import { assertProblem, codeFor, newTap, open, post, signIn, tap } from '../shopper.ts'
import type { Site } from '../site.ts'

const openText = (site: Site) => open(site, 'vesuviopay-hero', 'text')
const tapText = (site: Site, path: string, body: unknown, key = newTap()) => tap(site, path, body, key, 'text')

const isNotTexted = (phone: string, code: ProblemCode): Case => ({
  name: `${phone} gets no text message`,
  async run(site) {
    const { cartHandle } = await openText(site)
    assertProblem(await tapText(site, '/sign-in/code', { cartHandle, phone }), code)
  },
})

export const signedIn: Group = {
  name: 'signed in',
  cases: [
    {
      name: 'a link opens before anyone signs in',
      async run(site) {
        const { json } = await post(site, '/recover', { token: site.addCart('vesuviopay-hero').token }, {}, 'text')
        assert.deepEqual(
          [json.abilities.signIn, json.abilities.backInStock, json.cart.lineItems.length],
          [true, true, 4],
        )
      },
    },
    {
      name: 'what needs a shopper says so',
      async run(site) {
        const { page } = await openText(site)
        assertProblem(await tapText(site, '/restore', { ...page, lineItems: [] }), 'sign-in-needed')
      },
    },
    {
      name: 'known and unknown numbers get the same answer',
      async run(site) {
        const one = await openText(site)
        const other = await openText(site)
        const phones = [one.worldCart.shopper.phone ?? '', '+491709999901']
        const answers = await Promise.all(
          [one, other].map(({ cartHandle }, index) =>
            tapText(site, '/sign-in/code', { cartHandle, phone: phones[index] }),
          ),
        )
        const masked = answers.map(({ status, json }) => [status, Object.keys(json).sort()])
        assert.deepEqual(masked[0], masked[1])
        assert.equal(masked[0]?.[0], 202)
      },
    },
    {
      name: 'a code signs in, and the same tap again gets the same handle',
      async run(site) {
        const { cartHandle, worldCart } = await openText(site)
        const { phone } = worldCart.shopper
        await tapText(site, '/sign-in/code', { cartHandle, phone })
        const body = { cartHandle, phone, code: codeFor(site, phone) }
        const key = newTap()
        const first = await tapText(site, '/sign-in', body, key)
        const again = await tapText(site, '/sign-in', body, key)
        assert.deepEqual([first.status, again.json], [200, first.json])
      },
    },
    {
      name: 'a wrong code is said',
      async run(site) {
        const { cartHandle, worldCart } = await openText(site)
        const { phone } = worldCart.shopper
        await tapText(site, '/sign-in/code', { cartHandle, phone })
        assertProblem(await tapText(site, '/sign-in', { cartHandle, phone, code: '000000' }), 'code-wrong')
      },
    },
    {
      name: 'another code has to wait',
      async run(site) {
        const { cartHandle, worldCart } = await openText(site)
        const body = { cartHandle, phone: worldCart.shopper.phone }
        await tapText(site, '/sign-in/code', body)
        const answer = await tapText(site, '/sign-in/code', body)
        assertProblem(answer, 'too-many-codes')
        assert.equal(answer.headers['retry-after'], String(answer.json.retryAfterSeconds))
      },
    },
    isNotTexted('12345678', 'phone-incomplete'),
    isNotTexted('+33612345678', 'sms-refused'),
    {
      name: 'lines go into the shopper’s own cart, and back',
      async run(site) {
        const page = await signIn(site, await openText(site))
        const { status, json } = await tapText(site, '/restore', { ...page, lineItems: [] })
        assert.deepEqual([status, json.isShoppersOwn], [200, true], JSON.stringify(json))
        const undone = await tapText(site, '/undo', {
          cartHandle: page.cartHandle,
          revision: json.cart.revision,
          undo: json.undo,
        })
        assert.equal(undone.status, 200)
      },
    },
    {
      name: 'a checkout by text is texted once, however often it is tapped',
      async run(site) {
        const cart = await openText(site)
        const page = await signIn(site, cart)
        const key = newTap()
        const first = await tapText(site, '/checkout', { ...page, via: 'text' }, key)
        const again = await tapText(site, '/checkout', { ...page, via: 'text' }, key)
        assert.deepEqual([first.status, again.json.checkoutUrl], [200, first.json.checkoutUrl])
        const { phone } = cart.worldCart.shopper
        const texts = site.sandbox.world.messages.filter(({ channel, to }) => channel === 'sms' && to === phone)
        assert.equal(texts.length, 2, 'the code, and the link')
      },
    },
    {
      name: 'a dead line is watched, and left again',
      async run(site) {
        const { cartHandle, ...cart } = await openText(site)
        const page = await signIn(site, { cartHandle, ...cart })
        const dead = cart.lineItems.find(({ availability }) => availability.status === 'out-of-stock')
        for (const subscribed of [true, true, false]) {
          const body = { cartHandle: page.cartHandle, lineItemIds: [dead?.id], subscribed }
          const { status, json } = await tapText(site, '/back-in-stock', body)
          assert.deepEqual([status, json.lineItems[0].subscribed], [200, subscribed])
        }
      },
    },
  ],
}
