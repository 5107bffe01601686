import type { WritableAtom } from 'nanostores'

import type { KeptHandle, LinkSource } from '../client/index.ts'
import type { PhoneCountries } from '../contract/browser.ts'
import { type OpenCart, openOf, type Recovery } from './recovery.ts'
import { createTurns, type TurnSession, type Turns } from './turns.ts'

export interface RecoveryStoreOptions {
  /** Keeps the handle and the choices for a reload. @default nothing survives one */
  keep?: (kept: KeptHandle) => void
  /** Called when the handle opens nothing any more. */
  forget?: () => void
  /** May the shopper be sent there? @default every address the proxy answers with */
  acceptsCheckoutUrl?: (url: string) => boolean
  /**
   * Brings an adopt code to the shop, which makes the cart its own. Resolves to whether it did, or to undefined where the shop
   * has no such route. Never rejects. @default the shop is not asked
   */
  adopt?: ((code: string) => Promise<boolean | undefined>) | undefined
  /** The shop tells shoppers what is back in stock, also where the proxy cannot. @default false */
  notifies?: () => boolean
  /** Milliseconds since 1970. @default Date.now */
  now?: () => number
}

/** One cart while the widget holds it: the secret handle, whose turn it is, and what a reload needs. */
export interface CartSession extends TurnSession, Turns {
  /** Stands for the cart. Never in a store, where any script on the page could read it. */
  cartHandle: string
  /** What the link brought. In memory only, and only until its cart is open. */
  link: string | LinkSource | undefined
  /** The mark of `GET /open` that the cart was opened by. */
  opened: string | undefined
  /** The countries whose numbers are sent a code. */
  phoneCountries?: PhoneCountries | undefined
}

export function createCartSession($recovery: WritableAtom<Recovery>, options: RecoveryStoreOptions): CartSession {
  const { now = Date.now } = options

  const session: Omit<CartSession, keyof Turns> = {
    get recovery() {
      return $recovery.get()
    },
    cartHandle: '',
    link: undefined,
    opened: undefined,
    notifies: options.notifies,
    ownSubscriptions: new Set(),
    choices: new Map(),
    swaps: new Map(),
    set(recovery) {
      const newest = openOf($recovery.get())
      // Whatever is to be shown, an older cart never replaces a newer one.
      const isOlder = newest && 'open' in recovery && recovery.open && recovery.open.turn < newest.turn
      $recovery.set(isOlder ? { ...recovery, open: newest } : recovery)
    },
    keep(choices) {
      session.choices = choices
      const { cartHandle, swaps, signIn, opened, phoneCountries } = session
      options.keep?.({
        cartHandle,
        choices: Object.fromEntries(choices),
        keptAt: now(),
        ...(swaps.size && { swaps: Object.fromEntries(swaps) }),
        ...(signIn === 'shop' && { signIn }),
        ...(opened && { opened }),
        ...(phoneCountries && { phoneCountries }),
      })
    },
    forget(isOpenable) {
      if (!isOpenable) session.cartHandle = ''
      options.forget?.()
    },
  }
  return Object.assign(session, createTurns(session, now))
}

/** What every write names: the cart, and what of it is on the page. Nothing else is agreed to by a tap. */
export function pageOf({ cartHandle }: CartSession, { cart }: OpenCart): { cartHandle: string; revision: string } {
  return { cartHandle, revision: cart.revision }
}
