import assert from 'node:assert/strict'

import { type Case, type Group, refuses } from '../case.ts'
import { type Sent, send } from '../http.ts'
import { assertProblem, post } from '../shopper.ts'
import { type Site, shopOrigin } from '../site.ts'

const form = { 'content-type': 'application/x-www-form-urlencoded', origin: shopOrigin }

/** Follows a message's link. */
async function follow({ bases }: Site, path: string, headers: Record<string, string> = {}) {
  const answer = await send(bases.shop, path, { headers })
  const { location = '' } = answer.headers
  const mark = URL.canParse(location) ? (new URL(location).searchParams.get('cr-open') ?? '') : ''
  return { ...answer, location, mark, cookie: answer.cookies.map((line) => line.split(';')[0]).join('; ') }
}

/** The fields of the hosted page's first form. */
const fieldsOf = (page: string): Record<string, string> =>
  Object.fromEntries(
    (page.match(/<input[^>]*>/g) ?? []).map((input) => [
      /name="([^"]*)"/.exec(input)?.[1] ?? '',
      /value="([^"]*)"/.exec(input)?.[1] ?? '',
    ]),
  )

/** Opens the page without a script. */
async function visit(site: Site) {
  const { mark, cookie } = await follow(site, `/link?t=${site.addCart('hero').token}`)
  const page = await send(site.bases.shop, `/link?cr-open=${mark}&plain`, { headers: { cookie } })
  assert.equal(page.status, 200)
  return { page, fields: fieldsOf(page.text), cookie }
}

const refusesForm = (name: string, status: number, sent: (fields: Record<string, string>) => Sent): Case => ({
  name,
  async run(site) {
    const { fields } = await visit(site)
    const answer = await send(site.bases.shop, '/link/checkout', { method: 'POST', headers: form, ...sent(fields) })
    assert.equal(answer.status, status)
    assert.match(answer.text, /^<!doctype html>/)
  },
})
const toBody = (fields: Record<string, string>) => String(new URLSearchParams(fields))

export const links: Group = {
  name: 'pages and links',
  cases: [
    {
      name: 'a message’s link leads to the page with a mark, and the token is in its cookie',
      async run(site) {
        const { token } = site.addCart('hero')
        const { status, location, mark, cookies, headers } = await follow(site, `/open?t=${token}`)
        assert.deepEqual([status, location], [303, `${shopOrigin}/cart?cr-open=${mark}`])
        assert.match(mark, /^[\w-]{16}$/)
        assert.equal(headers['referrer-policy'], 'no-referrer')
        const [line = ''] = cookies
        const attributes = line.split('; ').slice(1).sort()
        assert.deepEqual(attributes, ['HttpOnly', 'Max-Age=600', 'Path=/cart-recovery', 'SameSite=Lax', 'Secure'])
        assert.ok(!`${line}${location}`.includes(token ?? '-'))
      },
    },
    {
      name: 'the mark with its cookie opens the cart, which the checkout ends',
      async run(site) {
        const { mark, cookie } = await follow(site, `/open?t=${site.addCart('all-available').token}`)
        const { status, json } = await post(site, '/recover', { opened: mark }, { headers: { cookie } })
        assert.equal(status, 200)
        const headers = { cookie, 'idempotency-key': crypto.randomUUID() }
        const { cartHandle, cart } = json
        const { cookies } = await post(site, '/checkout', { cartHandle, revision: cart.revision }, { headers })
        assert.match(cookies.join(), new RegExp(`cr-open-${mark}=; .*Max-Age=0`))
      },
    },
    {
      name: 'a mark with the cookie of another opens nothing',
      async run(site) {
        const one = await follow(site, `/open?t=${site.addCart('hero').token}`)
        const other = await follow(site, `/open?t=${site.addCart('hero').token}`)
        const sent = { headers: { cookie: other.cookie } }
        assertProblem(await post(site, '/recover', { opened: one.mark }, sent), 'link-needed')
      },
    },
    {
      name: 'several cookies are told apart by their lines',
      async run(site) {
        const made = Object.entries({ 1: 'x', 2: 'y', 3: 'z' }).map(([name, value]) => `cr-open-${name}=${value}`)
        const { cookies } = await follow(site, `/open?t=${site.addCart('hero').token}`, { cookie: made.join('; ') })
        assert.equal(cookies.length, 4)
        assert.equal(cookies.filter((line) => line.includes('Max-Age=0')).length, 3)
      },
    },
    {
      name: 'other parameters travel along, byte by byte',
      async run(site) {
        const { location, mark } = await follow(site, `/open/1?a=%7e+b&t=${site.addCart('hero').token}&c=d%20e`)
        assert.equal(location, `${shopOrigin}/cart?a=%7e+b&c=d%20e&cr-open=${mark}`)
      },
    },
    {
      name: 'without a token it leads to the page alone',
      run: async (site) => assert.equal((await follow(site, '/open')).location, `${shopOrigin}/cart`),
    },
    {
      name: 'HEAD of a link leads there too',
      async run(site) {
        const { status, text } = await send(site.bases.shop, `/open?t=${site.addCart('hero').token}`, {
          method: 'HEAD',
        })
        assert.deepEqual([status, text], [303, ''])
      },
    },
    refuses('a channel that is not listed', '/open/3?t=x', {}, 'not-found'),
    refuses('a channel and more', '/open/1/2', {}, 'not-found'),
    { ...refuses('a channel that is no encoding', '/open/%E0', {}, 'not-found'), needs: 'own-server' },
    {
      name: 'the hosted page has the lines in a form',
      async run(site) {
        const { page, fields } = await visit(site)
        assert.equal(page.headers['content-type'], 'text/html; charset=utf-8')
        assert.match(page.headers['content-security-policy'] ?? '', /form-action 'self' https:\/\/store-demo/)
        assert.equal(page.headers['referrer-policy'], 'same-origin')
        assert.equal(Object.keys(fields).filter((name) => name.startsWith('line.')).length, 3)
      },
    },
    {
      name: 'its form checks out, and twice the same',
      async run(site) {
        const { fields } = await visit(site)
        const sent = { method: 'POST', headers: form, body: toBody(fields) }
        const [one, other] = [
          await send(site.bases.shop, '/link/checkout', sent),
          await send(site.bases.shop, '/link/checkout', sent),
        ]
        assert.deepEqual([one.status, other.headers.location], [303, one.headers.location])
        assert.match(one.headers.location ?? '', /^https:\/\/store-demo\.mybigcommerce\.com\//)
      },
    },
    refusesForm('a form of another page', 403, (fields) => ({
      headers: { ...form, origin: 'https://evil.example' },
      body: toBody(fields),
    })),
    refusesForm('a form without a handle', 400, (fields) => ({ body: toBody({ ...fields, cartHandle: '' }) })),
    refusesForm('JSON instead of a form', 415, (fields) => ({
      headers: { ...form, 'content-type': 'application/json' },
      body: JSON.stringify(fields),
    })),
    refusesForm('a form of 70,000 bytes', 413, (fields) => ({ body: toBody({ ...fields, more: 'x'.repeat(70_000) }) })),
    {
      name: 'what opens nothing is a page, too',
      async run({ bases }) {
        const { status, text } = await send(bases.shop, '/link?cr-open=AAAAAAAAAAAAAAAA&plain')
        assert.equal(status, 401)
        assert.match(text, /<h1[^>]*>[A-Z]/)
      },
    },
  ],
}
