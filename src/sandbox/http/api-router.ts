import { Hono } from 'hono'

import type { Api } from './api-gate.ts'

/** Routes of a platform's API. The body was read already, and each answer says whether something changed. */
export type ApiRouter = Hono<{ Bindings: { bodyText: string; answered: (write: boolean) => void } }>

export function createApiRouter(): ApiRouter {
  return new Hono()
}

/** What the gate asks for, answered by a router. */
export function answerBy(router: ApiRouter): Api['answer'] {
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

/** Whether a path has the form of a pattern with `:names`. */
export function matchesPath(pattern: string, path: string): boolean {
  const wanted = pattern.split('/')
  const given = path.split('/')
  return wanted.length === given.length && wanted.every((part, index) => part.startsWith(':') || part === given[index])
}
