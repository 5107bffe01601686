import type { RecoveryClientOptions } from './ask.ts'
import { type CartClient, createCartClient } from './cart-client.ts'
import { createRestoreClient, type RestoreClient } from './restore-client.ts'

/**
 * The proxy as the browser sees it: a method for each endpoint. Every method resolves to a `Result` and never rejects.
 * Nothing is repeated by itself.
 */
export interface RecoveryClient extends CartClient, RestoreClient {}

/**
 * Makes a client for one proxy.
 *
 * @example
 * const client = createRecoveryClient({ endpoint: '/cart-recovery' })
 * const result = await client.recover(token)
 * if (result.ok) show(result.value.cart)
 */
export function createRecoveryClient(options: RecoveryClientOptions): RecoveryClient {
  return { ...createCartClient(options), ...createRestoreClient(options) }
}
