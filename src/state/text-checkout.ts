import { localProblem, type Result } from '../client/index.ts'
import { toChoices } from './choices.ts'
import { stop } from './finish.ts'
import type { StoreInternals } from './internals.ts'
import type { CompletedAction } from './pending-action.ts'
import type { RecoveryStore } from './recovery-store.ts'

export interface TextCheckout {
  /** Where the last one leads, while the shopper may go there. */
  readonly url: string | undefined
  /** `surely`: the shopper is signed in as far as we know, so that the cart can show that it is on its way. */
  run(surely: boolean): Promise<Result<CompletedAction> | undefined>
}

/** "Check out by text": one message with the link, and the link here. Its address is only ever held in memory. */
export function createTextCheckout(store: RecoveryStore, { session, client, options }: StoreInternals): TextCheckout {
  const { acceptsCheckoutUrl = () => true } = options
  let url: string | undefined

  return {
    get url() {
      return session.recovery.status === 'finished' ? url : undefined
    },
    async run(surely) {
      const { recovery } = session
      const idle = recovery.status === 'ready' || recovery.status === 'restored' || recovery.status === 'failed'
      if (!idle || !recovery.open?.abilities.textCheckout || !store.$summary.get()?.textable) return undefined
      const open = { ...recovery.open, checking: false }
      const isLatest = session.begin()
      if (surely) session.set({ status: 'finishing', open })
      const lineItems = toChoices(open)
      const { cartHandle } = session
      const result = await client.checkout({ cartHandle, via: 'text', ...(lineItems.length && { lineItems }) })
      if (!isLatest()) return undefined
      if (result.ok && acceptsCheckoutUrl(result.value.checkoutUrl)) {
        url = result.value.checkoutUrl
        session.set({ status: 'finished', open, byText: true })
        return { ok: true, value: { lineItems: [], back: [], sentTo: result.value.sentTo } }
      }
      const problem = result.ok ? localProblem('internal-error') : result.problem
      if (problem.code === 'sign-in-needed') {
        if (surely) session.set({ status: 'ready', open })
        return { ok: false, problem }
      }
      stop(session, problem, 'text-checkout', open)
      return undefined
    },
  }
}
