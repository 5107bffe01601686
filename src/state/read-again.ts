import type { WhenOnPage } from './internals.ts'
import type { Recovery } from './recovery.ts'
import type { RecoveryStore } from './recovery-store.ts'

/** What repeats a failed read without a tap. */
export interface ReadAgain {
  /** The browser is online again. */
  online(): void
}

export interface ReadAgainOptions {
  /** @default it always is */
  whenOnPage?: WhenOnPage
  /** Milliseconds since 1970. @default Date.now */
  now?: () => number
  /** From 0 to 1. @default Math.random */
  random?: () => number
}

/** Tabs that lost their connection together do not come back in the same moment. */
const jitterMs = 2000
/** In a row. Then the page waits for a tap, so that no forgotten tab asks for ever. */
const maxTries = 3

/**
 * Reads the cart again after a read failed: when the browser is online again, and when the time is over that the proxy asked to
 * wait. What failed while it wrote waits for the shopper, because only they may repeat that.
 */
export function createReadAgain(
  store: RecoveryStore,
  { whenOnPage = (run) => run(), now = Date.now, random = Math.random }: ReadAgainOptions = {},
): ReadAgain {
  let tries = 0
  let isOwn = false
  let timer: ReturnType<typeof setTimeout> | undefined

  function retryIn(waitMs: number) {
    if (tries >= maxTries) return
    clearTimeout(timer)
    timer = setTimeout(() => whenOnPage(retry), waitMs + random() * jitterMs)
  }

  function retry() {
    // While it waited for the page, something else may have happened.
    if (!isFailedRead(store.$recovery.get())) return
    tries += 1
    isOwn = true
    store.retry()
    isOwn = false
  }

  store.$recovery.subscribe((recovery) => {
    clearTimeout(timer)
    if (isFailedRead(recovery)) {
      if (recovery.retryAt !== undefined) retryIn(Math.max(0, recovery.retryAt - now()))
    } else if (!isOwn) tries = 0
  })

  return {
    online() {
      if (isFailedRead(store.$recovery.get())) retryIn(0)
    },
  }
}

/** A link that opens nothing opens nothing later either. */
function isFailedRead(recovery: Recovery): recovery is Extract<Recovery, { status: 'failed' }> {
  return (
    recovery.status === 'failed' &&
    /^(recover|refresh)$/.test(recovery.attempt) &&
    /^(offline|busy|upstream-down|internal-error)$/.test(recovery.problem.code)
  )
}
