import { localProblem } from '../client/index.ts'
import type { Problem } from '../contract/browser.ts'
import type { ShopperInsides } from './insides.ts'
import type { SentCode, Wish } from './wish.ts'

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
  { session, shopperClient, options, $wish }: ShopperInsides,
  complete: (wish: Wish) => Promise<void>,
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
  function wish(): Wish {
    return ($wish.get() as { wish: Wish }).wish
  }

  async function sendCode(typed = phone) {
    const { status } = $wish.get()
    if (status !== 'phone' && status !== 'code') return
    phone = typed.trim()
    // A code that was just sent there is still good, and the proxy would refuse another one.
    if (status === 'phone' && sent && sentPhone === phone && sent.resendAt > now()) return ask(sent)
    const isLatest = begin()
    $wish.set({ status: 'sending', wish: wish(), ...(status === 'code' && sent && { before: sent }) })
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
    } else if (result.problem.code === 'not-supported' && wish().kind === 'open-cart') {
      session.fail(localProblem('account-cart'), 'refresh')
    } else $wish.set({ status: 'phone', wish: wish(), problem: result.problem })
  }

  function ask(code: SentCode, problem?: Problem) {
    $wish.set({ status: 'code', wish: wish(), ...code, ...(problem && { problem }) })
  }

  async function confirm(code: string) {
    const state = $wish.get()
    if (state.status !== 'code') return
    const isLatest = begin()
    const { sentTo, resendAt } = state
    $wish.set({ status: 'checking', wish: state.wish, sentTo, resendAt })
    const result = await shopperClient.signIn({ cartHandle: session.cartHandle, phone, code })
    if (!isLatest()) return
    if (!result.ok) return ask({ sentTo, resendAt }, result.problem)
    phone = ''
    sent = undefined
    sentPhone = ''
    isDone = true
    return complete(wish())
  }

  function dismiss() {
    begin()
    $wish.set({ status: 'idle' })
  }

  return {
    actions: {
      sendCode,
      confirm,
      changePhone() {
        if ($wish.get().status === 'code') $wish.set({ status: 'phone', wish: wish() })
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
