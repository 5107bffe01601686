import type { ProblemCode } from '../../src/contract/index.ts'
import type { Fault, ReadingValues, World } from '../../src/sandbox/index.ts'
import type { View } from '../pages/qa-view.ts'
import type { PlatformChoices, PlatformName, StoreName } from '../stores.ts'

/** A switch of a visit's sandbox, by its path there. */
export interface Switch {
  method: 'PUT' | 'PATCH' | 'POST' | 'DELETE'
  path: string
  body?: unknown
}

/** What a QA page does to the widget once it is there, one after the other. */
export type Step =
  /** Waits until the frame has this status. */
  | { wait: string }
  /** Taps a button with this part, by default the first, or every one that is there. */
  | { tap: string; every?: boolean; index?: number }
  /** Types into the field with this part: a text, or the newest code that was sent to a number. */
  | { type: string; text: string }
  | { type: string; codeFor: string }
  /** Ticks the box that agrees to messages by this channel, or unticks it. */
  | { tick: string }
  /** A duplicated tab, which has the same cart, asks for it again. */
  | { otherTab: '/availability' }
  /** The shop says who is signed in there. */
  | { shopperToken: string }
  /** The page answers "Notify me" with a service of its own. */
  | { service: 'takes' | 'fails' }
  /** The shop puts in words of its own, whatever they are. */
  | { messages: unknown }
  | Switch

/** The cart a state is about, whichever platform keeps it. */
export interface QaCart {
  key: string
  id: string
  platform: PlatformName
  /** The token of the platform's own message, where it sends one. */
  token: string | null
  /** Ids are `null` where a line is no product of the catalogue. */
  lines: { productId: string | null; variantId: string | null }[]
}

/** What a state's cart and its surroundings look like when the page opens. */
export interface QaSetup {
  world: World
  cart: QaCart
  /** Turns a switch, and lets the proxy do what is due then. */
  turn(change: Switch): Promise<void>
  /** Orders the cart by text, with the phone of its shopper. */
  orderByText(phone: string): Promise<void>
  /** A shopper token of this customer. */
  sealCustomer(customerId: number): Promise<string>
  /** Asks the proxy as the merchant. Throws where it refuses. */
  asMerchant(method: 'GET' | 'POST', path: string, body?: unknown): Promise<unknown>
}

/** A fault of a platform: of the one that keeps the cart, if it names none. */
export type QaFault = Omit<Fault, 'platform'> & { platform?: PlatformName }

/** One state of the widget, and how it comes about with a real proxy and a real sandbox. */
export interface QaState extends PlatformChoices {
  /** Last part of its address. */
  name: string
  title: string
  description: string
  /** Where the frame ends: its `status`, and its `problem` if it has one. */
  status: string
  problem?: ProblemCode
  /** A text the frame shows by then, for a state whose status was the same before. */
  text?: string
  /** @default 'bigcommerce' */
  store?: StoreName
  /** Key of the cart whose link is opened. @default 'hero' */
  cart?: string
  /**
   * What the link carries: the cart's own token, nothing, a sealed link, an expired sealed link, one that its shopper copied for a
   * friend, the link of the newest message about the cart, or these values.
   * @default 'own'
   */
  link?: 'own' | 'none' | 'sealed' | 'sealed-expired' | 'shared' | 'message' | { tokens: string[] }
  /** The coupon in the link. */
  coupon?: string
  /** Changes the world before the page opens. */
  arrange?: (setup: QaSetup) => void | Promise<void>
  fault?: QaFault | readonly QaFault[]
  readings?: Partial<ReadingValues>
  /** Between browser and proxy: requests to this path get no answer, or no connection. */
  network?: { path: string; does: 'hold' | 'drop' }
  /** The page hands the cart to its shop: it has an `adopt-url`. */
  adopts?: true
  /** How the shop tells what is back in stock: a service that the proxy knows, or the page's own. @default not at all */
  notify?: 'service' | 'event'
  /** The page has express pay, a promise, a delivery line and suggestions of the shop's. */
  hasOwnContent?: true
  /** Pictures are forbidden by the page's policy. */
  blockImages?: boolean
  /** How the page first shows it; the QA page's own controls change that. */
  view?: Partial<View>
  /** False where the shop cannot say who is signed in there. @default true */
  accountCarts?: boolean
  /** BigCommerce's cart stays once its lines were ordered by text. @default false */
  keepsOrderedCart?: boolean
  steps?: (setup: QaSetup) => Step[] | Promise<Step[]>
}

/** States that belong together, below one heading. */
export interface QaGroup {
  title: string
  states: QaState[]
}

/** What the platform does to the cart by itself: it was left, ordered, or its time was over. */
export function lifecycleOf(cart: QaCart, event: 'abandon' | 'convert' | 'expire'): Switch {
  return { method: 'POST', path: `/carts/${cart.id}/${event}` }
}

/** The patch that leaves so many of a line's variant; `null` was never counted. */
export function stockOf(cart: QaCart, index: number, stock: number | null): Switch {
  return { method: 'PATCH', path: '/world', body: { variants: [{ ...idsOf(cart, index), stock }] } }
}

/** The patch that changes the price of a line's variant. */
export function priceOf(cart: QaCart, index: number, price: number): Switch {
  return { method: 'PATCH', path: '/world', body: { variants: [{ ...idsOf(cart, index), price }] } }
}

/** The patch that changes something else about a line's variant: back-orders, or whether its product is shown. */
export function variantOf(cart: QaCart, index: number, change: { backorders?: number; visible?: boolean }): Switch {
  return { method: 'PATCH', path: '/world', body: { variants: [{ ...idsOf(cart, index), ...change }] } }
}

function idsOf(cart: QaCart, index: number): { productId: string; variantId: string } {
  const { productId, variantId } = cart.lines[index] ?? {}
  if (!productId || !variantId) throw new Error(`Line ${index} of ${cart.key} has no variant`)
  return { productId, variantId }
}

/** A proxy that has read nothing: what was read less than five seconds ago would be answered again. */
export const readAnew: Switch = { method: 'DELETE', path: '/faults' }
