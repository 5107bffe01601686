import type * as z from 'zod'

import { createSharedReads, type SharedReadRequest, type Upstream } from '../../adapter/index.ts'

/** How a read is asked for. Without `maxAgeMs` it is made anew. */
export interface SharedReadOptions extends Pick<SharedReadRequest, 'signal'> {
  maxAgeMs?: number | undefined
}

/** One route's reads by path, which many openings of one link share. `forget` by the path that was read. */
export function sharedRead<Schema extends z.ZodType>(upstream: Upstream, route: string, answer: Schema) {
  const reads = createSharedReads<z.infer<Schema>>()
  return {
    read: (path: string, { maxAgeMs = 0, signal }: SharedReadOptions): Promise<z.infer<Schema>> =>
      reads.read({ key: path, maxAgeMs, signal }, (limit) => upstream.read({ path, route, answer, signal: limit })),
    forget: reads.forget,
  }
}
