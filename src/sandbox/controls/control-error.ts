import type { ContentfulStatusCode } from 'hono/utils/http-status'

/** Ends a control request; the message says what to send instead. */
export class ControlError extends Error {
  override readonly name = 'ControlError'
  readonly status: ContentfulStatusCode
  readonly code: string

  constructor(status: ContentfulStatusCode, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}
