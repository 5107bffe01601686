import { type KeptHandle, localProblem, type RecoveryClient } from '../client/index.ts'
import type { AvailabilityAnswer } from '../contract/browser.ts'
import type { CartSession } from './cart-session.ts'
import { type LoadSource, openOf } from './recovery.ts'
import type { RecoveryStore } from './recovery-store.ts'

export type LoadingActions = Pick<
  RecoveryStore,
  'recover' | 'openHandle' | 'resume' | 'refresh' | 'revalidate' | 'retry'
>

/** Everything that only reads: opening a cart, and looking at it again. */
export function createLoading(session: CartSession, client: RecoveryClient): LoadingActions {
  // In memory only, and only until the cart is open.
  let token = ''

  async function recover(newToken: string, running?: Promise<Response>) {
    token = newToken
    const isLatest = session.begin()
    session.set({ status: 'recovering', source: 'link' })
    const result = await client.recover(newToken, running)
    if (!isLatest()) return
    if (!result.ok) return session.fail(result.problem, 'recover')
    token = ''
    const { cart, ...rest } = result.value
    session.cartHandle = rest.cartHandle
    session.choices = new Map()
    if (cart) return show({ ...rest, cart }, isLatest)
    // Where nobody can sign in here, they can in the shop itself.
    session.fail(localProblem(rest.abilities.signIn ? 'sign-in-needed' : 'account-cart'), 'recover', 'link')
  }

  /** Shows a cart and, where some lines are still being looked up, asks once more. */
  async function show(answer: AvailabilityAnswer, isLatest: () => boolean) {
    const checking = answer.cart.lineItems.some(({ availability }) => availability.checking === true)
    session.set({ status: 'ready', open: session.opened(answer, session.choices, checking) })
    if (!checking) return
    const result = await client.availability(session.cartHandle)
    if (!isLatest()) return
    const { recovery } = session
    const open = openOf(recovery)
    if (!open || !('open' in recovery)) return
    // Not a failure: the cart is there, and what nobody could say stays unknown.
    const newer = result.ok ? session.opened(result.value) : { ...open, checking: false }
    session.set({ ...recovery, open: newer })
  }

  async function read(source: LoadSource) {
    if (!session.cartHandle) return session.fail(localProblem('link-needed'), 'recover')
    const isLatest = session.begin()
    session.set({ status: 'recovering', source })
    const result = await client.availability(session.cartHandle)
    if (!isLatest()) return
    if (!result.ok) return session.fail(result.problem, 'refresh', source)
    await show(result.value, isLatest)
  }

  return {
    recover,
    openHandle(cartHandle) {
      session.cartHandle = cartHandle
      session.choices = new Map()
      return read('link')
    },
    resume({ cartHandle, choices }: KeptHandle) {
      session.cartHandle = cartHandle
      session.choices = new Map(Object.entries(choices))
      return read('reload')
    },
    refresh: () => read('refresh'),
    async revalidate() {
      const { recovery } = session
      if (!/^(ready|finishing|finished)$/.test(recovery.status)) return
      const isLatest = session.begin()
      const result = await client.availability(session.cartHandle)
      if (!isLatest()) return
      if (!result.ok) return session.fail(result.problem, 'refresh')
      session.set({ status: 'ready', open: session.opened(result.value) })
    },
    async retry() {
      const { recovery } = session
      if (recovery.status !== 'failed') return
      if (recovery.attempt === 'recover' && token) return recover(token)
      return read('refresh')
    },
  }
}
