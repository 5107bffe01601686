import { type ID, Order, OrderLine, type RequestContext, type TransactionalConnection } from '@vendure/core'

import type { RecoveryState } from './custom-fields.ts'

/** The plugin's own columns of an order. */
export interface OrderFields {
  cartRecoveryState?: RecoveryState
  cartRecoveryClaims?: string
  cartRecoveryMessages?: string
}

/** Writes them, and leaves `updatedAt` as it is: what the plugin notes is no sign that the shopper came back. */
export async function writeOrderFields(
  connection: TransactionalConnection,
  ctx: RequestContext,
  orderId: ID,
  customFields: OrderFields,
): Promise<void> {
  const builder = connection.getRepository(ctx, Order).createQueryBuilder().update()
  const updatedAt = () => builder.escape('updatedAt')
  await builder.set({ customFields, updatedAt }).where('id = :orderId', { orderId }).execute()
}

/** A custom field of an order or a customer, whose type the engine does not know. */
export function customField(entity: { customFields: object } | undefined, name: string): unknown {
  return entity && Reflect.get(entity.customFields ?? {}, name)
}

/** What a column of JSON holds; empty where it holds nothing, or nothing that can be read. */
export function jsonField(entity: { customFields: object }, name: string): Record<string, unknown> {
  const text = customField(entity, name)
  if (typeof text !== 'string') return {}
  const value: unknown = JSON.parse(text)
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

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
