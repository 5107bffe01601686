import { RecoveryError } from '../adapter/errors.ts'
import { UpstreamError } from '../adapter/upstream-error.ts'
import { TimeoutError } from '../adapter/with-timeout.ts'

/** Quotes our own errors only: the message of any other could repeat a secret. */
export function explain(error: unknown, timeoutMs: number): string {
  if (error instanceof TimeoutError) return `It did not answer within ${timeoutMs / 1000} seconds. Try again later.`
  if (error instanceof UpstreamError) return error.findingText
  if (error instanceof RecoveryError) return [error.message, error.detail].filter(Boolean).join(': ')
  return 'The questions broke off with an error that the adapter does not know.'
}

export function formatCount(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`
}
