import assert from 'node:assert/strict'

import type { Case, Group } from '../case.ts'
import { type Answer, send } from '../http.ts'
import { post } from '../shopper.ts'
import { merchantKey, type Site } from '../site.ts'

/** What every answer says to browsers and caches. */
const hasHeaders = (name: string, ask: (site: Site) => Promise<Answer>): Case => ({
  name: `${name} is not cached, framed or sniffed`,
  async run(site) {
    const { headers } = await ask(site)
    assert.equal(headers['cache-control'], 'no-store')
    assert.equal(headers['x-content-type-options'], 'nosniff')
    assert.equal(headers['strict-transport-security'], 'max-age=31536000')
    assert.match(headers['content-security-policy'] ?? '', /frame-ancestors 'none'/)
    assert.match(headers['referrer-policy'] ?? '', /^(no-referrer|same-origin)$/)
    assert.equal(headers.etag, undefined)
  },
})

export const answers: Group = {
  name: 'headers of answers',
  cases: [
    hasHeaders('a cart', (site) => post(site, '/recover', { token: site.addCart('hero').token })),
    hasHeaders('a problem', (site) => post(site, '/recover', { token: 'settings' })),
    hasHeaders('an unknown path', ({ bases }) => send(bases.shop, '/nothing')),
    hasHeaders('a redirect', ({ bases }) => send(bases.shop, '/open')),
    hasHeaders('a page', ({ bases }) => send(bases.shop, '/link')),
    hasHeaders('health', ({ bases }) => send(bases.shop, '/healthz')),
    hasHeaders('a merchant’s list', ({ bases }) =>
      send(bases.shop, '/merchant/carts', { headers: { authorization: `Bearer ${merchantKey}` } }),
    ),
    {
      name: 'an answer says which type it has',
      async run(site) {
        const { headers } = await post(site, '/recover', { token: site.addCart('hero').token })
        assert.match(headers['content-type'] ?? '', /^application\/json(; ?charset=utf-8)?$/i)
      },
    },
    {
      name: 'a wait stands in the header and in the body',
      async run(site) {
        const { token } = site.addCart('hero')
        site.sandbox.faults.set({ platform: 'bigcommerce', fault: '429', path: token ?? '', delayMs: 1 })
        const { status, headers, json } = await post(site, '/recover', { token })
        site.sandbox.faults.clear()
        assert.deepEqual([status, json.code, headers['retry-after']], [429, 'busy', String(json.retryAfterSeconds)])
      },
    },
    {
      name: 'two problems have two support codes',
      async run(site) {
        const ask = async () => (await post(site, '/recover', { token: 'settings' })).json.supportCode
        assert.notEqual(await ask(), await ask())
      },
    },
  ],
}
