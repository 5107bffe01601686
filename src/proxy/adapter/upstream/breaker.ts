import { type BreakerObservation, observationChannel } from '../observation.ts'
import { UpstreamError } from '../upstream-error.ts'

const failuresToOpen = 10
const openForMs = 5000

const observed = observationChannel<BreakerObservation>('cart-recovery:breaker')

/**
 * Leaves a platform alone that failed ten times in a row, and then tries one call every five seconds. Only what the
 * platform itself did counts: a refusal, or an answer that cannot be read, shows that it works; a call that its caller gave
 * up or that was never sent shows nothing.
 */
export function createBreaker(platform: string) {
  let failures = 0
  let openUntil = 0
  let state: BreakerObservation['state'] = 'closed'
  let trial: Promise<void> | undefined

  function become(next: typeof state): void {
    if (state === next) return
    state = next
    observed.publish({ platform, state })
  }

  function worked(): void {
    failures = 0
    become('closed')
  }

  function failed(): void {
    failures++
    // A call that began before the breaker opened does not keep it open for longer.
    if (state === 'open' || (state === 'closed' && failures < failuresToOpen)) return
    openUntil = performance.now() + openForMs
    become('open')
  }

  async function counted<Value>(call: () => Promise<Value>, isTrial: boolean): Promise<Value> {
    try {
      const value = await call()
      worked()
      return value
    } catch (error) {
      const shown = error instanceof UpstreamError ? whatItShows(error) : 'nothing'
      if (shown === 'works') worked()
      else if (shown === 'fails') failed()
      // The next call is tried instead.
      else if (isTrial) become('open')
      throw error
    }
  }

  return {
    /** Runs the call, and counts how it ended. Throws `circuit-open` where the platform is left alone. */
    async run<Value>(call: () => Promise<Value>): Promise<Value> {
      // What comes while one call is tried waits for what that one shows.
      while (trial) await trial
      if (state === 'closed') return counted(call, false)
      if (performance.now() < openUntil)
        throw new UpstreamError('circuit-open', `${platform}: failed too often just now, not called`)
      become('half-open')
      const tried = counted(call, true)
      trial = tried.then(
        () => {},
        () => {},
      )
      try {
        return await tried
      } finally {
        trial = undefined
      }
    },
  }
}

function whatItShows({ failure, isOutage }: UpstreamError): 'works' | 'fails' | 'nothing' {
  if (isOutage) return 'fails'
  return failure === 'given-up' || failure === 'not-sendable' || failure === 'quota-reserved' ? 'nothing' : 'works'
}
