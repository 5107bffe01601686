import type { Api } from '../http/api-gate.ts'
import { isRecord } from '../http/is-record.ts'
import type { RequestWindow } from '../http/request-window.ts'
import type { SandboxContext } from '../sandbox-context.ts'
import { admit } from './admission.ts'
import { takeReport } from './cart-report.ts'
import { BuzzbipFailure, limited } from './failure.ts'
import { logIn } from './log-in.ts'

/** Both documented calls are POSTs; contacts, templates and orders are only mentioned, and so refused. */
const paths = ['/api/login_check', '/api/v1/cart/']

/** The application API: log-in and cart report, and a refusal for everything else. */
export function createApi(context: SandboxContext, window: RequestWindow): Api['answer'] {
  return async (request, pathname, bodyText) => {
    try {
      requirePath(request, pathname)
      const { allowed, resetMs } = window.count(context.world.accounts.buzzbip.quota, context.clock())
      if (!allowed) throw limited(resetMs, context)
      if (pathname === '/api/login_check') {
        return { response: await logIn(readBody(request, bodyText), context), write: false }
      }
      await admit(request, context)
      return takeReport(readBody(request, bodyText), context)
    } catch (error) {
      if (error instanceof BuzzbipFailure) return { response: error.toResponse(context), write: false }
      throw error
    }
  }
}

function requirePath(request: Request, pathname: string): void {
  if (!paths.includes(pathname)) {
    const isSlashMissing = paths.includes(`${pathname}/`)
    const message = isSlashMissing ? 'The trailing slash is missing' : 'The path is not documented'
    throw new BuzzbipFailure(404, 'NOT_FOUND', message)
  }
  if (request.method !== 'POST') {
    throw new BuzzbipFailure(405, 'METHOD_NOT_ALLOWED', `${request.method} is not documented for this path`)
  }
  const [parameter] = new URL(request.url).searchParams.keys()
  if (parameter !== undefined) throw new BuzzbipFailure(400, 'UNKNOWN_FIELD', `${parameter} is not documented`)
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
