// A double of the proxy's merchant routes, which answers in the contract's shapes.
import type {
  AbandonedCartSettings,
  ChannelCartSettings,
  MerchantCart,
  MerchantCartAnswer,
  MerchantMessage,
  MerchantSummary,
  Problem,
  ProblemCode,
} from '../../../src/contract/browser.ts'

export const merchantKey = 'the-merchant-key'
const euros = (amount: number) => ({ amount, currency: 'EUR' })
/** In the year of the test, so that dates read the same in every one. */
const instant = (time: string) => `${new Date().getFullYear()}-${time}:00Z`

export function cart(id: string, fields: Partial<MerchantCart> = {}): MerchantCart {
  return {
    id,
    store: 'shop',
    platform: 'shop-one',
    status: 'opened',
    total: euros(7490),
    abandonedAt: instant('03-02T14:20'),
    openedAt: instant('03-02T16:05'),
    checkedOutAt: null,
    orderedAt: null,
    messages: 1,
    shopper: 'Mara L.',
    firstItem: 'Linen shirt',
    itemCount: 3,
    ...fields,
  }
}

export const carts = () => [
  cart('opened'),
  cart('left', { status: 'abandoned', openedAt: null, total: euros(231050), messages: 0, platform: 'shop-two' }),
  cart('paying', { status: 'checked-out', checkedOutAt: instant('03-02T16:09'), total: euros(12900) }),
  cart('won', { status: 'recovered', orderedAt: instant('03-02T16:12'), total: euros(5800), messages: 2 }),
  cart('unseen', { status: 'closed', total: null, abandonedAt: null }),
]

export function report(id: string, fields: Partial<MerchantMessage> = {}): MerchantMessage {
  return {
    id,
    cartId: 'opened',
    kind: 'report',
    platform: 'automation',
    channel: 'whatsapp',
    status: 'sent',
    attempts: 1,
    createdAt: instant('03-02T15:20'),
    updatedAt: instant('03-02T15:21'),
    ...fields,
  }
}

export const reports = () => [
  report('sent'),
  report('waiting', { status: 'pending', attempts: 2, nextAttemptAt: instant('03-02T18:00'), channel: 'sms' }),
  report('withheld', { status: 'withheld', reason: 'no-consent', attempts: 0 }),
  report('unsure', { kind: 'reminder', channel: 'email', status: 'unconfirmed' }),
  report('refused', { status: 'failed', reason: 'rejected' }),
]

export function cartAnswer(fields: Partial<MerchantCartAnswer> = {}): MerchantCartAnswer {
  return {
    cart: cart('opened'),
    lineItems: [
      { name: 'Linen shirt', options: [{ name: 'Size', value: 'M' }], sku: 'LS-M', quantity: 2, price: euros(2490) },
      { name: 'Ceramic mug', options: [], quantity: 1, price: euros(2510) },
    ],
    customer: { name: 'M•••• K•••', email: 'm•••@example.com', phone: '+49 •••• ••42' },
    reports: [report('sent')],
    ...fields,
  }
}

export function summary(fields: Partial<MerchantSummary> = {}): MerchantSummary {
  return {
    from: instant('02-01T00:00'),
    to: instant('03-02T00:00'),
    carts: 1490,
    funnel: { sent: 1240, opened: 806, checkedOut: 402, ordered: 311 },
    recovered: { carts: 311, value: [euros(2318000), { amount: 41250, currency: 'KWD' }] },
    orderedWithoutLink: { carts: 48, value: [euros(310450)] },
    open: { carts: 540, value: [euros(4410000)] },
    refusals: 9,
    before: {
      carts: 1310,
      funnel: { sent: 1100, opened: 700, checkedOut: 350, ordered: 250 },
      recovered: { carts: 250, value: [euros(2000000)] },
      orderedWithoutLink: { carts: 60, value: [euros(400000)] },
      open: { carts: 600, value: [euros(5000000)] },
      refusals: 1,
    },
    days: [
      { day: '2026-02-28', carts: 40, recovered: { carts: 9, value: [euros(70000)] } },
      { day: '2026-03-01', carts: 52, recovered: { carts: 14, value: [euros(101000)] } },
      { day: '2026-03-02', carts: 31, recovered: { carts: 6, value: [euros(41000)] } },
    ],
    channels: [
      { channel: 'whatsapp', opened: 500, recovered: { carts: 200, value: [euros(1500000)] } },
      { channel: 'email', opened: 306, recovered: { carts: 111, value: [euros(818000)] } },
    ],
    messages: [
      { channel: 'whatsapp', status: 'sent', count: 900 },
      { channel: 'whatsapp', status: 'withheld', reason: 'no-contact', count: 11 },
      { channel: 'whatsapp', status: 'withheld', reason: 'no-consent', count: 4 },
    ],
    lostToStock: [
      { name: 'Linen shirt M', carts: 14, value: [euros(231000)] },
      { name: 'Oak stool', carts: 6, value: [euros(118050)] },
      { name: 'Ceramic mug', carts: 1, value: [euros(2510)] },
    ],
    ...fields,
  }
}

export const settings = (fields: Partial<AbandonedCartSettings> = {}): AbandonedCartSettings => ({
  enable_notification: true,
  email_customer_until_cart_is_recovered: true,
  marketing_emails_require_customer_consent: false,
  email_merchant_when_cart_is_converted: true,
  email_merchant_when_cart_is_abandoned: true,
  merchant_email_address: 'owner@example.com',
  merchant_abandoned_cart_email_frequency_type: 'digest',
  merchant_abandoned_cart_digest_email_frequency: 10,
  ...fields,
})

export const channelSettings = (fields: Partial<ChannelCartSettings> = {}): ChannelCartSettings => ({
  enable_notification: null,
  email_customer_until_cart_is_recovered: false,
  marketing_emails_require_customer_consent: null,
  email_merchant_when_cart_is_converted: null,
  email_merchant_when_cart_is_abandoned: null,
  merchant_email_address: 'channel@example.com',
  merchant_abandoned_cart_email_frequency_type: null,
  merchant_abandoned_cart_digest_email_frequency: null,
  ...fields,
})

export function json(body: unknown, status = 200): Response {
  const type = status < 400 ? 'application/json' : 'application/problem+json'
  return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': type } })
}

export function problem(code: ProblemCode, fields: Partial<Problem> = {}): Response {
  const status = code === 'unauthorized' ? 401 : 409
  return json({ type: 'about:blank', title: code, status, code, supportCode: 'A1B2-C3D4', ...fields }, status)
}

export const never = () => new Promise<Response>(() => {})

export interface ReceivedRequest {
  /** Method and path, as `GET /carts`. */
  route: string
  query: Record<string, string>
  body: Record<string, unknown> | undefined
  headers: Headers
}
export type Answer = (request: ReceivedRequest) => Response | Promise<Response>
export type Answers = Record<string, Answer | readonly Answer[]>

let sessions = 0
export const session: Answer = ({ headers }) => {
  if (headers.get('authorization') !== `Bearer ${merchantKey}`) return problem('unauthorized')
  sessions += 1
  return json({ token: `session-${sessions}`, expiresAt: new Date(Date.now() + 900_000).toISOString() })
}

/** The answers of a shop with carts. */
export const usual = (): Answers => ({
  'POST /session': session,
  'GET /carts': () => json({ carts: carts() }),
  'GET /carts/opened': () => json(cartAnswer()),
  'GET /reports': () =>
    json({
      reports: reports().map((one) => ({
        ...one,
        about: { shopper: 'Mara L.', firstItem: 'Linen shirt', itemCount: 3 },
      })),
    }),
  'GET /summary': () => json(summary()),
  'GET /settings': () => json(settings()),
  'GET /settings/channels/3': () => json(channelSettings()),
  'PUT /settings': ({ body }) => json(body),
  'PUT /settings/channels/3': ({ body }) => json(body),
  'POST /carts/opened/reminder': () => json({ reminder: report('new', { kind: 'reminder', channel: 'email' }) }),
})

/** Replaces `fetch` below `/cart-recovery/merchant`. The last of several answers is repeated. */
export function merchantRoutes(changes: Answers = {}) {
  const original = window.fetch
  const requests: ReceivedRequest[] = []
  const answers = new Map(Object.entries({ ...usual(), ...changes }).map(([route, given]) => [route, [given].flat()]))
  window.fetch = async (input, init = {}) => {
    const url = new URL(String(input instanceof Request ? input.url : input), location.href)
    const path = url.pathname.split('/cart-recovery/merchant')[1]
    if (path === undefined) return original.call(window, input, init)
    const request: ReceivedRequest = {
      route: `${init.method} ${path}`,
      query: Object.fromEntries(url.searchParams),
      body: init.body ? JSON.parse(String(init.body)) : undefined,
      headers: new Headers(init.headers),
    }
    requests.push(request)
    const list = answers.get(request.route) ?? []
    const answer = list.length > 1 ? list.shift() : list[0]
    if (!answer) throw new TypeError(`Nothing answers ${request.route}`)
    return answer(request)
  }
  return {
    requests,
    of: (route: string) => requests.filter((request) => request.route === route),
    close() {
      window.fetch = original
    },
  }
}
