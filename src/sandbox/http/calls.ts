import { maskSecrets } from './mask-secrets.ts'

/** One request a platform received. Holds no secret: it may be shown, logged and compared. */
export interface Call {
  platform: string
  method: string
  /** Path and query, tokens masked. */
  path: string
  body?: unknown
  /** What was answered, also where the answer never arrived; 0 where there was none to give. */
  status: number
  /** Something changed or was sent. */
  write: boolean
}

/** A call with what really went over the wire. For checks in memory; it holds the shop's secrets. */
export interface Exchange {
  call: Call
  request: Request
  requestBody: string
  /** A copy that nobody has read yet. */
  response: Response
}

export interface Calls {
  /** Oldest first. */
  list(): Call[]
  clear(): void
  /** Notes a call the platform itself never answered. */
  add(call: Call): void
  /** Notes a call the platform answered, and tells the listeners. */
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
