import {
  type ID,
  isGraphQlErrorResult,
  Order,
  OrderLine,
  type OrderService,
  type RequestContext,
  type TransactionalConnection,
} from '@vendure/core'

/**
 * Lets other writes to this cart wait until the transaction ends: the plugin's and the engine's own, which write lines before the
 * order, and so in this sequence. SQLite has one writer and no such locks.
 */
export async function lockCart(connection: TransactionalConnection, ctx: RequestContext, orderId: ID): Promise<void> {
  if (!/^(aurora-)?(postgres|mysql|mariadb|cockroachdb)$/.test(connection.rawConnection.options.type)) return
  const lines = connection.getRepository(ctx, OrderLine).createQueryBuilder('line').select('line.id')
  await lines.where('line.orderId = :orderId', { orderId }).orderBy('line.id').setLock('pessimistic_write').getMany()
  const order = connection.getRepository(ctx, Order).createQueryBuilder('o').select('o.id')
  await order.where('o.id = :orderId', { orderId }).setLock('pessimistic_write').getMany()
}

/** Whether the shopper can still change it: `ArrangingPayment` is a cart that was left at its last step. */
export function isOpenCart({ active, state }: Order): boolean {
  return active && (state === 'AddingItems' || state === 'ArrangingPayment')
}

/** Brings a cart that was left at the payment step back to where its lines can be changed. Answers why it cannot. */
export async function reopen(orders: OrderService, ctx: RequestContext, order: Order): Promise<string | undefined> {
  if (order.state !== 'ArrangingPayment') return undefined
  const payments = await orders.getOrderPayments(ctx, order.id)
  if (payments.some(({ state }) => state === 'Authorized' || state === 'Settled')) return 'a payment was made'
  const result = await orders.transitionToState(ctx, order.id, 'AddingItems')
  return isGraphQlErrorResult(result) ? result.transitionError : undefined
}
