import type { ProblemCode } from '../../src/contract/index.ts'
import type { Fault, ReadingValues, World } from '../../src/sandbox/index.ts'
import type { StoreName } from '../stores.ts'

export type Cart = World['carts'][number]

/** What a QA page does to the widget once it is there, one after the other. */
export type Step =
  /** Waits until the frame has this status. */
  | { wait: string }
  /** Taps the first button with this part, or every one that is there. */
  | { tap: string; every?: boolean }
  /** Turns a switch of this visit's sandbox. */
  | { method: 'PUT' | 'PATCH' | 'POST' | 'DELETE'; path: string; body?: unknown }

/** What a state's cart and its surroundings look like when the page opens. */
export interface Visit {
  world: World
  cart: Cart
}

/** One state of the widget, and how it comes about with a real proxy and a real sandbox. */
export interface QaState {
  /** Last part of its address. */
  name: string
  title: string
  description: string
  /** Where the frame ends: its `status`, and its `problem` if it has one. */
  status: string
  problem?: ProblemCode
  /** @default 'bigcommerce' */
  store?: StoreName
  /** Key of the cart whose link is opened. @default 'hero' */
  cart?: string
  /**
   * What the link carries: the cart's own token, nothing, a link of ours, one of ours that ran out, or these values.
   * @default 'own'
   */
  link?: 'own' | 'none' | 'sealed' | 'sealed-expired' | { tokens: string[] }
  /** Changes the world before the page opens. */
  arrange?: (visit: Visit) => void
  fault?: Omit<Fault, 'platform'>
  readings?: Partial<ReadingValues>
  /** Between browser and proxy: requests to this path get no answer, or no connection. */
  network?: { path: string; does: 'hold' | 'drop' }
  /** Pictures are forbidden by the page's policy. */
  blockImages?: boolean
  steps?: (visit: Visit) => Step[]
}

export interface QaGroup {
  title: string
  states: QaState[]
}

/** The patch that leaves so many of a line's variant. */
export function stockOf(cart: Cart, index: number, stock: number): Step {
  return { method: 'PATCH', path: '/world', body: { variants: [{ ...idsOf(cart, index), stock }] } }
}

/** The patch that changes the price of a line's variant. */
export function priceOf(cart: Cart, index: number, price: number): Step {
  return { method: 'PATCH', path: '/world', body: { variants: [{ ...idsOf(cart, index), price }] } }
}

function idsOf(cart: Cart, index: number): { productId: string; variantId: string } {
  const line = cart.lines[index]
  if (!line || !('variantId' in line)) throw new Error(`Line ${index} of ${cart.key} has no variant`)
  return { productId: String(line.productId), variantId: String(line.variantId) }
}
