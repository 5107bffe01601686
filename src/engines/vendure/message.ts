import {
  type EventBus,
  type ID,
  type JobQueue,
  type JobQueueService,
  type OrderService,
  type RequestContext,
  type RequestContextService,
  type TransactionalConnection,
  UserInputError,
  VendureEvent,
} from '@vendure/core'

import { isOpenCart, lockCart } from './cart-state.ts'
import { type CheckedOptions, isAllowedLink } from './options.ts'
import { customField, jsonField, writeOrderFields } from './order-fields.ts'
import { ownChannel } from './own-channel.ts'

/** A shopper who agreed to it is to be reminded of a cart. The shop's mailer listens for it and writes the message. */
export class CartRecoveryMessageEvent extends VendureEvent {
  readonly ctx: RequestContext
  readonly emailAddress: string
  readonly firstName: string
  /** Leads back to the cart. */
  readonly link: string
  readonly orderId: ID

  constructor(ctx: RequestContext, message: MessageData) {
    super()
    this.ctx = ctx
    this.emailAddress = message.emailAddress
    this.firstName = message.firstName
    this.link = message.link
    this.orderId = message.orderId
  }
}

/** What waits in the queue until the mailer has it. */
export type MessageData = {
  orderId: ID
  channelToken: string
  emailAddress: string
  firstName: string
  link: string
}

/** What the engine gives for it. */
export interface MessageServices {
  connection: TransactionalConnection
  orders: OrderService
  messages: MessageQueue
  options: CheckedOptions
}

/** Messages on their way to the mailer. */
export type MessageQueue = Pick<JobQueue<MessageData>, 'add'>

/** The queue between a transaction that decided for a message, and the mailer. A restart in between loses nothing. */
export function createMessageQueue(
  queues: JobQueueService,
  contexts: RequestContextService,
  events: EventBus,
): Promise<JobQueue<MessageData>> {
  return queues.createQueue<MessageData>({
    name: 'cart-recovery-message',
    process: async ({ data }) => {
      const ctx = await contexts.create({ apiType: 'admin', channelOrToken: data.channelToken })
      await events.publish(new CartRecoveryMessageEvent(ctx, data))
    },
  })
}

/** What the proxy asks for. `agreed`: the shopper said yes in its widget. */
export interface MessageRequest {
  orderId: ID
  link: string
  key: string
  agreed?: boolean | null
}

/** Has a message sent, once for each key. False where it may not be: no consent, no address, no open cart. */
export async function sendRecoveryMessage(
  { connection, orders, messages, options }: MessageServices,
  ctx: RequestContext,
  { orderId, link, key, agreed }: MessageRequest,
): Promise<boolean> {
  if (!isAllowedLink(link, options)) throw new UserInputError('the link leads elsewhere')
  if (key.length === 0 || key.length > 200) throw new UserInputError('the key is empty or too long')
  return connection.withTransaction(ctx, async (ctx) => {
    await lockCart(connection, ctx, orderId)
    const order = await orders.findOne(ctx, orderId)
    const { customer } = order ?? {}
    if (!order || !customer || !isOpenCart(order)) return false
    const sent = jsonField(order, 'cartRecoveryMessages')
    if (Object.hasOwn(sent, key)) return true
    // A no counts, wherever it was said; without a yes nothing is sent.
    const said = [order, customer].map((entity) => customField(entity, 'cartRecoveryConsent'))
    if (said.includes(false) || !(agreed || said.includes(true))) return false
    await writeOrderFields(connection, ctx, orderId, {
      cartRecoveryMessages: JSON.stringify({ ...sent, [key]: Date.now() }),
      cartRecoveryState: 'message-sent',
    })
    const { emailAddress, firstName } = customer
    const data = { orderId, channelToken: ownChannel(ctx, order).token, emailAddress, firstName, link }
    await messages.add(data, { ctx, retries: 5 })
    return true
  })
}
