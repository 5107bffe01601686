import type { Call, Exchange } from './call.ts'
import { maskSecrets } from './mask-secrets.ts'

export interface Calls {
  /** Oldest first. */
  list(): Call[]
  clear(): void
  /** Records a call that never reached the platform. */
  add(call: Call): void
  /** Records a call the platform answered, and calls the listeners. */
  record(exchange: Exchange): void
  /** Called after each exchange that a platform answered itself. Returns how to stop. */
  onCall(listener: (exchange: Exchange) => void): () => void
}

/** The ledger of one sandbox: what reached its platforms, in order. */
export function createCalls(): Calls {
  const listeners = new Set<(exchange: Exchange) => void>()
  let calls: Call[] = []
  return {
    list: () => structuredClone(calls),
    clear() {
      calls = []
    },
    add: (call) => void calls.push(maskSecrets(call)),
    record(exchange) {
      calls.push(maskSecrets(exchange.call))
      for (const listener of listeners) listener(exchange)
    },
    onCall(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
