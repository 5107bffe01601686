import { decodeJwt } from 'jose'

import { UpstreamError } from '../../adapter/index.ts'

export interface TokenSourceOptions {
  /** Logs in and answers with a new token. */
  logIn: (signal: AbortSignal) => Promise<string>
  clock: () => number
}

/** Logs in when a token is needed, and keeps it. */
export interface TokenSource {
  token(signal: AbortSignal): Promise<string>
  /** The platform refused this token: the next call logs in again. */
  forget(token: string): void
}

const lifetimeSeconds = 3600
// Several reports may wait for one log-in, so it has a time limit of its own.
const logInMs = 8000

/**
 * One log-in at a time, renewed at four fifths of its token's life. That life is measured by our own clock, from when it
 * was asked for: what `exp` says in absolute time holds on Buzzbip's clock only.
 */
export function createTokenSource({ logIn, clock }: TokenSourceOptions): TokenSource {
  let current: { token: string; renewAt: number } | undefined
  let pending: Promise<string> | undefined

  async function renew(): Promise<string> {
    const requestedAt = clock()
    try {
      const token = await logIn(AbortSignal.timeout(logInMs))
      current = { token, renewAt: requestedAt + toLifetime(token) * 800 }
      return token
    } catch (error) {
      throw asNotTaken(error)
    } finally {
      pending = undefined
    }
  }

  return {
    token(signal) {
      if (current && clock() < current.renewAt) return Promise.resolve(current.token)
      pending ??= renew()
      return unlessAborted(pending, signal)
    },
    forget(token) {
      // Another call may have logged in again meanwhile.
      if (current?.token === token) current = undefined
    },
  }
}

/** Seconds. A token that is no JWT, or does not say when it was issued, has the documented life. */
function toLifetime(token: string): number {
  try {
    const { exp, iat } = decodeJwt(token)
    const life = (exp ?? 0) - (iat ?? 0)
    return iat !== undefined && life > 0 ? Math.min(life, lifetimeSeconds) : lifetimeSeconds
  } catch {
    return lifetimeSeconds
  }
}

/** Without a token the report itself was not sent, however the log-in failed. */
function asNotTaken(error: unknown): unknown {
  return error instanceof UpstreamError ? error.with({ cause: error, wasNotSent: true }) : error
}

function unlessAborted(pending: Promise<string>, signal: AbortSignal): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const stop = () =>
    reject(new UpstreamError('timeout', 'buzzbip: no token in time, nothing was sent', { wasNotSent: true }))
  if (signal.aborted) stop()
  signal.addEventListener('abort', stop, { once: true })
  pending.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  return promise
}
