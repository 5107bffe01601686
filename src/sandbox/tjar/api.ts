import type { Api } from '../http/api-gate.ts'
import { type ApiCall, createApiAnswer } from '../http/api-router.ts'
import { isRecord } from '../http/is-record.ts'
import type { RequestWindow } from '../http/request-window.ts'
import type { SandboxContext } from '../sandbox-context.ts'
import { invalid, limited, TjarFailure } from './failure.ts'
import { listOperations } from './list-carts.ts'
import type { Operation, OperationAnswer } from './operation.ts'
import { reminderOperations } from './reminder.ts'
import { languageOf } from './texts.ts'

// Webhooks are left out: only the page about registering one could be read, and that one not to its end.
const operations: Operation[] = [...listOperations, ...reminderOperations]

/** The API below `/api/core/v1`: the operations with carts. */
export function createApi(context: SandboxContext, window: RequestWindow): Api['answer'] {
  return createApiAnswer({ operations, base: '/api/core/v1', answer, refuse }, context)

  async function answer(operation: Operation, { req, env: { bodyText } }: ApiCall) {
    requireQuota(window, context)
    requireHeaders(req.raw, context)
    const params: Record<string, string> = req.param()
    const query = readQuery(req.url, operation)
    const body = readBody(bodyText, req.header('content-type') ?? '', operation)
    const { identifier = '' } = params
    const request = { params, query, body, identifier, language: languageOf(req.raw), now: context.clock() }
    return withStatusWord(await operation.answer(request, context), context)
  }
}

/** The answer with the word of a success as the reading spells it. */
function withStatusWord(answer: OperationAnswer, { readings }: SandboxContext): OperationAnswer {
  if (!isRecord(answer.body)) return answer
  return { ...answer, body: { ...answer.body, status: readings.get('tjarStatusWord') } }
}

function refuse(status: 404 | 405): TjarFailure {
  return new TjarFailure(status, status === 405 ? 'notAllowed' : 'notFound')
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
  const acceptsJson = /application\/json/i.test(headers.get('accept') ?? '')
  if (!acceptsJson && readings.get('tjarAcceptHeader') === 'required') throw new TjarFailure(406, 'notAcceptable')
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
