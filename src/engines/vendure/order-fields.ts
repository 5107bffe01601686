import { type ID, Order, type RequestContext, type TransactionalConnection } from '@vendure/core'

import type { RecoveryState } from './custom-fields.ts'

/** Between the ids that the APIs show and the database's. */
export interface IdCodec {
  encodeId(id: ID): string
  decodeId(id: string): ID
}

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
