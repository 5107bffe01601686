import type * as z from 'zod'

import {
  type PlatformCart,
  RecoveryError,
  type Upstream,
  type UpstreamCall,
  UpstreamError,
} from '../../adapter/index.ts'
import { withoutEmpty } from './lines/line-options.ts'
import { type ItemForm, type LineSpec, toAddBody, toItemBody } from './lines/line-spec.ts'
import { sharedRead } from './shared-read.ts'
import { toPlatformCart } from './to-platform.ts'
import { WireAnything, type WireCart, WireCartAnswer, WireVariantOptions, WireWriteAnswer } from './wire.ts'

/** Which cart a write is for, and as of when. */
export interface WriteGuard {
  cart: PlatformCart
  signal: AbortSignal
}

type WriteCall<Schema extends z.ZodType> = UpstreamCall<Schema> & { method: 'POST' | 'PUT' | 'DELETE' }

export type CartApi = ReturnType<typeof createCartApi>

// Without these the answers have no options.
const include = 'include=line_items.physical_items.options,line_items.digital_items.options'

/** The carts of BigCommerce's management API: one read, and three writes that answer with the whole cart. */
export function createCartApi(upstream: Upstream) {
  const carts = sharedRead(upstream, '/carts/{id}', WireCartAnswer)
  const cartPath = (cartId: string) => `carts/${encodeURIComponent(cartId)}`
  const readPath = (cartId: string) => `${cartPath(cartId)}?${include}`

  async function readWire(cartId: string, signal: AbortSignal, maxAgeMs?: number): Promise<WireCart> {
    const { data } = await orCartGone(carts.read(readPath(cartId), { signal, maxAgeMs }))
    return data
  }

  /** With `maxAgeMs` the answer may be one that another opening of the same link asked for. */
  const read = async (cartId: string, signal: AbortSignal, maxAgeMs?: number) =>
    toPlatformCart(await readWire(cartId, signal, maxAgeMs))

  const isGone = (cartId: string, signal: AbortSignal) =>
    read(cartId, signal).then(
      () => false,
      (error: unknown) => error instanceof RecoveryError && error.code === 'cart-gone',
    )

  /** A write after which what was read before is not shared any more, however it ends. */
  async function changing<Schema extends z.ZodType>(cartId: string, call: WriteCall<Schema>) {
    try {
      return await upstream.write(call)
    } finally {
      carts.forget(readPath(cartId))
    }
  }

  async function write(method: 'POST' | 'PUT' | 'DELETE', guard: WriteGuard, itemId: string | undefined, body: object) {
    const { cart, signal } = guard
    const item = itemId === undefined ? '' : `/${encodeURIComponent(itemId)}`
    const answer = await changing(cart.id, {
      method,
      path: `${cartPath(cart.id)}/items${item}?${include}`,
      route: `/carts/{id}/items${item && '/{itemId}'}`,
      body: { ...body, ...(cart.version !== undefined && { version: cart.version }) },
      answer: WireWriteAnswer,
      signal,
    })
    // 204: the last line went, and the cart with it.
    if (!answer) throw new RecoveryError('cart-gone', { detail: 'the last line was removed elsewhere' })
    return toPlatformCart(answer.data)
  }

  return {
    read,
    /** The cart as BigCommerce sends it, with the codes of its coupons, which never leave the adapter. */
    readWire,
    add: (guard: WriteGuard, spec: LineSpec, quantity: number, form: ItemForm) =>
      write('POST', guard, undefined, toAddBody([{ spec, quantity }], form)),
    /** Only catalogue lines have a quantity that can be set. */
    setQuantity: (guard: WriteGuard, itemId: string, spec: LineSpec, quantity: number, form: ItemForm) => {
      if (spec.kind !== 'item')
        throw new RecoveryError('invalid-request', { detail: 'such a line can only be removed' })
      return write('PUT', guard, itemId, { line_item: toItemBody(spec, quantity, form) })
    },
    remove: (guard: WriteGuard, itemId: string) => write('DELETE', guard, itemId, {}),
    /**
     * Whether the id of the line's variant stands for every chosen option. Then a write by that id loses none of them.
     */
    async isWholeVariant(spec: LineSpec, signal: AbortSignal): Promise<boolean> {
      if (spec.kind !== 'item' || spec.variantId === null) return false
      const path = `catalog/products/${spec.productId}/variants/${spec.variantId}`
      const route = '/catalog/products/{id}/variants/{id}'
      const { data } = await upstream
        .read({ path, route, answer: WireVariantOptions, signal })
        .catch(() => ({ data: { option_values: [] } }))
      const isOfVariant = (nameId: number | undefined, valueId: number | undefined) =>
        data.option_values.some(({ option_id, id }) => option_id === nameId && id === valueId)
      return withoutEmpty(spec.options ?? []).every(({ nameId, valueId }) => isOfVariant(nameId, valueId))
    },
    /** Deletes the whole cart, which cannot be undone. */
    async discard(cartId: string, signal: AbortSignal): Promise<void> {
      const call = { method: 'DELETE', path: cartPath(cartId), route: '/carts/{id}', answer: WireAnything } as const
      try {
        await changing(cartId, { ...call, signal })
      } catch (error) {
        if (!(error instanceof UpstreamError)) throw error
        // A write to a missing cart is documented to answer 500, like an outage. Reading the cart tells the two apart.
        if (error.status === 404 || (error.isUncertain && (await isGone(cartId, signal)))) return
        throw error
      }
    },
  }
}

/** A missing cart was ordered, has expired, or lost its last line. BigCommerce does not say which: it is `cart-gone`. */
export async function orCartGone<Value>(answer: Promise<Value>): Promise<Value> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof UpstreamError && error.status === 404) throw new RecoveryError('cart-gone', { cause: error })
    throw error
  }
}
