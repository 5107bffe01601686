import {
  type Endpoint,
  type EndpointName,
  endpoints,
  isLinkToken,
  type MerchantEndpoint,
  type MerchantEndpointName,
  merchantEndpoints,
} from '../../src/contract/index.ts'
import type { Chance } from '../load/chance.ts'
import { bodies, merchantBodies } from './bodies.ts'
import { type FuzzShop, merchantKey, serverKey, shopOrigin } from './fuzz-shop.ts'
import { bend, mutate } from './odd-values.ts'
import type { OpenPages } from './pages.ts'

/** One request, before it becomes a `Request`. */
export interface FuzzRequest {
  /** As a summary names it. */
  route: string
  method: string
  path: string
  headers: Record<string, string>
  body?: string
  /** It lacks the documented form, or a right to be answered: no platform may hear of it. */
  isMalformed: boolean
}

const json = 'application/json'
const form = 'application/x-www-form-urlencoded'
const toText = (value: unknown) => (typeof value === 'string' ? value : String(JSON.stringify(value)))
const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Of an honest request about three in four, bent in one place or more. */
export function makeRequest(shop: FuzzShop, pages: OpenPages, chance: Chance): FuzzRequest {
  const kind = chance.between(0, 9)
  if (kind < 6) return toWidget(pages, chance)
  if (kind < 8) return toMerchant(chance)
  if (kind === 8) return toWebhook(shop, chance)
  return chance.pick([toOpen, toServer, toForm])(pages, chance)
}

function toWidget(pages: OpenPages, chance: Chance): FuzzRequest {
  const name = chance.pick(Object.keys(endpoints) as EndpointName[])
  const endpoint: Endpoint = endpoints[name]
  const headers = { origin: shopOrigin, 'content-type': json, 'idempotency-key': crypto.randomUUID() }
  const honest = { route: endpoint.path, method: endpoint.method, path: endpoint.path, headers }
  const bent = bendRequest({ ...honest, body: JSON.stringify(bodies[name](pages, chance)) }, chance)
  const value = parse(bent.body)
  const { token, cartHandle } = (value ?? {}) as { token?: unknown; cartHandle?: unknown }
  const isKnown =
    (cartHandle === undefined || pages.knows(toText(cartHandle))) && (token === undefined || isLinkToken(toText(token)))
  const hasHeaders =
    bent.headers.origin === shopOrigin &&
    bent.headers['content-type']?.split(';')[0]?.trim().toLowerCase() === json &&
    (!endpoint.write || /^[\x21-\x7e]{8,128}$/.test(bent.headers['idempotency-key'] ?? ''))
  const isWhole = bent.method === endpoint.method && reaches(bent.path, endpoint.path) && hasHeaders
  return { ...bent, isMalformed: !(isWhole && isKnown && endpoint.request.safeParse(value).success) }
}

function toMerchant(chance: Chance): FuzzRequest {
  const name = chance.pick(Object.keys(merchantEndpoints) as MerchantEndpointName[])
  const { method, path, request }: MerchantEndpoint = merchantEndpoints[name]
  const params = {
    id: chance.pick(['unknown', '..', '%2e%2e']),
    channelId: chance.pick(['1', '2', '0', '..', '%00', '1e3']),
  }
  const filled = path.replace(/:(\w+)/g, (_all, part: 'id' | 'channelId') => params[part])
  const content =
    merchantBodies[name] && (chance.happens(0.5) ? mutate(merchantBodies[name], chance) : merchantBodies[name])
  const query = new URLSearchParams(
    Object.entries(content ?? {}).map(([key, value]): [string, string] => [key, toText(value)]),
  )
  const bearer = chance.happens(0.7) ? merchantKey : chance.pick(['', bend(merchantKey, chance), serverKey, 'null'])
  return {
    route: path,
    method: chance.happens(0.95) ? method : chance.pick(['HEAD', 'DELETE', 'PATCH', 'OPTIONS']),
    path: method === 'GET' && request ? `${filled}?${query}` : filled,
    headers: { 'content-type': json, authorization: `Bearer ${toHeader(bearer)}` },
    ...(method !== 'GET' && { body: JSON.stringify(content ?? null) }),
    isMalformed: toHeader(bearer).trim() !== merchantKey,
  }
}

function toWebhook(shop: FuzzShop, chance: Chance): FuzzRequest {
  const platform = chance.pick(['bigcommerce', 'vesuviopay'] as const)
  const at = shop.sandbox.clock()
  const cartId = chance.pick(shop.sandbox.world.carts).id
  const event =
    platform === 'bigcommerce'
      ? {
          scope: chance.pick(['store/cart/abandoned', 'store/cart/converted', 'store/cart/deleted']),
          producer: `stores/${shop.sandbox.credentials.bigcommerce.storeHash}`,
          hash: crypto.randomUUID(),
          created_at: Math.floor(at / 1000),
          data: { type: 'cart', id: cartId },
        }
      : {
          id: crypto.randomUUID(),
          type: chance.pick(['cart.abandoned', 'order.created', 'cart.cleared']),
          created_at: new Date(at).toISOString(),
          data: {
            storeId: shop.sandbox.credentials.vesuviopay.storeId,
            cartId,
            occurredAt: new Date(at).toISOString(),
          },
        }
  const text = JSON.stringify(chance.happens(0.7) ? mutate(event, chance) : event)
  const body = chance.happens(0.1) ? bend(text, chance) : text
  const isSigned = chance.happens(0.5)
  const path = `/webhooks/${platform}`
  const headers = isSigned ? shop.sign(platform, body) : shop.sign(platform, `${body} `)
  return { route: path, method: 'POST', path, headers, body, isMalformed: !isSigned }
}

/** A message's link and what a browser sends with it. It asks no platform. */
function toOpen(pages: OpenPages, chance: Chance): FuzzRequest {
  const token = chance.happens(0.5) ? bend(chance.pick(pages.tokens), chance) : chance.pick(pages.tokens)
  const channel = chance.pick(['', '/1', '/3', '/tjar', '/2', '/..', '/__proto__', '/%00'])
  const rest = chance.pick(['', '&t=b', '&utm=1', '&crm=x', '&%', '&%E0%A4%A', '#t=c', '&a=%0d%0aset-cookie:x=1'])
  const cookie = toHeader(chance.happens(0.5) ? '' : bend('__Host-cr-open-abc=eyJhbGciOiJkaXIi; other=1', chance))
  const route = chance.pick(['/open', '/link'])
  const path = `${route}${channel}?t=${chance.happens(0.5) ? token : encodeURIComponent(token)}${rest}`
  return { route, method: 'GET', path, headers: { cookie }, isMalformed: true }
}

/** What the hosted page's forms send, as a browser without JavaScript does. */
function toForm(pages: OpenPages, chance: Chance): FuzzRequest {
  const { cartHandle, revision = '', lineIds } = pages.pick(chance)
  const quantity = () => chance.pick(['0', '1', '2', '99', '-1', '1e9', '0x2', ' 3 ', '', 'two', '\u0663'])
  const fields: [string, string][] = [
    ['cartHandle', chance.happens(0.2) ? bend(cartHandle, chance) : cartHandle],
    ['revision', chance.happens(0.2) ? bend(revision, chance) : revision],
    ['idempotencyKey', chance.happens(0.2) ? bend('a key of a page', chance) : crypto.randomUUID()],
    ...lineIds.map((id): [string, string] => [`line.${chance.happens(0.1) ? bend(id, chance) : id}`, quantity()]),
    ...(chance.happens(0.3) ? [['told', ''] as [string, string]] : []),
  ]
  // A field may lack, or be there twice.
  const sent = fields.flatMap((field) => (chance.happens(0.05) ? chance.pick([[], [field, field]]) : [field]))
  const path = `/link${chance.pick(['', '/1', '/3', '/2', '/..'])}/${chance.pick(['checkout', 'update', 'order'])}`
  const headers = { origin: shopOrigin, 'content-type': form }
  const honest = { route: '/link form', method: 'POST', path, headers, body: String(new URLSearchParams(sent)) }
  const bent = bendRequest(honest, chance, bend)
  const named = new URLSearchParams(bent.body).get('cartHandle')
  const isForm = bent.headers['content-type']?.split(';')[0]?.trim().toLowerCase() === form
  const isWhole = bent.method === 'POST' && bent.headers.origin === shopOrigin && isForm
  return { ...bent, isMalformed: !(isWhole && named !== null && pages.knows(named)) }
}

function toServer({ tokens }: OpenPages, chance: Chance): FuzzRequest {
  const path = chance.pick(['/seal-customer', '/adopt'])
  const headers = { 'content-type': json, authorization: `Bearer ${serverKey}` }
  const body = path === '/adopt' ? { code: `cra1_${chance.pick(tokens)}`, presentCartId: 'a' } : { customerId: '7' }
  const honest = { route: path, method: 'POST', path, headers, body: JSON.stringify(body) }
  // No platform is asked about a customer or a made-up code, whatever the request is.
  return { ...bendRequest(honest, chance), isMalformed: true }
}

type Bendable = Omit<FuzzRequest, 'isMalformed'> & { body: string }

const bendJson = (body: string, chance: Chance) => JSON.stringify(mutate(parse(body), chance)) ?? ''

function bendRequest(request: Bendable, chance: Chance, bendBody = bendJson): Bendable {
  const bent = { ...request, headers: { ...request.headers } }
  if (chance.happens(0.55)) bent.body = bendBody(bent.body, chance)
  if (chance.happens(0.1)) bent.body = bend(bent.body, chance)
  if (chance.happens(0.1)) {
    const name = chance.pick(Object.keys(bent.headers))
    bent.headers[name] = toHeader(bend(bent.headers[name] ?? '', chance))
  }
  if (chance.happens(0.05)) bent.method = chance.pick(['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'POST'])
  if (chance.happens(0.05))
    bent.path = chance.pick([
      `${bent.path}/`,
      `/${bent.path}`,
      `${bent.path}?a=1`,
      '/%2e%2e/recover',
      `/${bend('recover', chance)}`,
    ])
  return bent
}

/** As a client's address is read: without its line breaks, and with `..` resolved. A slash at its end changes nothing. */
const reaches = (path: string, route: string) =>
  new URL(`${shopOrigin}/proxy${path}`).pathname.replace(/\/$/, '') === `/proxy${route}`

/** What a client can send in a header. */
const toHeader = (text: string) => text.replace(/[^\x20-\x7e]/g, '')
