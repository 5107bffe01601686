import type { PlatformName } from '../platform-types.ts'
import type { SandboxContext } from '../sandbox-context.ts'
import { applyFault, reachesPlatform, type SocketEnv } from './apply-fault.ts'

/** The outcome of one API request. */
export interface ApiResult {
  response: Response
  /** Something changed or was sent. */
  write: boolean
}

/** The API of a platform, behind the gate. */
export interface Api {
  platform: PlatformName
  answer(request: Request, pathname: string, bodyText: string): Promise<ApiResult>
  /** The platform's own answer to a failure of itself. */
  fail(status: number, waitMs: number, request: Request): Response
  /** The body of a failure that is answered with 200. */
  failedSuccess: Record<string, unknown>
}

/** Wraps an API: records requests and answers, and applies the faults. */
export function createApiGate(
  api: Api,
  context: SandboxContext,
): (request: Request, pathname: string, env: unknown) => Promise<Response> {
  return async (request, pathname, env) => {
    const requestBody = await request.text()
    const body = parse(requestBody)
    const call = {
      platform: api.platform,
      method: request.method,
      path: pathname + new URL(request.url).search,
      ...(body !== undefined && { body }),
    }
    const copy = new Request(request.url, {
      method: request.method,
      headers: request.headers,
      ...(requestBody !== '' && { body: requestBody }),
    })
    const answer = async () => {
      const { response, write } = await api.answer(request, pathname, requestBody)
      setDate(response, context)
      context.calls.record({
        call: { ...call, status: response.status, write },
        request: copy,
        requestBody,
        response: response.clone(),
      })
      // Not awaited: a platform answers its caller before it sends webhooks.
      void context.deliverDue()
      return response
    }
    const fail = (status: number, waitMs: number) => setDate(api.fail(status, waitMs, copy), context)
    const fault = context.faults.consume(api.platform, request.method, pathname)
    if (!fault) return answer()
    const { failedSuccess } = api
    const stage = { fault, request, socket: socketOf(env), answer, fail, failedSuccess }
    if (!reachesPlatform(fault.fault)) {
      // A call that never reached the platform is recorded too; the platform itself answered nothing.
      const status = /^\d+$/.test(fault.fault) ? Number(fault.fault) : isSilent(fault.fault) ? 0 : 200
      context.calls.add({ ...call, status, write: false })
    }
    return applyFault(stage)
  }
}

/** Sets the `Date` of an answer to sandbox time. */
function setDate(response: Response, { clock }: SandboxContext): Response {
  response.headers.set('Date', new Date(clock()).toUTCString())
  return response
}

function isSilent(fault: string): boolean {
  return fault === 'hang' || fault === 'reset'
}

function socketOf(env: unknown): SocketEnv['outgoing'] | undefined {
  return (env as SocketEnv | undefined)?.outgoing
}

function parse(text: string): unknown {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
