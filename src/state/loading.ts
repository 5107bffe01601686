import { type KeptHandle, localProblem, type RecoveryClient } from '../client/index.ts'
import type { AvailabilityAnswer } from '../contract/browser.ts'
import type { CartSession } from './cart-session.ts'
import { type LoadSource, openOf } from './recovery.ts'

/** Everything that only reads: opening a cart, and reading it again. */
export interface LoadingActions {
  /** Opens a cart with the token of a link. `running` is the same request, already under way. */
  recover(token: string, running?: Promise<Response>): Promise<void>
  /** Opens the cart of a handle that a server exchanged the token for. */
  openHandle(cartHandle: string): Promise<void>
  /** Opens the cart again after a reload. */
  resume(kept: KeptHandle): Promise<void>
  /** Reads the cart again, and shows that it is loading. */
  refresh(): Promise<void>
  /** Reads the cart again and leaves it on the page meanwhile: for a page that is back from the browser's cache. */
  revalidate(): Promise<void>
  /** Repeats what failed, where repeating only reads. */
  retry(): Promise<void>
}

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
    session.isShared = false
    session.signIn = rest.signIn
    session.choices = new Map()
    if (cart) return show({ ...rest, cart }, isLatest)
    // The cart opens only for its shopper.
    session.fail(localProblem('sign-in-needed'), 'recover', 'link')
  }

  /** Shows a cart and, while the proxy still checks some lines, asks for it once more. */
  async function show(answer: AvailabilityAnswer, isLatest: () => boolean) {
    const checking = answer.cart.lineItems.some(({ availability }) => availability.checking === true)
    session.set({ status: 'ready', open: session.opened(answer, session.choices, checking) })
    if (!checking) return
    const result = await client.availability(session.cartHandle)
    if (!isLatest()) return
    const { recovery } = session
    const open = openOf(recovery)
    if (!open || !('open' in recovery)) return
    // A failure here is not shown: the cart is on the page, and lines that could not be checked stay `unknown`.
    const newer = result.ok ? session.opened(result.value) : { ...open, checking: false }
    session.set({ ...recovery, open: newer })
  }

  async function load(source: LoadSource) {
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
      session.isShared ||= cartHandle !== session.cartHandle
      session.cartHandle = cartHandle
      session.choices = new Map()
      return load('link')
    },
    async resume({ cartHandle, choices, signIn, isShared = false }) {
      session.cartHandle = cartHandle
      session.isShared = isShared
      session.choices = new Map(Object.entries(choices))
      session.signIn = signIn
      // The shopper token may have to be sent first.
      if (signIn === 'shop') session.fail(localProblem('sign-in-needed'), 'refresh', 'reload')
      else await load('reload')
    },
    refresh: () => load('refresh'),
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
      return load('refresh')
    },
  }
}
