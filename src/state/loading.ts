import { type CartClient, type KeptHandle, type LinkSource, localProblem } from '../client/index.ts'
import type { AvailabilityAnswer } from '../contract/browser.ts'
import type { CartSession } from './cart-session.ts'
import type { LoadSource } from './recovery.ts'
import type { Turn } from './turns.ts'

/** Everything that only reads: opening a cart, and reading it again. */
export interface LoadingActions {
  /** Opens a cart with a token, or with what a link brought. `running` is the same request, already under way. */
  recover(link: string | LinkSource, running?: Promise<Response>): Promise<void>
  /** Opens the cart again after a reload. */
  resume(kept: KeptHandle): Promise<void>
  /** Reads the cart again, and shows that it is loading. `source` says why; as a link's, after the sign-in it waited for. */
  refresh(source?: LoadSource): Promise<void>
  /** Reads the cart again and leaves it on the page meanwhile: for a page that is back from the browser's cache. */
  revalidate(): Promise<void>
  /** Repeats what failed, where repeating only reads. */
  retry(): Promise<void>
}

export function createLoading(session: CartSession, client: CartClient): LoadingActions {
  async function recover(link: string | LinkSource, running?: Promise<Response>) {
    session.link = link
    const turn = session.begin()
    turn.set({ status: 'recovering', source: 'link' })
    const result = await client.recover(link, running)
    if (!turn.isLatest()) return
    if (!result.ok) return turn.fail(result.problem, 'recover')
    session.link = undefined
    // A text has no mark.
    session.opened = Object(link).opened
    const { cart, ...rest } = result.value
    session.cartHandle = rest.cartHandle
    session.signIn = rest.signIn
    session.phoneCountries = rest.phoneCountries
    session.choices = new Map()
    session.swaps.clear()
    if (cart) return show({ ...rest, cart }, turn)
    // The cart opens only for its shopper.
    turn.fail(localProblem('sign-in-needed'), 'recover', { source: 'link' })
  }

  /** Shows a cart and, while the proxy still checks some lines, asks for it once more. */
  async function show(answer: AvailabilityAnswer, turn: Turn) {
    const checking = answer.cart.lineItems.some(({ availability }) => availability.checking === true)
    turn.set({ status: 'ready', open: turn.opened(answer, session.choices, checking) })
    if (!checking) return
    const again = session.beginBeside()
    const result = await client.availability(session.cartHandle)
    // A failure here is not shown: the cart is on the page, and lines that could not be checked stay `unknown`.
    again.update(result.ok ? result.value : undefined)
  }

  async function load(source: LoadSource) {
    const turn = session.begin()
    if (!session.cartHandle) return turn.fail(localProblem('link-needed'), 'recover')
    turn.set({ status: 'recovering', source })
    const result = await client.availability(session.cartHandle)
    if (!turn.isLatest()) return
    if (!result.ok) return turn.fail(result.problem, 'refresh', { source })
    await show(result.value, turn)
  }

  return {
    recover,
    async resume({ cartHandle, choices, swaps = {}, signIn, opened, phoneCountries }) {
      session.cartHandle = cartHandle
      session.choices = new Map(Object.entries(choices))
      session.swaps = new Map(Object.entries(swaps))
      session.signIn = signIn
      session.opened = opened
      session.phoneCountries = phoneCountries
      // The shopper token may have to be sent first.
      if (signIn === 'shop') session.begin().fail(localProblem('sign-in-needed'), 'refresh', { source: 'reload' })
      else await load('reload')
    },
    refresh: (source = 'refresh') => load(source),
    async revalidate() {
      const { recovery } = session
      // Back from the shop that took the cart over, where it may have been ordered meanwhile.
      const isInShop = 'inShop' in recovery && recovery.inShop
      if (!isInShop && !/^(ready|fin)/.test(recovery.status)) return
      const turn = session.begin()
      const result = await client.availability(session.cartHandle)
      if (!result.ok) return turn.fail(result.problem, 'refresh')
      if (!turn.isLatest()) return turn.update(result.value)
      turn.set({ status: 'ready', open: turn.opened(result.value) })
    },
    async retry() {
      const { recovery } = session
      if (recovery.status !== 'failed') return
      if (recovery.attempt === 'recover' && session.link) return recover(session.link)
      return load('refresh')
    },
  }
}
