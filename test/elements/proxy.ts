// The network's edge for the element tests: the fake proxy of the client's tests, on a page.
import {
  abilities,
  cartOf,
  type FakeAnswers,
  type FakeRequest,
  fakeProxy,
  json,
  lineItem as plainLineItem,
} from '../../src/client/testing/fake-proxy.ts'
import type { Abilities, Cart, LineItem } from '../../src/contract/browser.ts'

export { abilities, cartOf, type FakeAnswers, json, problem } from '../../src/client/testing/fake-proxy.ts'

export const token = '0123456789abcdef0123456789abcdef'
export const cartHandle = 'handle-of-a-cart'
/** The handle that a sign-in counts for. */
export const ownHandle = 'handle-of-a-sign-in'

/** A line of a cart: a linen shirt unless said otherwise. */
export function lineItem(id: string, fields: Partial<LineItem> = {}): LineItem {
  return plainLineItem(id, {
    name: 'Linen shirt',
    options: [{ name: 'Size', value: 'M' }],
    sku: `SKU-${id}`,
    productId: `product-${id}`,
    variantId: `variant-${id}`,
    price: { amount: 2490, currency: 'EUR' },
    ...fields,
  })
}

export const mug = (fields: Partial<LineItem> = {}) =>
  lineItem('mug', { name: 'Ceramic mug', options: [], price: { amount: 1750, currency: 'EUR' }, ...fields })

export const twoLines = () => cartOf(lineItem('shirt', { quantity: 2 }), mug())

export const recovered = (cart: Cart | null, can: Partial<Abilities> = {}) =>
  json({
    cartHandle,
    cart,
    abilities: { ...abilities, ...can },
    ...(cart === null && { signIn: can.signIn ? 'phone' : 'shop' }),
  })

/** The same cart, read again. */
export const available = (cart: Cart, can: Partial<Abilities> = {}) =>
  json({ cart, abilities: { ...abilities, ...can } })

export const never = () => new Promise<Response>(() => {})

/** An address that leads nowhere else, so that the test survives the checkout. */
export const checkoutUrl = () => `${location.href.split('#')[0]}#checkout`

const windowFetch = window.fetch
let current = fakeProxy({})

/** The page's proxy: takes the place of `fetch` below `/cart-recovery`; everything else goes through. */
export const proxy = {
  /** Answers from now on, and counts requests anew. A path's last answer is given again and again. */
  answer(answers: FakeAnswers) {
    current = fakeProxy(answers)
    window.fetch = async (input, init) => {
      const [, path] = /\/cart-recovery(\/.*)/.exec(String(input instanceof Request ? input.url : input)) ?? []
      return path === undefined ? windowFetch.call(window, input, init) : current.fetch(path, init)
    }
  },
  get requests() {
    return current.requests
  },
  paths: () => current.paths(),
  last: () => current.requests.at(-1) as FakeRequest,
  /** Gives the page its own `fetch` back. */
  close() {
    window.fetch = windowFetch
  },
}
