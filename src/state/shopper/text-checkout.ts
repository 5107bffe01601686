import { localProblem, type Result } from '../../client/index.ts'
import { toChoices } from '../cart/choices.ts'
import { pageOf } from '../cart-session.ts'
import type { StoreInternals } from '../internals.ts'
import type { CompletedAction } from '../pending-action.ts'
import type { RecoveryStore } from '../recovery-store.ts'
import { showProblem } from '../restoring/show-problem.ts'

export interface TextCheckout {
  /** The last checkout link, as long as the shopper may follow it and it leads anywhere. */
  readonly url: string | undefined
  /** True once the link leads nowhere any more. */
  readonly isExpired: boolean
  /** Once the link is over: reads the cart again, because it may be ordered by now, and says so. */
  dropExpired(): Promise<void>
  /** `isSignedIn`: no sign-in is expected, so that the cart may show `finishing` at once. */
  run(isSignedIn: boolean): Promise<Result<CompletedAction> | undefined>
}

/**
 * "Check out by text": sends one message with the link, and offers the link here too. The link stays in memory only.
 */
export function createTextCheckout(store: RecoveryStore, { session, client, options }: StoreInternals): TextCheckout {
  const { acceptsCheckoutUrl = () => true, now = Date.now } = options
  let url: string | undefined

  function isExpired(): boolean {
    const { recovery } = session
    return recovery.status === 'finished' && recovery.expiresAt !== undefined && recovery.expiresAt <= now()
  }

  return {
    get url() {
      return session.recovery.status === 'finished' && !isExpired() ? url : undefined
    },
    get isExpired() {
      return isExpired()
    },
    async dropExpired() {
      if (!isExpired()) return
      const turn = session.begin()
      turn.set({ status: 'recovering', source: 'refresh' })
      const result = await client.availability(session.cartHandle)
      if (!turn.isLatest()) return
      if (!result.ok) return turn.fail(result.problem, 'refresh')
      turn.set({ status: 'ready', open: turn.opened(result.value), linkExpired: true })
    },
    async run(isSignedIn) {
      const { recovery } = session
      const idle = recovery.status === 'ready' || recovery.status === 'restored' || recovery.status === 'failed'
      if (!idle || !recovery.open?.abilities.textCheckout || !store.$summary.get()?.textable) return undefined
      const open = { ...recovery.open, checking: false }
      const turn = session.begin()
      if (isSignedIn) turn.set({ status: 'finishing', open })
      const lineItems = toChoices(open)
      const askedAt = now()
      const result = await client.checkout({
        ...pageOf(session, open),
        via: 'text',
        ...(lineItems.length && { lineItems }),
      })
      if (!turn.isLatest()) return undefined
      if (result.ok && (result.value.checkoutUrl === null || acceptsCheckoutUrl(result.value.checkoutUrl))) {
        const { checkoutUrl, sentTo, expiresInSeconds, codesToEnter } = result.value
        url = checkoutUrl ?? undefined
        const expiresAt = expiresInSeconds === undefined ? undefined : askedAt + expiresInSeconds * 1000
        turn.set({ status: 'finished', open, byText: url === undefined ? 'only' : 'too', expiresAt, codesToEnter })
        return { ok: true, value: { lineItems: [], back: [], sentTo } }
      }
      const problem = result.ok ? localProblem('internal-error') : result.problem
      if (problem.code === 'sign-in-needed') {
        if (isSignedIn) turn.set({ status: 'ready', open })
        return { ok: false, problem }
      }
      showProblem(turn, problem, 'text-checkout', open)
      return undefined
    },
  }
}
