import assert from 'node:assert/strict'

import type { Case, Group } from '../case.ts'
import { send } from '../http.ts'
import { assertProblem, newTap, open, post, tap } from '../shopper.ts'
import { type Site, shopOrigin } from '../site.ts'

/** As the one trusted proxy, or Cloudflare's edge, says it. */
const from = (address: string) => ({ 'x-forwarded-for': address, 'cf-connecting-ip': address })

const guess = (site: Site, headers: Record<string, string>) =>
  post(site, '/recover', { token: newTap().replaceAll('-', '') }, { headers })

/** Uses the 20 links that open nothing of this address up, one after the other. */
async function useUp(site: Site, toHeaders: (index: number) => Record<string, string>) {
  for (let n = 0; n < 20; n++) assertProblem(await guess(site, toHeaders(n)), 'invalid-link')
}

/** Addresses that no other case has. */
let count = 0
const newAddress = () => `203.0.113.${++count}`

const shares = (name: string, toHeaders: (own: string, index: number) => Record<string, string>): Case => ({
  name,
  async run(site) {
    const own = newAddress()
    await useUp(site, (index) => toHeaders(own, index))
    const answer = await guess(site, toHeaders(own, 20))
    assertProblem(answer, 'busy')
    assert.ok(Number(answer.headers['retry-after']) > 0)
    assertProblem(await guess(site, from(newAddress())), 'invalid-link')
  },
})

export const limits: Group = {
  name: 'limits by address',
  cases: [
    shares('guesses of one address end, and another address has its own', from),
    shares('what a caller writes before the trusted proxy is not believed', (own, index) => ({
      ...from(own),
      'x-forwarded-for': `198.51.100.${index}, ${own}`,
    })),
    shares('a household of IPv6 is one address', (own, index) => from(`2001:db8:${own.split('.')[3]}::${index + 1}`)),
    {
      name: 'an address of a private network is not counted',
      async run(site) {
        await useUp(site, () => from('10.1.2.3'))
        assertProblem(await guess(site, from('10.1.2.3')), 'invalid-link')
      },
    },
    {
      name: 'wrong keys of one address end',
      async run({ bases }) {
        const headers = { authorization: 'Bearer wrong', ...from(newAddress()) }
        for (let n = 0; n < 10; n++)
          assertProblem(await send(bases.shop, '/merchant/carts', { headers }), 'unauthorized')
        assertProblem(await send(bases.shop, '/merchant/carts', { headers }), 'busy')
      },
    },
    {
      name: 'text messages are counted by address, and shoppers do not share one allowance',
      async run(site) {
        const own = newAddress()
        const ask = async (address: string) => {
          const { cartHandle, worldCart } = await open(site, 'vesuviopay-hero', 'text')
          const body = { cartHandle, phone: worldCart.shopper.phone }
          return tap(site, '/sign-in/code', body, newTap(), 'text', { headers: from(address) })
        }
        for (let n = 0; n < 20; n++) assert.equal((await ask(own)).status, 202)
        assertProblem(await ask(own), 'too-many-codes')
        assert.equal((await ask(newAddress())).status, 202)
      },
    },
    {
      name: 'the runtime says who calls',
      needs: 'fetch-context',
      async run({ bases }) {
        const { json } = await send(bases.shop, '/seen-address', { headers: { 'cf-connecting-ip': '127.0.0.1' } })
        assert.match(json.address, /^(::ffff:)?127\.0\.0\.1$/)
      },
    },
    {
      name: 'a limit that is reached may be read by the page',
      async run(site) {
        const own = newAddress()
        await useUp(site, () => from(own))
        const { headers } = await guess(site, from(own))
        assert.equal(headers['access-control-allow-origin'], shopOrigin)
        assert.equal(headers['access-control-expose-headers'], 'retry-after')
      },
    },
  ],
}
