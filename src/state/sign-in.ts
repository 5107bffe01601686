import { localProblem } from '../client/index.ts'
import type { Problem } from '../contract/browser.ts'
import type { ShopperInternals } from './internals.ts'
import type { PendingAction, SentCode } from './pending-action.ts'

export interface SignInActions {
  /** Sends a code to this number; asks for another one to the same number where it is left out. */
  sendCode(phone?: string): Promise<void>
  /** Tries the code, and completes the wish. */
  confirm(code: string): Promise<void>
  /** Back to the phone number. */
  changePhone(): void
  /** Not now: the wish is dropped, and nothing was done. */
  dismiss(): void
}

export interface SignIn {
  actions: SignInActions
  /** A code was right on this page. */
  readonly isDone: boolean
  /** Starts something. The function answers whether it is still the latest thing that was started. */
  begin(): () => boolean
  dismiss(): void
}

/** Phone and code. The number is kept in here until the code was right, and nowhere else. */
export function createSignIn(
  { session, shopperClient, options, $pendingAction }: ShopperInternals,
  complete: (action: PendingAction) => Promise<void>,
): SignIn {
  const { now = Date.now } = options
  let phone = ''
  let sent: SentCode | undefined
  let sentPhone = ''
  let turn = 0
  let isDone = false

  function begin() {
    turn += 1
    const mine = turn
    return () => mine === turn
  }

  /** The wish as it is by now: another line may have been tapped meanwhile. */
  function action(): PendingAction {
    return ($pendingAction.get() as { action: PendingAction }).action
  }

  async function sendCode(typed = phone) {
    const { status } = $pendingAction.get()
    if (status !== 'phone' && status !== 'code') return
    phone = typed.trim()
    // A code that was just sent there is still good, and the proxy would refuse another one.
    if (status === 'phone' && sent && sentPhone === phone && sent.resendAt > now()) return ask(sent)
    const isLatest = begin()
    $pendingAction.set({ status: 'sending', action: action(), ...(status === 'code' && sent && { before: sent }) })
    const result = await shopperClient.signInCode({ cartHandle: session.cartHandle, phone })
    if (!isLatest()) return
    if (result.ok) {
      const { sentTo, retryAfterSeconds } = result.value
      sentPhone = phone
      sent = { sentTo, resendAt: now() + retryAfterSeconds * 1000, again: status === 'code' }
      ask(sent)
    } else if (status === 'code' && sent) {
      const { retryAfterSeconds = 0 } = result.problem
      sent.resendAt = now() + retryAfterSeconds * 1000
      ask(sent, result.problem)
    } else if (result.problem.code === 'not-supported' && action().kind === 'open-cart') {
      session.fail(localProblem('account-cart'), 'refresh')
    } else $pendingAction.set({ status: 'phone', action: action(), problem: result.problem })
  }

  function ask(code: SentCode, problem?: Problem) {
    $pendingAction.set({ status: 'code', action: action(), ...code, ...(problem && { problem }) })
  }

  async function confirm(code: string) {
    const state = $pendingAction.get()
    if (state.status !== 'code') return
    const isLatest = begin()
    const { sentTo, resendAt } = state
    $pendingAction.set({ status: 'checking', action: state.action, sentTo, resendAt })
    const result = await shopperClient.signIn({ cartHandle: session.cartHandle, phone, code })
    if (!isLatest()) return
    if (!result.ok) return ask({ sentTo, resendAt }, result.problem)
    phone = ''
    sent = undefined
    sentPhone = ''
    isDone = true
    return complete(action())
  }

  function dismiss() {
    begin()
    $pendingAction.set({ status: 'idle' })
  }

  return {
    actions: {
      sendCode,
      confirm,
      changePhone() {
        if ($pendingAction.get().status === 'code') $pendingAction.set({ status: 'phone', action: action() })
      },
      dismiss,
    },
    get isDone() {
      return isDone
    },
    begin,
    dismiss,
  }
}
