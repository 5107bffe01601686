// Entry: what a Vendure shop adds to its own server, so that its carts can be recovered.
import type { OnApplicationBootstrap } from '@nestjs/common'
import {
  ConfigService,
  CustomerService,
  EventBus,
  JobQueueService,
  OrderService,
  PluginCommonModule,
  RequestContextService,
  SessionService,
  TransactionalConnection,
  type Type,
  VendurePlugin,
} from '@vendure/core'

import { customerFields, orderFields } from './custom-fields.ts'
import { injects } from './decorate.ts'
import { CartRecoveryMessageEvent, createMessageQueue } from './message.ts'
import { type CartRecoveryPluginOptions, checkPluginOptions } from './options.ts'
import {
  createAdminResolver,
  createShopResolver,
  type ResolverServices,
  recoverCarts,
  resolverServices,
} from './resolvers.ts'
import { adminSchema, shopSchema } from './schema.ts'
import { startWebhooks, type WebhookServices } from './webhooks.ts'

export { CartRecoveryMessageEvent, type CartRecoveryPluginOptions }

/** Lets the proxy recover the carts of a Vendure shop: with the adapter `cart-recovery/vendure` at its side. */
export const CartRecoveryPlugin = {
  /**
   * The plugin for the `plugins` of a Vendure configuration. Throws where an option is wrong.
   *
   * @example
   * plugins: [CartRecoveryPlugin.init({ secret: process.env.CART_RECOVERY_VENDURE_SECRET, webhookUrl })]
   */
  init(given: CartRecoveryPluginOptions): Type<object> {
    const options = checkPluginOptions(given)

    class CartRecovery implements OnApplicationBootstrap {
      readonly #services: WebhookServices

      constructor(
        connection: TransactionalConnection,
        events: EventBus,
        queues: JobQueueService,
        config: ConfigService,
      ) {
        this.#services = { connection, events, queues, ids: idCodec(config) }
      }

      onApplicationBootstrap() {
        return startWebhooks(this.#services, options)
      }
    }
    injects(CartRecovery, [TransactionalConnection, EventBus, JobQueueService, ConfigService])
    const services = {
      provide: resolverServices,
      inject: [
        TransactionalConnection,
        OrderService,
        CustomerService,
        RequestContextService,
        SessionService,
        JobQueueService,
        EventBus,
        ConfigService,
      ],
      useFactory: createServices,
    }
    VendurePlugin({
      compatibility: '^3.6.0',
      imports: [PluginCommonModule],
      providers: [services],
      adminApiExtensions: { schema: adminSchema, resolvers: [createAdminResolver(options)] },
      shopApiExtensions: { schema: shopSchema, resolvers: [createShopResolver(options)] },
      configuration(config) {
        config.authOptions.customPermissions.push(recoverCarts)
        config.customFields.Order.push(...orderFields)
        config.customFields.Customer.push(...customerFields)
        return config
      },
    })(CartRecovery)
    return CartRecovery
  },
}

async function createServices(
  connection: TransactionalConnection,
  orders: OrderService,
  customers: CustomerService,
  contexts: RequestContextService,
  sessions: SessionService,
  queues: JobQueueService,
  events: EventBus,
  config: ConfigService,
): Promise<ResolverServices> {
  const messages = await createMessageQueue(queues, contexts, events)
  return { connection, orders, customers, contexts, sessions, messages, ids: idCodec(config) }
}

const idCodec = (config: ConfigService) => config.entityOptions.entityIdStrategy ?? config.entityIdStrategy
