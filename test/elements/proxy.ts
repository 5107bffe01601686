// The network's edge for the element tests: a proxy that answers in contract shapes, as real Responses.
import type { Abilities, Cart, LineItem, Problem, ProblemCode } from '../../src/contract/browser.ts'

export interface Asked {
  path: string
  body: Record<string, unknown>
  headers: Headers
  init: RequestInit
}

type Answer = Response | Promise<Response> | ((asked: Asked) => Response | Promise<Response>)

export const token = '0123456789abcdef0123456789abcdef'
export const cartHandle = 'handle-of-a-cart'
export const abilities: Abilities = {
  editLines: true,
  restore: true,
  checkout: true,
  textCheckout: false,
  backInStock: false,
  signIn: false,
  consent: false,
}

/** A line of a cart: a linen shirt unless said otherwise. */
export function lineItem(id: string, fields: Partial<LineItem> = {}): LineItem {
  return {
    id,
    kind: 'physical',
    name: 'Linen shirt',
    options: [{ name: 'Size', value: 'M' }],
    sku: `SKU-${id}`,
    productId: `product-${id}`,
    variantId: `variant-${id}`,
    quantity: 1,
    price: { amount: 2490, currency: 'EUR' },
    availability: { status: 'available' },
    ...fields,
  }
}

export const mug = (fields: Partial<LineItem> = {}) =>
  lineItem('mug', { name: 'Ceramic mug', options: [], price: { amount: 1750, currency: 'EUR' }, ...fields })

/** A cart that costs what its lines cost. */
export function cartOf(...lineItems: LineItem[]): Cart {
  const amount = lineItems.reduce((sum, { price, quantity }) => sum + price.amount * quantity, 0)
  return { lineItems, total: { amount, currency: lineItems[0]?.price.currency ?? 'EUR' } }
}

export const twoLines = () => cartOf(lineItem('shirt', { quantity: 2 }), mug())

export function json(body: unknown, status = 200): Response {
  const type = status < 400 ? 'application/json' : 'application/problem+json'
  return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': type } })
}

export const recovered = (cart: Cart | null, can: Partial<Abilities> = {}) =>
  json({ cartHandle, cart, abilities: { ...abilities, ...can } })

/** The same cart, read again. */
export const available = (cart: Cart, can: Partial<Abilities> = {}) =>
  json({ cart, abilities: { ...abilities, ...can } })

export function problem(code: ProblemCode, fields: Partial<Problem> = {}): Response {
  const status = fields.status || 410
  return json({ type: 'about:blank', title: code, status, code, supportCode: 'A1-B2', ...fields }, status)
}

export const never = () => new Promise<Response>(() => {})

/** An address that leads nowhere else, so that the test survives the checkout. */
export const checkoutUrl = () => `${location.href.split('#')[0]}#checkout`

/**
 * Takes the place of `fetch` below `/cart-recovery`. Answers are given per path, the last one again and again;
 * everything else goes through.
 */
export function proxyWith(answers: Record<string, Answer | Answer[]>) {
  const original = window.fetch
  const asked: Asked[] = []
  window.fetch = async (input, init = {}) => {
    const url = String(input instanceof Request ? input.url : input)
    if (!url.includes('/cart-recovery/')) return original.call(window, input, init)
    const path = url.slice(url.indexOf('/cart-recovery/') + '/cart-recovery'.length)
    const request = { path, body: JSON.parse(String(init.body)), headers: new Headers(init.headers), init }
    asked.push(request)
    const given = answers[path]
    const list = Array.isArray(given) ? given : [given]
    const answer = list.length > 1 ? list.shift() : list[0]
    if (answer === undefined) throw new TypeError(`Nothing answers ${path}`)
    const response = await (typeof answer === 'function' ? answer(request) : answer)
    return response.clone()
  }
  return {
    asked,
    paths: () => asked.map(({ path }) => path),
    last: () => asked.at(-1) as Asked,
    close() {
      window.fetch = original
    },
  }
}
