import {
  type AvailabilityAnswer,
  type CheckoutAnswer,
  type CheckoutRequest,
  isAvailabilityAnswer,
  isCheckoutAnswer,
  isRecoverAnswer,
  isRestoreAnswer,
  isUndoAnswer,
  type LineItemChoice,
  type RecoverAnswer,
  type RestoreAnswer,
  type UndoAnswer,
} from '../contract/browser.ts'
import { createAsk } from './ask.ts'
import type { Result } from './result.ts'

export interface RecoveryClientOptions {
  /** Base path or URL of the proxy. Read again for every request. */
  endpoint: string
  /** @default globalThis.fetch */
  fetch?: typeof globalThis.fetch
  /** @default 12_000 */
  timeoutMs?: number
  /** @default navigator.onLine */
  isOnline?: () => boolean
}

export interface WriteOptions {
  /** @default a new one for every call */
  idempotencyKey?: string
}

/** The proxy as the browser sees it: a method per endpoint. Nothing is retried by itself. */
export interface RecoveryClient {
  /** `running` is the same request, already sent by an earlier script. */
  recover(token: string, running?: Promise<Response>): Promise<Result<RecoverAnswer>>
  availability(cartHandle: string): Promise<Result<AvailabilityAnswer>>
  checkout(request: CheckoutRequest, options?: WriteOptions): Promise<Result<CheckoutAnswer>>
  restore(
    request: { cartHandle: string; lineItems: LineItemChoice[] },
    options?: WriteOptions,
  ): Promise<Result<RestoreAnswer>>
  undo(request: { cartHandle: string; undo: string }, options?: WriteOptions): Promise<Result<UndoAnswer>>
}

/**
 * Makes a client for one proxy.
 *
 * @example
 * const client = createRecoveryClient({ endpoint: '/cart-recovery' })
 * const result = await client.recover(token)
 * if (result.ok) show(result.value.cart)
 */
export function createRecoveryClient(options: RecoveryClientOptions): RecoveryClient {
  const { read, write } = createAsk(options)
  return {
    recover: (token, running) => read('/recover', { token }, isRecoverAnswer, running),
    availability: (cartHandle) => read('/availability', { cartHandle }, isAvailabilityAnswer),
    checkout: (request, settings) => write('/checkout', request, isCheckoutAnswer, settings),
    restore: (request, settings) => write('/restore', request, isRestoreAnswer, settings),
    undo: (request, settings) => write('/undo', request, isUndoAnswer, settings),
  }
}
