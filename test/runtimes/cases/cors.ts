import assert from 'node:assert/strict'

import { endpoints } from '../../../src/contract/index.ts'
import type { Case, Group } from '../case.ts'
import { send } from '../http.ts'
import { assertProblem, post, tap } from '../shopper.ts'
import { merchantKey, merchantOrigin, serverKey, shopOrigin } from '../site.ts'

const preflight = (origin: string, method: string) => ({
  method: 'OPTIONS',
  headers: {
    origin,
    'access-control-request-method': method,
    'access-control-request-headers': 'content-type,idempotency-key',
  },
})

const foreignOrigins = [
  'null',
  'https://evil.example',
  'https://shop.example.evil.example',
  'http://shop.example',
  'https://shop.example:8443',
  'https://SHOP.example.',
]

const asksFirst = ({ path, method }: { path: string; method: string }): Case => ({
  name: `the shop's page may ask ${path}`,
  async run({ bases }) {
    const { status, headers, text } = await send(bases.shop, path, preflight(shopOrigin, method))
    assert.deepEqual([status, text], [204, ''])
    assert.equal(headers['access-control-allow-origin'], shopOrigin)
    assert.match(headers['access-control-allow-methods'] ?? '', new RegExp(method))
    assert.equal(headers['access-control-allow-headers'], 'content-type,idempotency-key')
    assert.equal(headers['access-control-max-age'], '600')
    assert.equal(headers['access-control-allow-credentials'], undefined)
  },
})

const isForeign = (origin: string): Case => ({
  name: `a page of ${origin} is refused, and may read why`,
  async run(site) {
    const { token } = site.addCart('hero')
    const answer = await post(site, '/recover', { token }, { headers: { origin } })
    assertProblem(answer, 'origin-not-allowed')
    assert.equal(answer.headers['access-control-allow-origin'], '*')
  },
})

export const cors: Group = {
  name: 'origins',
  cases: [
    ...Object.values(endpoints).map(asksFirst),
    ...foreignOrigins.map(isForeign),
    {
      name: 'a request without an origin is refused',
      async run({ bases }) {
        const headers = { 'content-type': 'application/json' }
        const answer = await send(bases.shop, '/recover', { method: 'POST', headers, body: '{"token":"x"}' })
        assertProblem(answer, 'origin-not-allowed')
      },
    },
    {
      name: 'a page of elsewhere may ask whether it may, so that it can read its refusal',
      async run({ bases }) {
        const { status, headers } = await send(bases.shop, '/checkout', preflight('https://evil.example', 'POST'))
        assert.deepEqual([status, headers['access-control-allow-origin']], [204, '*'])
      },
    },
    {
      name: 'a write from elsewhere is refused before its key is looked at',
      async run(site) {
        const sent = { headers: { origin: 'https://evil.example' } }
        assertProblem(await tap(site, '/checkout', { cartHandle: 'x' }, undefined, 'shop', sent), 'origin-not-allowed')
      },
    },
    {
      name: 'an answer names the page that it is for, without credentials',
      async run(site) {
        const { status, headers } = await post(site, '/recover', { token: site.addCart('hero').token })
        assert.deepEqual([status, headers['access-control-allow-origin']], [200, shopOrigin])
        assert.equal(headers['access-control-allow-credentials'], undefined)
        assert.equal(headers['access-control-expose-headers'], 'retry-after')
        assert.match(headers.vary ?? '', /origin/i)
      },
    },
    {
      name: 'the console may ask the merchant’s routes',
      async run({ bases }) {
        const asked = preflight(merchantOrigin, 'GET')
        const { status, headers } = await send(bases.shop, '/merchant/carts', asked)
        assert.deepEqual([status, headers['access-control-allow-origin']], [204, merchantOrigin])
        assert.match(headers['access-control-allow-headers'] ?? '', /authorization/)
      },
    },
    {
      name: 'a page of elsewhere may not ask the merchant’s routes',
      async run({ bases }) {
        const { headers } = await send(bases.shop, '/merchant/carts', preflight('https://evil.example', 'GET'))
        assert.equal(headers['access-control-allow-origin'], undefined)
      },
    },
    {
      name: 'a page of elsewhere has no use of a merchant’s key',
      async run({ bases }) {
        const headers = { authorization: `Bearer ${merchantKey}`, origin: 'https://evil.example' }
        const answer = await send(bases.shop, '/merchant/carts', { headers })
        assertProblem(answer, 'origin-not-allowed')
        assert.equal(answer.headers['access-control-allow-origin'], undefined)
      },
    },
    {
      name: 'what is for the shop’s server no page may read',
      async run({ bases }) {
        const headers = { authorization: `Bearer ${serverKey}`, 'content-type': 'application/json', origin: shopOrigin }
        const sent = { method: 'POST', headers, body: '{"customerId":7}' }
        const answer = await send(bases.shop, '/seal-customer', sent)
        assert.deepEqual([answer.status, answer.headers['access-control-allow-origin']], [200, undefined])
      },
    },
  ],
}
