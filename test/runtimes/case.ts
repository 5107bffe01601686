import type { ProblemCode } from '../../src/contract/index.ts'
import { type Sent, send } from './http.ts'
import { assertProblem, post } from './shopper.ts'
import type { Site } from './site.ts'

/** What a target is not asked, because the case means what it does not have. */
export type Lack =
  /** Its program cannot tell what it was given with a request. */
  | 'fetch-context'
  /** It is mounted below another server, which refuses some requests by itself. */
  | 'own-server'
  /** It is never asked by sockets: an edge before it has read the request already. */
  | 'own-sockets'

/** One request or a few, and what has to be true of the answers, wherever the proxy runs. */
export interface Case {
  name: string
  run(site: Site): Promise<void>
  needs?: Lack
}

/** Cases of one subject: a row of the printed table. */
export interface Group {
  name: string
  cases: Case[]
}

/** A request to this path of the shop's proxy that ends as this problem. */
export const refuses = (name: string, path: string, sent: Sent, code: ProblemCode): Case => ({
  name,
  run: async ({ bases }) => assertProblem(await send(bases.shop, path, sent), code),
})

/** The same by POST from the shop's page. */
export const refusesBody = (name: string, path: string, body: unknown, code: ProblemCode, sent: Sent = {}): Case => ({
  name,
  run: async (site) => assertProblem(await post(site, path, body, sent), code),
})
