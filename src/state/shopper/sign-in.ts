import { localProblem, type Result } from '../../client/index.ts'
import type { Problem, SignInAnswer } from '../../contract/browser.ts'
import type { ShopperInternals } from '../internals.ts'
import { createLatest } from '../latest.ts'
import type { PendingAction, SentCode } from '../pending-action.ts'

export interface SignInActions {
  /**
   * Sends a code to this number, as it is dialled in `country` unless it names its own; without a number, another code to the
   * same one.
   */
  sendCode(phone?: string, country?: string): Promise<void>
  /** Tries the code, and completes the pending action. */
  confirm(code: string): Promise<void>
  /** Back to the phone number. */
  changePhone(): void
  /** Drops the pending action; nothing was done. */
  dismiss(): void
}

export interface SignIn {
  actions: SignInActions
  /** True once a code was right on this page. */
  readonly isDone: boolean
  /** Starts something. The function answers whether it is still the latest start. */
  begin(): () => boolean
  /** Signs the cart in, and goes on with the handle that the sign-in counts for. */
  signIn(by: (TypedNumber & { code: string }) | { shopperToken: string }): Promise<Result<SignInAnswer>>
}

/** What the shopper typed, and chose beside it. */
interface TypedNumber {
  phone: string
  country?: string
}

/** Sign-in by phone and code. The number stays in here until the code was right, and is kept nowhere else. */
export function createSignIn(
  { session, shopperClient, options, $pendingAction }: ShopperInternals,
  complete: (action: PendingAction) => Promise<void>,
): SignIn {
  const { now = Date.now } = options
  const begin = createLatest()
  let number: TypedNumber = { phone: '' }
  let sent: SentCode | undefined
  let sentNumber: TypedNumber | undefined
  let isDone = false

  async function sendCode(phone?: string, country?: string) {
    const state = $pendingAction.get()
    if (state.status !== 'phone' && state.status !== 'code') return
    const { action } = state
    const isRepeated = state.status === 'code'
    if (phone !== undefined) number = { phone: phone.trim(), ...(country && { country }) }
    const isSame = sentNumber?.phone === number.phone && sentNumber.country === number.country
    // A code that was just sent to this number still counts, and the proxy would refuse to send another.
    if (!isRepeated && sent && isSame && sent.resendAt > now()) return askForCode(action, sent)
    const isLatest = begin()
    $pendingAction.set({ status: 'sending', action, ...(isRepeated && sent && { before: sent }) })
    const result = await shopperClient.signInCode({ cartHandle: session.cartHandle, ...number })
    if (!isLatest()) return
    const current = currentAction(action)
    if (result.ok) {
      const { sentTo, retryAfterSeconds } = result.value
      sentNumber = number
      sent = { sentTo, resendAt: now() + retryAfterSeconds * 1000, again: isRepeated }
      askForCode(current, sent)
    } else if (isRepeated && sent) {
      const { retryAfterSeconds = 0 } = result.problem
      sent.resendAt = now() + retryAfterSeconds * 1000
      askForCode(current, sent, result.problem)
    } else if (result.problem.code === 'not-supported' && current.kind === 'open-cart') {
      session.begin().fail(localProblem('account-cart'), 'refresh')
    } else $pendingAction.set({ status: 'phone', action: current, problem: result.problem })
  }

  /** The action as it is after a request: the shopper may have tapped another line meanwhile. */
  function currentAction(before: PendingAction): PendingAction {
    const state = $pendingAction.get()
    return state.status === 'idle' ? before : state.action
  }

  function askForCode(action: PendingAction, code: SentCode, problem?: Problem) {
    $pendingAction.set({ status: 'code', action, ...code, ...(problem && { problem }) })
  }

  async function confirm(code: string) {
    const state = $pendingAction.get()
    if (state.status !== 'code') return
    const isLatest = begin()
    const { action, sentTo, resendAt } = state
    $pendingAction.set({ status: 'checking', action, sentTo, resendAt })
    const result = await signIn({ ...number, code })
    if (!isLatest()) return
    if (!result.ok) return askForCode(currentAction(action), { sentTo, resendAt }, result.problem)
    number = { phone: '' }
    sent = undefined
    sentNumber = undefined
    isDone = true
    return complete(currentAction(action))
  }

  const signIn: SignIn['signIn'] = async (by) => {
    const { cartHandle } = session
    const result = await shopperClient.signIn({ cartHandle, ...by })
    // Whatever was begun meanwhile goes on with it too, unless that was to open another cart.
    if (result.ok && session.cartHandle === cartHandle) {
      session.cartHandle = result.value.cartHandle
      session.keep(session.choices)
    }
    return result
  }

  return {
    signIn,
    actions: {
      sendCode,
      confirm,
      changePhone() {
        const state = $pendingAction.get()
        if (state.status === 'code') $pendingAction.set({ status: 'phone', action: state.action })
      },
      dismiss() {
        begin()
        $pendingAction.set({ status: 'idle' })
      },
    },
    get isDone() {
      return isDone
    },
    begin,
  }
}
