import type { Api } from '../http/api-gate.ts'
import { type ApiCall, createApiAnswer } from '../http/api-router.ts'
import { isRecord } from '../http/is-record.ts'
import type { RequestWindow } from '../http/request-window.ts'
import type { SandboxContext } from '../sandbox-context.ts'
import { admit } from './admission.ts'
import { cartReportOperations } from './cart-report.ts'
import { BuzzbipFailure, limited } from './failure.ts'
import { logInOperations } from './log-in.ts'
import { messageHistoryOperations } from './message-history.ts'
import type { Operation } from './operation.ts'

// Contacts, templates and orders are mentioned on other pages, without a contract that could be played.
const operations: Operation[] = [...logInOperations, ...cartReportOperations, ...messageHistoryOperations]

/** The application API: log-in, cart report and the history of messages. */
export function createApi(context: SandboxContext, window: RequestWindow): Api['answer'] {
  return createApiAnswer({ operations, answer, refuse }, context)

  async function answer(operation: Operation, { req, env: { bodyText } }: ApiCall) {
    const query = new URL(req.url).searchParams
    const parameter = [...query.keys()].find((name) => !operation.query?.includes(name))
    if (parameter !== undefined) throw new BuzzbipFailure(400, 'UNKNOWN_FIELD', `${parameter} is not documented`)
    const now = context.clock()
    const { allowed, resetMs } = window.count(context.world.accounts.buzzbip.quota, now)
    if (!allowed) throw limited(resetMs, context)
    if (operation.needsToken) await admit(req.raw, context)
    const body = operation.method === 'GET' ? {} : readBody(req.raw, bodyText)
    return operation.answer({ params: {}, query, body, now }, context)
  }
}

function refuse(status: 404 | 405, method: string, path: string): BuzzbipFailure {
  if (status === 405) {
    return new BuzzbipFailure(405, 'METHOD_NOT_ALLOWED', `${method} is not documented for this path`)
  }
  const isSlashMissing = operations.some((operation) => operation.path === `${path}/`)
  const message = isSlashMissing ? 'The trailing slash is missing' : 'The path is not documented'
  return new BuzzbipFailure(404, 'NOT_FOUND', message)
}

function readBody(request: Request, text: string): Record<string, unknown> {
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? '')) {
    throw new BuzzbipFailure(415, 'UNSUPPORTED_MEDIA_TYPE', 'Send JSON')
  }
  try {
    const body: unknown = JSON.parse(text)
    if (isRecord(body)) return body
  } catch {}
  throw new BuzzbipFailure(400, 'INVALID_REQUEST', 'The body must be a JSON object')
}
