import { ConfigError, RecoveryError } from '../proxy/index.ts'

/** One line for a person: what is wrong, where, and what to do about it. Never a stack trace. */
export function explain(error: unknown): string {
  if (error instanceof ConfigError) return `The configuration is not usable. ${error.message}`
  if (error instanceof RecoveryError)
    return `${error.message} (${error.code}).${error.detail ? ` ${error.detail}` : ''}`
  if (isSystemError(error) && error.code === 'EADDRINUSE') {
    return `Port ${error.port} is taken. Stop what listens there, or choose another with --port.`
  }
  if (isSystemError(error) && error.code === 'EACCES')
    return `Not allowed to listen on port ${error.port}. Choose one above 1023.`
  return error instanceof Error ? error.message : String(error)
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException & { port?: number } {
  return error instanceof Error && 'code' in error
}
