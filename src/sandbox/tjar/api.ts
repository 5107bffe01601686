import type { Api } from '../http/api-gate.ts'
import { answerBy, createApiRouter, matchesPath } from '../http/api-router.ts'
import { isRecord } from '../http/is-record.ts'
import type { RequestWindow } from '../http/request-window.ts'
import type { SandboxContext } from '../sandbox-context.ts'
import { invalid, limited, TjarFailure } from './failure.ts'
import { listOperations } from './list-carts.ts'
import type { Operation } from './operation.ts'
import { reminderOperations } from './reminder.ts'
import { languageOf } from './words.ts'

// Webhooks are left out: of six operations one can be read, and of that one half.
const operations: Operation[] = [...listOperations, ...reminderOperations]

const base = '/api/core/v1'

/** The API below `/api/core/v1`: the operations with carts, and a refusal for everything else. */
export function createApi(context: SandboxContext, window: RequestWindow): Api['answer'] {
  const router = createApiRouter()
  for (const operation of operations) {
    router.on(operation.method, base + operation.path, (c) => {
      requireQuota(window, context)
      requireHeaders(c.req.raw, context)
      const params: Record<string, string> = c.req.param()
      const answer = operation.answer(
        {
          identifier: params.identifier ?? '',
          query: readQuery(c.req.url, operation),
          body: readBody(c.env.bodyText, c.req.header('content-type') ?? '', operation),
          language: languageOf(c.req.raw),
        },
        context,
      )
      c.env.answered(answer.write ?? false)
      return Response.json(answer.body)
    })
  }
  router.notFound((c) => unknownPath(c.req.path).toResponse(languageOf(c.req.raw), context))
  router.onError((error, c) => {
    if (error instanceof TjarFailure) return error.toResponse(languageOf(c.req.raw), context)
    throw error
  })
  return answerBy(router)
}

function requireQuota(window: RequestWindow, context: SandboxContext): void {
  if (context.readings.get('tjarRateLimits') === 'off') return
  const { allowed, resetMs } = window.count(context.world.accounts.tjar.quota, context.clock())
  if (!allowed) throw limited(resetMs, context)
}

function requireHeaders({ headers }: Request, { world, readings }: SandboxContext): void {
  const key = /^Bearer (\S+)$/i.exec(headers.get('authorization') ?? '')?.[1]
  if (key === undefined) throw new TjarFailure(401, 'unauthenticated')
  if (key !== world.accounts.tjar.apiKey) {
    throw new TjarFailure(Number(readings.get('tjarWrongKey')), 'unauthenticated')
  }
  const isJsonWanted = /application\/json/i.test(headers.get('accept') ?? '')
  if (!isJsonWanted && readings.get('tjarAcceptHeader') === 'required') throw new TjarFailure(406, 'notAcceptable')
}

function readQuery(url: string, operation: Operation): URLSearchParams {
  const query = new URL(url).searchParams
  for (const name of query.keys()) {
    const isKnown = operation.query?.includes(name) && query.getAll(name).length === 1
    if (!isKnown) throw invalid({ [name]: 'is not documented' })
  }
  return query
}

function readBody(text: string, contentType: string, { hasBody }: Operation): Record<string, unknown> {
  if (!hasBody) {
    if (text !== '') throw invalid({ body: 'is not documented' })
    return {}
  }
  if (!/^application\/json\b/i.test(contentType)) throw new TjarFailure(415, 'notJson')
  try {
    const body: unknown = JSON.parse(text)
    if (isRecord(body)) return body
  } catch {}
  throw invalid({ body: 'must be a JSON object' })
}

function unknownPath(path: string): TjarFailure {
  const isKnown = operations.some((operation) => matchesPath(base + operation.path, path))
  return isKnown ? new TjarFailure(405, 'notAllowed') : new TjarFailure(404, 'notFound')
}
