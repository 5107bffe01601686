import type { SandboxContext } from '../sandbox-context.ts'

/** Ends an API request with a failure. Each platform has a subclass that knows its error body. */
export abstract class ApiFailure extends Error {
  readonly status: number
  readonly headers: Record<string, string>

  constructor(status: number, message: string, headers: Record<string, string> = {}) {
    super(message)
    this.status = status
    this.headers = headers
  }

  abstract toResponse(request: Request, context: SandboxContext): Response
}
