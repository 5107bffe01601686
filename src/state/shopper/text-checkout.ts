import { localProblem, type Result } from '../../client/index.ts'
import { toChoices } from '../choices.ts'
import { pageOf, showProblem } from '../finish.ts'
import type { StoreInternals } from '../internals.ts'
import type { CompletedAction } from '../pending-action.ts'
import type { RecoveryStore } from '../recovery-store.ts'

export interface TextCheckout {
  /** The last checkout link, as long as the shopper may follow it. */
  readonly url: string | undefined
  /** `isSignedIn`: no sign-in is expected, so that the cart may show `finishing` at once. */
  run(isSignedIn: boolean): Promise<Result<CompletedAction> | undefined>
}

/**
 * "Check out by text": sends one message with the link, and offers the link here too. The link stays in memory only.
 */
export function createTextCheckout(store: RecoveryStore, { session, client, options }: StoreInternals): TextCheckout {
  const { acceptsCheckoutUrl = () => true } = options
  let url: string | undefined

  return {
    get url() {
      return session.recovery.status === 'finished' ? url : undefined
    },
    async run(isSignedIn) {
      const { recovery } = session
      const idle = recovery.status === 'ready' || recovery.status === 'restored' || recovery.status === 'failed'
      if (!idle || !recovery.open?.abilities.textCheckout || !store.$summary.get()?.textable) return undefined
      const open = { ...recovery.open, checking: false }
      const turn = session.begin()
      if (isSignedIn) turn.set({ status: 'finishing', open })
      const lineItems = toChoices(open)
      const result = await client.checkout({
        ...pageOf(session, open),
        via: 'text',
        ...(lineItems.length && { lineItems }),
      })
      if (!turn.isLatest()) return undefined
      if (result.ok && (result.value.checkoutUrl === null || acceptsCheckoutUrl(result.value.checkoutUrl))) {
        url = result.value.checkoutUrl ?? undefined
        turn.set({ status: 'finished', open, byText: url === undefined ? 'only' : 'too' })
        return { ok: true, value: { lineItems: [], back: [], sentTo: result.value.sentTo } }
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
