import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'

import { type Platform, type PlatformCart, RecoveryError } from '../../src/proxy/adapter/index.ts'
import { bigcommerceStore, cartId, cartWith, linkToken } from './bigcommerce-store.ts'
import type { Recording } from './fixtures.ts'
import { openLink } from './shop.ts'

type Line = { productId: string; variantId: string; quantity: number }
type Reader = (recording: Recording, line: Line) => Promise<Record<string, unknown>>

const signal = () => AbortSignal.timeout(5000)
const standard: Line = { productId: '174', variantId: '345', quantity: 1 }

/** What the adapter makes of one recorded answer, asked through its ports or, for stock, through the whole proxy. */
export async function readBigCommerce(recording: Recording): Promise<Record<string, unknown>> {
  const reader = readers[recording.operation]
  assert.ok(reader, `nothing reads ${recording.operation}`)
  return reader(recording, (recording.reads?.line as Line | undefined) ?? standard)
}

/** Operations that an adapter has a use for. */
export const isReadByBigCommerce = (operation: string): boolean => operation in readers

const store = ({ operation, status = 200, body }: Recording, more = {}) =>
  bigcommerceStore({ ...more, [operation]: { status, body } })

const availability: Reader = async (recording, line) => {
  const { body, log } = await openLink(stockStore(recording, line), linkToken)
  // The cart shows all the same; for a recording it is what counts.
  const unreadable = log.map(({ cause = '' }) => cause).find((cause) => cause.includes('is not as documented'))
  return { line, availability: body.cart?.lineItems[0]?.availability.status, ...(unreadable && { unreadable }) }
}

/** A store with one line in its cart, whose stock is what was recorded. */
export function stockStore({ operation, body, status = 200 }: Recording, line: Line = standard): Platform {
  const product = { id: Number(line.productId), inventory_tracking: 'variant' }
  const variants = [{ id: Number(line.variantId), inventory_level: 0 }]
  // Variants are asked for alone where the whole product is too large an answer.
  const tooLarge = { description: 'x'.repeat(2 ** 20) }
  const isOfVariants = operation === 'GET /catalog/variants'
  const products = (query: URLSearchParams) => {
    const more = !isOfVariants ? { variants } : query.has('include') ? tooLarge : {}
    return { body: { data: [{ ...product, ...more }], meta: {} } }
  }
  const answers = {
    'GET /carts/{id}': { body: cartWith(line) },
    'GET /catalog/products': products,
    [operation]: isOfVariants ? onlyAskedFor(body) : { status, body },
  }
  return bigcommerceStore(answers, { inventory: operation === 'GET /inventory/items' ? 'locations' : 'catalog' })
}

/** The document has a filter for one variant. */
function onlyAskedFor(body: unknown) {
  return (query: URLSearchParams) => {
    const { data } = (body ?? {}) as { data?: unknown }
    if (!Array.isArray(data)) return { body }
    return { body: { ...(body as object), data: data.filter((variant) => String(variant?.id) === query.get('id')) } }
  }
}

const readers: Record<string, Reader> = {
  'GET /carts/{id}': async (recording) => {
    const read = await store(recording).recovery?.read(cartId, signal()).catch(toProblem)
    if (!read || !('lines' in read)) return { ...read }
    return { ...toReads(read), ...(recording.reads?.selections !== undefined && (await selections(recording, read))) }
  },
  'POST /carts': async (recording) =>
    checkout(store(recording, { ...plainCart, 'POST /carts/{id}/redirect_urls': { status: 422, body: {} } })),
  'POST /carts/{id}/redirect_urls': async (recording) => checkout(store(recording, plainCart)),
  'GET /abandoned-carts/{token}': async (recording) => ({
    cartId: await store(recording).recovery?.resolve?.(linkToken, signal()),
  }),
  'GET /abandoned-carts/settings': async (recording) => ({ settings: await store(recording).settings?.read(signal()) }),
  'GET /abandoned-carts/settings/channels/{id}': async (recording) => ({
    settings: await store(recording).settings?.readChannel('1', signal()),
  }),
  'PUT /abandoned-carts/settings': async (recording) => {
    const error = await store(recording).settings?.write(settings, signal()).catch(toProblem)
    return { refused: error && 'detail' in error ? error.detail?.split(':')[0] : undefined }
  },
  'GET /catalog/products': availability,
  'GET /catalog/variants': availability,
  'GET /inventory/items': availability,
  'GET /customers': async (recording) =>
    contact(store(recording, { 'GET /carts/{id}': { body: cartWith(standard, firstCustomer(recording)) } })),
  'GET /checkouts/{id}': async (recording) => contact(store(recording, plainCart)),
  'GET /sites/{id}/routes': async (recording) => {
    const site = { body: { data: { id: 1, url: 'https://other.example', channel_id: 1 } } }
    const findings = await findingsOf(store(recording, { 'GET /channels/{id}/site': site }))
    return { isRouted: findings.find(({ check }) => check === 'route')?.ok }
  },
  'GET /channels/{id}/site': async (recording) => {
    const platform = store(recording)
    const findings = (await findingsOf(platform)).filter(({ check }) => check === 'origin')
    return {
      site: /https?:\/\/[^\s:]+/.exec(findings[0]?.detail ?? '')?.[0],
      checkoutOrigin: await checkoutOrigin(platform),
    }
  },
  'GET /hooks': async (recording) => {
    const findings = await findingsOf(store(recording))
    return { hooks: findings.filter(({ check, ok }) => check === 'hook' && ok).length }
  },
  webhook: async (recording) => {
    const body = JSON.stringify(recording.body)
    const now = 1_714_980_000_000
    const event = await store(recording).webhooks?.receive({ headers: new Headers(signed(body, now)), body, now })
    return { event: event?.type ?? null, ...(event?.cartId && { cartId: event.cartId }) }
  },
}

/** The options that are written when the first line's quantity changes. */
async function selections(recording: Recording, cart: PlatformCart) {
  const written: unknown[] = []
  const put = (_: URLSearchParams, body: string) => {
    written.push(JSON.parse(body).line_item.option_selections)
    return { body: recording.body }
  }
  const [line] = cart.lines
  const target = { id: line?.id ?? '', quantity: (line?.quantity ?? 0) + 1 }
  const { cart: port } = store(recording, { 'PUT /carts/{id}/items/{itemId}': put })
  // The store goes on answering with the old quantity: what was written is all that is looked at.
  await port?.apply(cart, [target], signal()).catch(toProblem)
  return { selections: written[0] }
}

/** Whose the cart is: the first customer's of the answer. */
function firstCustomer({ body }: Recording): number {
  const { data } = (body ?? {}) as { data?: { id?: unknown }[] | null }
  return Number(data?.[0]?.id) || 1
}

const plainCart = { 'GET /carts/{id}': { body: cartWith(standard) } }

async function contact({ contact: port }: Platform) {
  const found = await port?.find(cartId, signal())
  return { contact: found ?? null, phone: found?.phone ?? null, firstName: found?.firstName }
}

async function checkout(platform: Platform) {
  return { checkoutUrl: (await platform.checkout?.link(cartId, signal()))?.checkoutUrl }
}

/** Where the site's checkout is, as a tap compares it. */
async function checkoutOrigin({ checkout }: Platform): Promise<string | undefined> {
  return checkout && 'origin' in checkout && typeof checkout.origin === 'function'
    ? checkout.origin('1', signal())
    : undefined
}

function findingsOf({ checkUp }: Platform) {
  const channels = { 1: { origins: ['https://other.example'], recoveryPageUrl: 'https://other.example/recover' } }
  const request = { channels, webhookUrl: 'https://elsewhere.example/hook', now: Date.now(), fix: false }
  // What other versions of the check-up ask for besides.
  return checkUp?.checkUp(request as Parameters<typeof checkUp.checkUp>[0], signal()) ?? []
}

/** A cart as a person would tell it. */
export function toReads({ lines, total, offer, customerId }: PlatformCart) {
  const named = new Map(lines.map(({ id, name }) => [id, name]))
  return {
    total: [total.amount, total.currency],
    lines: lines.map(({ kind, name, quantity, price, options, parentId }) => ({
      kind,
      name,
      quantity,
      price: price.amount,
      ...(options.length > 0 && {
        options: options.map((option) => [option.name, option.value].filter(Boolean).join(': ')),
      }),
      ...(parentId && { parent: named.get(parentId) }),
    })),
    ...(offer && { offer: 'label' in offer ? offer.label : '' }),
    ...(customerId !== undefined && { account: true }),
  }
}

function toProblem(error: unknown) {
  if (!(error instanceof RecoveryError)) throw error
  return { problem: error.code, detail: error.detail }
}

/** The headers of a delivery that the app's client secret signs. */
export function signed(body: string, now: number): Record<string, string> {
  const seconds = String(now / 1000)
  const secret = 'a-client-secret-of-an-app'
  const mac = createHmac('sha256', secret).update(`msg_1.${seconds}.${body}`).digest('base64')
  return { 'webhook-id': 'msg_1', 'webhook-timestamp': seconds, 'webhook-signature': `v1,${mac}` }
}

/** Settings as a shop may save them. */
export const settings = {
  enable_notification: true,
  email_customer_until_cart_is_recovered: true,
  marketing_emails_require_customer_consent: false,
  email_merchant_when_cart_is_converted: true,
  email_merchant_when_cart_is_abandoned: false,
  merchant_email_address: 'shop@example.org',
  merchant_abandoned_cart_email_frequency_type: 'individual' as const,
  merchant_abandoned_cart_digest_email_frequency: 10,
}
