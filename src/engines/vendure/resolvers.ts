import { Args, Mutation, Query, Resolver } from '@nestjs/graphql'
import {
  Allow,
  Ctx,
  EntityNotFoundError,
  type ID,
  OrderService,
  Permission,
  PermissionDefinition,
  type RequestContext,
  SessionService,
  TransactionalConnection,
  UserInputError,
} from '@vendure/core'

import { type CartLineInput, setCartLines } from './cart-lines.ts'
import { claimCart } from './claim.ts'
import { isRecoveryState } from './custom-fields.ts'
import { describes, injects } from './decorate.ts'
import { type MessageQueue, sendRecoveryMessage } from './message.ts'
import type { CheckedOptions } from './options.ts'
import { writeOrderFields } from './order-fields.ts'

/** Counts up where what the adapter asks of the plugin changes. */
const version = 1

/** The one right that the plugin's part of the Admin API asks for. */
export const recoverCarts = new PermissionDefinition({
  name: 'RecoverCarts',
  description: 'Sets lines of open carts, has messages about them sent, and notes the state of their recovery',
})

/** The names under which the engine hands over what the plugin made itself. */
export const tokens = { messages: Symbol('messages') }

/** The plugin's part of the Admin API. */
export function createAdminResolver(options: CheckedOptions) {
  class CartRecoveryAdminResolver {
    readonly #connection: TransactionalConnection
    readonly #orders: OrderService
    readonly #messages: MessageQueue

    constructor(connection: TransactionalConnection, orders: OrderService, messages: MessageQueue) {
      this.#connection = connection
      this.#orders = orders
      this.#messages = messages
    }

    cartRecoveryPlugin() {
      return { version, webhookUrl: options.webhookUrl }
    }

    setCartLines(ctx: RequestContext, { orderId, lines }: { orderId: ID; lines: CartLineInput[] }) {
      return setCartLines({ connection: this.#connection, orders: this.#orders }, ctx, orderId, lines)
    }

    sendRecoveryMessage(ctx: RequestContext, message: { orderId: ID; link: string; key: string }) {
      const services = { connection: this.#connection, orders: this.#orders, messages: this.#messages, options }
      return sendRecoveryMessage(services, ctx, message)
    }

    async setCartRecoveryState(ctx: RequestContext, { orderId, state }: { orderId: ID; state: string }) {
      if (!isRecoveryState(state)) throw new UserInputError('there is no such state')
      const find = () => this.#orders.findOne(ctx, orderId)
      if (!(await find())) throw new EntityNotFoundError('Order', orderId)
      await writeOrderFields(this.#connection, ctx, orderId, { cartRecoveryState: state })
      return find()
    }
  }
  injects(CartRecoveryAdminResolver, [TransactionalConnection, OrderService, tokens.messages])
  describes(CartRecoveryAdminResolver, 'cartRecoveryPlugin', [Query(), Allow(recoverCarts.Permission)])
  for (const name of ['setCartLines', 'sendRecoveryMessage', 'setCartRecoveryState']) {
    describes(CartRecoveryAdminResolver, name, [Mutation(), Allow(recoverCarts.Permission)], [Ctx(), Args()])
  }
  Resolver()(CartRecoveryAdminResolver)
  return CartRecoveryAdminResolver
}

/** The plugin's part of the Shop API. */
export function createShopResolver({ key }: CheckedOptions) {
  class CartRecoveryShopResolver {
    readonly #connection: TransactionalConnection
    readonly #orders: OrderService
    readonly #sessions: SessionService

    constructor(connection: TransactionalConnection, orders: OrderService, sessions: SessionService) {
      this.#connection = connection
      this.#orders = orders
      this.#sessions = sessions
    }

    claimCart(ctx: RequestContext, { code }: { code: string }) {
      const services = { connection: this.#connection, orders: this.#orders, sessions: this.#sessions, key }
      return claimCart(services, ctx, code)
    }
  }
  injects(CartRecoveryShopResolver, [TransactionalConnection, OrderService, SessionService])
  // The right of every visitor, and what makes the engine begin a session for one who has none yet.
  describes(CartRecoveryShopResolver, 'claimCart', [Mutation(), Allow(Permission.Owner)], [Ctx(), Args()])
  Resolver()(CartRecoveryShopResolver)
  return CartRecoveryShopResolver
}
