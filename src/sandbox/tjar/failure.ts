import { ApiFailure } from '../http/api-failure.ts'
import type { SandboxContext } from '../sandbox-context.ts'
import { languageOf, type TextName, textIn } from './texts.ts'

/** Ends a request with a failure. No page shows one: the reading says which body it has. */
export class TjarFailure extends ApiFailure {
  override readonly name = 'TjarFailure'
  readonly text: TextName
  /** What is wrong with which field. */
  readonly errors: Record<string, string>

  constructor(status: number, text: TextName, errors: Record<string, string> = {}, headers?: Record<string, string>) {
    super(status, text, headers)
    this.text = text
    this.errors = errors
  }

  override toResponse(request: Request, { readings }: SandboxContext): Response {
    const { status, headers } = this
    const message = textIn(languageOf(request), this.text)
    const errors = Object.fromEntries(Object.entries(this.errors).map(([field, text]) => [field, [text]]))
    // Under this reading a refusal is answered with 200, and only its body says that it failed.
    const isRefusal = status === 404 || status === 422
    if (isRefusal && readings.get('tjarFailureStatus') === '200') {
      return Response.json({ status: 'error', message, data: null }, { headers })
    }
    switch (readings.get('tjarErrorBody')) {
      case 'status-message':
        return Response.json({ status: 'error', message }, { status, headers })
      case 'message-errors':
        return Response.json({ message, errors }, { status, headers })
      case 'message':
        return Response.json({ message }, { status, headers })
      case 'empty':
        return new Response(null, { status, headers })
      default:
        return Response.json({ status: 'error', message, errors }, { status, headers })
    }
  }
}

/** The 422 for a request that is not valid, with a message for each field. */
export function invalid(errors: Record<string, string>): TjarFailure {
  return new TjarFailure(422, 'invalid', errors)
}

/** The 429 of a limited call. */
export function limited(waitMs: number, { readings }: SandboxContext): TjarFailure {
  const hasRetryAfter = readings.get('tjarRetryAfter') === 'present'
  return new TjarFailure(429, 'limited', {}, hasRetryAfter ? { 'Retry-After': String(Math.ceil(waitMs / 1000)) } : {})
}
