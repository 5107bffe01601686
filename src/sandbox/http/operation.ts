import type { SandboxContext } from '../sandbox-context.ts'

/** One documented method of one documented path. What is not in a platform's table is refused. */
export interface ApiOperation<Request extends ApiRequest = ApiRequest> {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** With `:names`. */
  path: string
  /**
   * Where it is documented: the platform's document and the section or operation in it. What is inferred, and what
   * nothing documents, is said behind it; the readings play every answer that is plausible.
   */
  source: string
  /** Query parameters it knows. Every other one is refused. */
  query?: readonly string[]
  answer(request: Request, context: SandboxContext): ApiAnswer | Promise<ApiAnswer>
}

/** A request that passed every general check. */
export interface ApiRequest {
  params: Record<string, string>
  query: URLSearchParams
  /** The checked body; an empty object where none was sent. */
  body: Record<string, unknown>
  now: number
}

export interface ApiAnswer {
  status: number
  /** Sent as it is; no body at all where absent. */
  body?: unknown
  /** Sent as plain text, instead of a body. */
  text?: string
  /** Something changed or was sent. */
  write?: boolean
  headers?: Record<string, string>
}

export function toResponse({ status, body, text, headers }: ApiAnswer, more: Record<string, string> = {}): Response {
  const init = { status, headers: { ...headers, ...more } }
  if (text !== undefined) return new Response(text, init)
  return body === undefined ? new Response(null, init) : Response.json(body, init)
}
