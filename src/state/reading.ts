import { type KeptHandle, localProblem, type RecoveryClient } from '../client/index.ts'
import type { Cart } from '../contract/browser.ts'
import { type Arrival, type Attempt, type Choices, openOf } from './recovery.ts'
import type { RecoveryStore } from './recovery-store.ts'
import type { Session } from './session.ts'

export type ReadingActions = Pick<RecoveryStore, 'recover' | 'adopt' | 'resume' | 'refresh' | 'comeBack' | 'retry'>

/** Everything that only reads: opening a cart, and looking at it again. */
export function createReading(session: Session, client: RecoveryClient): ReadingActions {
  // In memory only, and only until the cart is open.
  let token = ''

  async function recover(newToken: string, running?: Promise<Response>) {
    token = newToken
    const isLatest = session.begin()
    session.set({ status: 'recovering', arrival: 'link' })
    const result = await client.recover(newToken, running)
    if (!isLatest()) return
    if (!result.ok) return session.fail(result.problem, 'recover')
    token = ''
    const { cartHandle, cart, abilities } = result.value
    session.cartHandle = cartHandle
    session.abilities = abilities
    // A cart that only opens after signing in, in a shop where nobody can.
    if (!cart) return session.fail(localProblem('account-cart'), 'recover')
    await show(cart, new Map(), isLatest)
  }

  /** Shows a cart and, where some lines are still being looked up, asks once more. */
  async function show(cart: Cart, choices: Choices, isLatest: () => boolean) {
    const checking = cart.lineItems.some(({ availability }) => availability.checking)
    session.set({ status: 'ready', open: session.opened(cart, choices, checking) })
    if (!checking) return
    const result = await client.availability(session.cartHandle)
    if (!isLatest()) return
    const { recovery } = session
    const open = openOf(recovery)
    if (!open || !('open' in recovery)) return
    // Not a failure: the cart is there, and what nobody could say stays unknown.
    const newer = result.ok ? session.opened(result.value.cart) : { ...open, checking: false }
    session.set({ ...recovery, open: newer })
  }

  async function read(arrival: Arrival, attempt: Attempt, choices: Choices) {
    const isLatest = session.begin()
    session.set({ status: 'recovering', arrival })
    const result = await client.availability(session.cartHandle)
    if (!isLatest()) return
    if (!result.ok) return session.fail(result.problem, attempt)
    await show(result.value.cart, choices, isLatest)
  }

  /** The choices of the cart on the table, or those noted when it was last there. */
  let noted: Choices = new Map()
  function refresh(arrival: Arrival = 'refresh') {
    if (!session.cartHandle) return Promise.resolve(session.fail(localProblem('link-needed'), 'recover'))
    noted = openOf(session.recovery)?.choices ?? noted
    return read(arrival, 'refresh', noted)
  }

  return {
    recover,
    adopt(cartHandle) {
      session.cartHandle = cartHandle
      noted = new Map()
      return refresh('link')
    },
    resume({ cartHandle, abilities, choices }: KeptHandle) {
      session.cartHandle = cartHandle
      session.abilities = abilities
      noted = new Map(Object.entries(choices))
      return refresh('reload')
    },
    refresh: () => refresh(),
    async comeBack() {
      const { recovery } = session
      if (recovery.status !== 'ready' && recovery.status !== 'finishing' && recovery.status !== 'finished') return
      const isLatest = session.begin()
      const result = await client.availability(session.cartHandle)
      if (!isLatest()) return
      if (!result.ok) return session.fail(result.problem, 'refresh')
      session.set({ status: 'ready', open: session.opened(result.value.cart) })
    },
    async retry() {
      const { recovery } = session
      if (recovery.status !== 'failed') return
      if (recovery.attempt === 'recover' && token) return recover(token)
      return refresh()
    },
  }
}
