import { RecoveryError } from './adapter/errors.ts'
import { UpstreamError } from './adapter/upstream-error.ts'
import { redactBody } from './redact-body.ts'

/** Where log lines go: pino, or any object of its shape. */
export interface Log {
  info(fields: LogFields, message: string): void
  warn(fields: LogFields, message: string): void
  error(fields: LogFields, message: string): void
}

/** All that a log line may hold. There is no field for a token, handle, cart id, URL, phone number or e-mail address. */
export interface LogFields {
  store?: string
  route?: string
  status?: number
  code?: string
  supportCode?: string
  platform?: string
  /** What went wrong, cause by cause, as `describe` tells it. */
  cause?: string
  durationMs?: number
  origin?: string
  /** Name of a merchant key. */
  merchant?: string
  /** What a webhook told, or why nothing follows from it. */
  event?: string
  /** Of a genuine webhook that could not be read: names of fields and kinds of values. */
  shape?: string
}

/** Writes nothing. */
export const silentLog: Log = { info() {}, warn() {}, error() {} }

/** Warnings and errors as lines of the runtime's console: what a proxy uses that is given no log. */
export const consoleLog: Log = {
  info() {},
  // biome-ignore lint/suspicious/noConsole: where a runtime has no other place for it
  warn: (fields, message) => console.warn(toLine(fields, message)),
  // biome-ignore lint/suspicious/noConsole: the same
  error: (fields, message) => console.error(toLine(fields, message)),
}

const toLine = (fields: LogFields, message: string) => `cart-recovery: ${message} ${JSON.stringify(fields)}`

/**
 * An error and its causes as one line for the log. Only our own errors are quoted: they are written without values. Of any
 * other error the line has just the name and code, because its message may repeat what it was given. With `debug` a
 * platform's answer is added, redacted.
 */
export function describe(error: unknown, debug = false, depth = 0): string {
  if (!(error instanceof Error) || depth > 4) return typeof error
  const isOwn = error instanceof RecoveryError || error instanceof UpstreamError
  const text = isOwn ? `${error.name}: ${'detail' in error && error.detail ? error.detail : error.message}` : error.name
  const code = !isOwn && 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : ''
  const cause = error.cause === undefined ? '' : ` < ${describe(error.cause, debug, depth + 1)}`
  // A failure that was passed on has the same body as its cause.
  const isShown =
    debug && error instanceof UpstreamError && error.body !== undefined && !(error.cause instanceof UpstreamError)
  return `${text}${code}${isShown ? ` answering ${redactBody(error.body)}` : ''}${cause}`
}
