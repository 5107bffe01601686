import { Args, Mutation, Query, Resolver } from '@nestjs/graphql'
import {
  Allow,
  Ctx,
  type CustomerService,
  type ID,
  type OrderService,
  Permission,
  PermissionDefinition,
  type RequestContext,
  type RequestContextService,
  type SessionService,
  type TransactionalConnection,
  type Type,
} from '@vendure/core'

import { type CartLineInput, setCartLines } from './cart-lines.ts'
import { claimCart } from './claim.ts'
import { describes, injects } from './decorate.ts'
import { type MessageQueue, type MessageRequest, sendRecoveryMessage } from './message.ts'
import type { CheckedOptions } from './options.ts'
import type { IdCodec } from './order-fields.ts'
import { proofOf } from './proof.ts'

/** Counts up where what the adapter asks of the plugin changes. */
const version = 2

/** The one right that the plugin's part of the Admin API asks for. */
export const recoverCarts = new PermissionDefinition({
  name: 'RecoverCarts',
  description: 'Sets lines of open carts, and has messages about them sent',
})

/** What the engine gives the resolvers, together with what the plugin made itself. Their provider is in plugin.ts. */
export interface ResolverServices {
  connection: TransactionalConnection
  orders: OrderService
  customers: CustomerService
  contexts: RequestContextService
  sessions: SessionService
  ids: IdCodec
  messages: MessageQueue
}

/** The name under which the engine hands them over. */
export const resolverServices = Symbol('cart-recovery')

/** The plugin's part of the Admin API. */
export function createAdminResolver(options: CheckedOptions): Type<object> {
  class CartRecoveryAdminResolver {
    readonly #services: ResolverServices

    constructor(services: ResolverServices) {
      this.#services = services
    }

    cartRecoveryPlugin() {
      const { key, webhookUrl, publicUrl } = options
      const linkOrigins = publicUrl ? [publicUrl.origin] : []
      // The engine calls it as the field's resolver, with the field's arguments.
      const proof = ({ nonce }: { nonce: string }) => proofOf(nonce, key)
      return { version, webhookUrl, linkOrigins, proof }
    }

    setCartLines(ctx: RequestContext, { orderId, lines }: { orderId: ID; lines: CartLineInput[] }) {
      return setCartLines(this.#services, ctx, orderId, lines)
    }

    sendRecoveryMessage(ctx: RequestContext, message: MessageRequest) {
      return sendRecoveryMessage({ ...this.#services, options }, ctx, message)
    }
  }
  injects(CartRecoveryAdminResolver, [resolverServices])
  describes(CartRecoveryAdminResolver, 'cartRecoveryPlugin', [Query(), Allow(recoverCarts.Permission)])
  for (const name of ['setCartLines', 'sendRecoveryMessage']) {
    describes(CartRecoveryAdminResolver, name, [Mutation(), Allow(recoverCarts.Permission)], [Ctx(), Args()])
  }
  Resolver()(CartRecoveryAdminResolver)
  return CartRecoveryAdminResolver
}

/** The plugin's part of the Shop API. */
export function createShopResolver({ key }: CheckedOptions): Type<object> {
  class CartRecoveryShopResolver {
    readonly #services: ResolverServices

    constructor(services: ResolverServices) {
      this.#services = services
    }

    claimCart(ctx: RequestContext, { code }: { code: string }) {
      return claimCart({ ...this.#services, key }, ctx, code)
    }
  }
  injects(CartRecoveryShopResolver, [resolverServices])
  // The right of every visitor, and what makes the engine begin a session for one who has none yet.
  describes(CartRecoveryShopResolver, 'claimCart', [Mutation(), Allow(Permission.Owner)], [Ctx(), Args()])
  Resolver()(CartRecoveryShopResolver)
  return CartRecoveryShopResolver
}
