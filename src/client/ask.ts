import { toResult } from './answer.ts'
import { createIdempotencyKey } from './idempotency-key.ts'
import { post } from './post.ts'
import type { RecoveryClientOptions, WriteOptions } from './recovery-client.ts'
import type { Result } from './result.ts'

type Guard<Value> = (value: unknown) => value is Value

/** How one proxy is asked. */
export interface Ask {
  /** `running` is the same request, already sent by an earlier script. */
  read<Value>(path: string, body: unknown, isValue: Guard<Value>, running?: Promise<Response>): Promise<Result<Value>>
  write<Value>(
    path: string,
    body: unknown,
    isValue: Guard<Value>,
    options?: WriteOptions,
    method?: 'POST' | 'PUT',
  ): Promise<Result<Value>>
}

export function createAsk(options: RecoveryClientOptions): Ask {
  const isOnline = options.isOnline ?? (() => globalThis.navigator?.onLine !== false)

  /** A key makes it a write. */
  function send(path: string, body: unknown, idempotencyKey?: string, method?: 'POST' | 'PUT') {
    const { endpoint, fetch, timeoutMs } = options
    return post(endpoint, path, body, { fetch, timeoutMs, idempotencyKey, method })
  }

  return {
    read: (path, body, isValue, running = send(path, body)) => toResult(running, { isValue, write: false, isOnline }),
    write: (path, body, isValue, { idempotencyKey = createIdempotencyKey() } = {}, method) =>
      toResult(send(path, body, idempotencyKey, method), { isValue, write: true, isOnline }),
  }
}
