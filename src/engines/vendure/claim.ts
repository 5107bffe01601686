import {
  type CustomerService,
  I18nError,
  type ID,
  idsAreEqual,
  type Order,
  type OrderService,
  type RequestContext,
  type SessionService,
  type TransactionalConnection,
} from '@vendure/core'
import { compactDecrypt, errors } from 'jose'

import { isOpenCart, lockCart, reopen } from './cart-state.ts'
import { type IdCodec, jsonField, writeOrderFields } from './order-fields.ts'
import { ownChannel } from './own-channel.ts'

/** Why a code makes no cart the session's. `account`: its customer has to sign in first. */
export type ClaimRefusal = 'unknown' | 'expired' | 'used' | 'not-open' | 'account'

/** How claiming a cart ended. */
export type ClaimCartResult =
  | { __typename: 'CartClaimed'; order: Order }
  | { __typename: 'CartClaimRefused'; reason: ClaimRefusal }

/** What the proxy seals into a code: a cart, once, until `exp` (seconds since 1970). */
interface ClaimCode {
  cart: string
  nonce: string
  exp: number
  /** False at the checkout, where the shopper has seen what they pay. @default true */
  merge: boolean
}

/** What the engine gives for it. */
export interface ClaimServices {
  connection: TransactionalConnection
  orders: OrderService
  customers: CustomerService
  sessions: SessionService
  ids: IdCodec
  key: Uint8Array
}

/**
 * Makes the cart behind a code the one of the caller's session, which may do so again; every other session is refused. What the
 * session had in its own cart comes along, at the larger quantity of the two.
 */
export async function claimCart(
  { connection, orders, customers, sessions, ids, key }: ClaimServices,
  ctx: RequestContext,
  code: string,
): Promise<ClaimCartResult> {
  const opened = await openCode(code, key)
  const { session } = ctx
  if (!opened || !session) return refused('unknown')
  const now = Date.now() / 1000
  if (opened.exp <= now) return refused('expired')
  const orderId = ids.decodeId(opened.cart)
  return connection.withTransaction(ctx, async (ctx) => {
    await lockCart(connection, ctx, orderId)
    const order = await orders.findOne(ctx, orderId)
    // A cart is claimed where it was filled: the engine would give it another channel's prices.
    if (!order || !idsAreEqual(ownChannel(ctx, order).id, ctx.channel.id)) return refused('unknown')
    if (!isOpenCart(order)) return refused('not-open')
    const owner = order.customer?.user
    if (owner && !(ctx.activeUserId && idsAreEqual(owner.id, ctx.activeUserId))) return refused('account')
    const claims = claimsOf(order, now)
    const claim = claims.get(opened.nonce)
    if (claim && claim.session !== String(session.id)) return refused('used')
    if (!claim) {
      claims.set(opened.nonce, { session: String(session.id), exp: opened.exp })
      await writeOrderFields(connection, ctx, order.id, {
        cartRecoveryClaims: JSON.stringify(Object.fromEntries(claims)),
        cartRecoveryState: 'checked-out',
      })
    }
    if (opened.merge && session.activeOrderId && !idsAreEqual(session.activeOrderId, order.id)) {
      await bringAlong(orders, ctx, session.activeOrderId, order)
    }
    if (!order.customer && ctx.activeUserId) {
      // The engine refuses an address from a shopper who is signed in, and a payment without one.
      const customer = await customers.findOneByUserId(ctx, ctx.activeUserId)
      if (customer) await orders.addCustomerToOrder(ctx, order.id, customer)
    }
    await sessions.setActiveOrder(ctx, session, order)
    return { __typename: 'CartClaimed', order: (await orders.findOne(ctx, order.id)) ?? order }
  })
}

const refused = (reason: ClaimRefusal): ClaimCartResult => ({ __typename: 'CartClaimRefused', reason })

/** Undefined for what the proxy has not sealed. */
async function openCode(code: string, key: Uint8Array): Promise<ClaimCode | undefined> {
  if (code.length > 1000) return undefined
  try {
    const { plaintext } = await compactDecrypt(code, key, {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    })
    const { cart, nonce, exp, merge = true } = JSON.parse(new TextDecoder().decode(plaintext)) ?? {}
    const isRead = typeof cart === 'string' && typeof nonce === 'string' && Number.isFinite(exp)
    return isRead ? { cart, nonce, exp, merge: merge !== false } : undefined
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof SyntaxError) return undefined
    throw error
  }
}

/** Who claimed this cart, by nonce. Codes that are over need no entry: they open no more. */
function claimsOf(order: Order, now: number): Map<string, { session: string; exp: number }> {
  const claims = new Map<string, { session: string; exp: number }>()
  for (const [nonce, claim] of Object.entries(jsonField(order, 'cartRecoveryClaims'))) {
    if (typeof claim !== 'object' || claim === null || !('session' in claim) || !('exp' in claim)) continue
    if (Number(claim.exp) > now) claims.set(nonce, { session: String(claim.session), exp: Number(claim.exp) })
  }
  return claims
}

/** Raises each line to what the present cart has of the same variant. The present cart stays as it is. */
async function bringAlong(orders: OrderService, ctx: RequestContext, presentId: ID, order: Order): Promise<void> {
  const present = await orders.findOne(ctx, presentId)
  if (!present || !isOpenCart(present) || present.lines.length === 0) return
  // The link of a guest's cart shows its lines to all who have it: those of an account go into a cart of that account alone.
  const account = present.customer?.user
  if (account && !idsAreEqual(account.id, order.customer?.user?.id)) return
  // In another currency the engine would give every line a new price.
  if (ctx.currencyCode !== order.currencyCode || (await reopen(orders, ctx, order))) return
  for (const { productVariantId, quantity, customFields } of present.lines) {
    const held = order.lines.find(
      (line) =>
        idsAreEqual(line.productVariantId, productVariantId) &&
        JSON.stringify(line.customFields) === JSON.stringify(customFields),
    )
    const missing = quantity - (held?.quantity ?? 0)
    if (missing <= 0) continue
    // A line that the engine does not take, or not all of, is left at what it took: the shopper sees it in the cart.
    await orders.addItemToOrder(ctx, order.id, productVariantId, missing, customFields).catch((error: unknown) => {
      if (!(error instanceof I18nError)) throw error
    })
  }
}
