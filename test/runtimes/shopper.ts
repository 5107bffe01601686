import assert from 'node:assert/strict'

import type { LineItem, ProblemCode } from '../../src/contract/index.ts'
import { problems } from '../../src/contract/index.ts'
import type { Sandbox } from '../../src/sandbox/index.ts'
import { type Answer, type Sent, send } from './http.ts'
import { type Bases, type Site, shopOrigin } from './site.ts'

export const fromPage = { origin: shopOrigin, 'content-type': 'application/json' }

/** POSTs JSON as the shop's page does. */
export function post(
  site: Site,
  path: string,
  body: unknown,
  { headers = {}, ...sent }: Sent = {},
  of: keyof Bases = 'shop',
) {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return send(site.bases[of], path, { method: 'POST', body: text, headers: { ...fromPage, ...headers }, ...sent })
}

export const newTap = (): string => crypto.randomUUID()

/** The same with a key of its own: one tap. */
export const tap = (
  site: Site,
  path: string,
  body: unknown,
  key = newTap(),
  of: keyof Bases = 'shop',
  sent: Sent = {},
) => post(site, path, body, { ...sent, headers: { ...sent.headers, 'idempotency-key': key } }, of)

/** A cart that its shopper's page displays. */
export interface Displayed {
  worldCart: Sandbox['world']['carts'][number]
  cartHandle: string
  lineItems: LineItem[]
  /** What every write of the page begins with. */
  page: { cartHandle: string; revision: string }
}

/** Opens a cart of its own by its link. */
export async function open(site: Site, key = 'all-available', of: keyof Bases = 'shop'): Promise<Displayed> {
  const worldCart = site.addCart(key)
  const { status, json } = await post(site, '/recover', { token: worldCart.token }, {}, of)
  assert.equal(status, 200, JSON.stringify(json))
  const { cartHandle, cart } = json
  return { worldCart, cartHandle, lineItems: cart.lineItems, page: { cartHandle, revision: cart.revision } }
}

/** Signs the shopper in by phone and code. Gives the page with its new handle. */
export async function signIn(site: Site, { page, worldCart }: Displayed): Promise<Displayed['page']> {
  const { phone } = worldCart.shopper
  const { cartHandle } = page
  const asked = await tap(site, '/sign-in/code', { cartHandle, phone }, newTap(), 'text')
  assert.equal(asked.status, 202, asked.text)
  const signedIn = await tap(site, '/sign-in', { cartHandle, phone, code: codeFor(site, phone) }, newTap(), 'text')
  assert.equal(signedIn.status, 200, signedIn.text)
  return { ...page, cartHandle: signedIn.json.cartHandle }
}

/** The code that was texted to that number last. */
export const codeFor = ({ sandbox }: Site, phone: string | undefined): string | undefined =>
  sandbox.world.messages.findLast(({ channel, to }) => channel === 'sms' && to === phone)?.code

/** How many pieces of each line the platform's cart holds, in order. */
export const piecesOf = ({ worldCart }: Displayed): number[] => worldCart.lines.map(({ quantity }) => quantity)

/** Asserts that the answer is this problem, whole and with its headers. */
export function assertProblem({ status, headers, json, text }: Answer, code: ProblemCode): void {
  assert.equal(json?.code, code, `${status} ${text.slice(0, 300)}`)
  const { status: expected, title } = problems[code]
  assert.deepEqual([status, json.status, json.title], [expected, expected, title])
  assert.equal(json.type, `urn:cart-recovery:problem:${code}`)
  assert.match(json.supportCode, /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)
  assert.equal(headers['content-type'], 'application/problem+json; charset=utf-8')
  assert.equal(headers['cache-control'], 'no-store')
}

/** Waits until that holds. */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + 60_000
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`in vain: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
}
