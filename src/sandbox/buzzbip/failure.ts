import { ApiFailure } from '../http/api-failure.ts'
import type { SandboxContext } from '../sandbox-context.ts'

/** Ends a request with Buzzbip's error body. Source: /getting-started/errors; the readings choose among its forms. */
export class BuzzbipFailure extends ApiFailure {
  override readonly name = 'BuzzbipFailure'
  readonly code: string

  constructor(status: number, code: string, message: string, headers?: Record<string, string>) {
    super(status, message, headers)
    this.code = code
  }

  override toResponse(_request: Request, { readings }: SandboxContext): Response {
    const { status, message, headers } = this
    if (status === 401 && readings.get('buzzbipUnauthorizedBody') === 'code-message') {
      return Response.json({ code: status, message }, { status, headers })
    }
    const limit = readings.get('buzzbipLimitStatus')
    const isInWords = status === 429 && limit === '200-in-words'
    const isQuiet =
      (status === 429 && limit !== '429') ||
      (status === 403 && readings.get('buzzbipNoAccess') === '403-with-200') ||
      (status === 400 && readings.get('buzzbipFailureStatus') === '200')
    const body = {
      status: status < 500 ? readings.get('buzzbipFailureWord') : 'error',
      message,
      // A limit in words has a code that says nothing.
      code: isInWords ? 'E9' : readings.get('buzzbipFailureCode') === 'number' ? status : this.code,
      data: readings.get('buzzbipFailureData') === 'array' ? [] : {},
    }
    return Response.json(body, { status: isQuiet ? 200 : status, headers })
  }
}

/** The 429 of a limited call. Source: /getting-started/rate-limits. */
export function limited(waitMs: number, { readings }: SandboxContext): BuzzbipFailure {
  const hasRetryAfter = readings.get('buzzbipRetryAfter') === 'present'
  const headers: Record<string, string> = hasRetryAfter ? { 'Retry-After': String(Math.ceil(waitMs / 1000)) } : {}
  return new BuzzbipFailure(429, 'RATE_LIMITED', 'Rate limit exceeded', headers)
}
