import { type Context, Hono } from 'hono'

import type { SandboxContext } from '../sandbox-context.ts'
import { ApiFailure } from './api-failure.ts'
import type { Api } from './api-gate.ts'
import { type ApiAnswer, toResponse } from './operation.ts'

/** What a route finds beside the request: the body was read already. */
interface Bindings {
  bodyText: string
  /** Called when the platform has answered, with whether something changed. */
  answered: (write: boolean) => void
}

export type ApiCall = Context<{ Bindings: Bindings }>

export interface ApiRoutes<Operation> {
  operations: readonly Operation[]
  /** What the paths of the operations stand below. @default '' */
  base?: string
  /** Whether the operation exists under the current readings; the others are unknown. @default always */
  isPlayed?(operation: Operation): boolean
  answer(operation: Operation, call: ApiCall): ApiAnswer | Promise<ApiAnswer>
  /** The failure for a path that is not documented (404), or for another method of one that is (405). */
  refuse(status: 404 | 405, method: string, path: string): ApiFailure
}

/** Answers the documented operations of a platform, and refuses everything else. */
export function createApiAnswer<Operation extends { method: string; path: string }>(
  { operations, base = '', isPlayed = () => true, answer, refuse }: ApiRoutes<Operation>,
  context: SandboxContext,
): Api['answer'] {
  const router = new Hono<{ Bindings: Bindings }>()
  for (const operation of operations) {
    router.on(operation.method, base + operation.path, async (c, next) => {
      if (!isPlayed(operation)) return next()
      const result = await answer(operation, c)
      c.env.answered(result.write ?? false)
      return toResponse(result)
    })
  }
  // Registered after all operations: a request that gets here has a documented path and another method.
  for (const operation of operations) {
    router.all(base + operation.path, async (c, next) => {
      if (!isPlayed(operation)) return next()
      throw refuse(405, c.req.method, c.req.path)
    })
  }
  router.notFound((c) => refuse(404, c.req.method, c.req.path).toResponse(c.req.raw, context))
  router.onError((error, c) => {
    if (error instanceof ApiFailure) return error.toResponse(c.req.raw, context)
    throw error
  })
  return async (request, pathname, bodyText) => {
    let write = false
    const url = new URL(request.url)
    const bare = new Request(new URL(pathname + url.search, url.origin), {
      method: request.method,
      headers: request.headers,
    })
    const answered = (changed: boolean) => {
      write = changed
    }
    return { response: await router.fetch(bare, { bodyText, answered }), write }
  }
}
