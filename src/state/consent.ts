import { atom, type ReadableAtom } from 'nanostores'

import type { ShopperClient } from '../client/index.ts'
import type { Consent, MessageChannel } from '../contract/browser.ts'
import { isEnd } from './cart-session.ts'
import { internalsOf } from './internals.ts'
import { openOf } from './recovery.ts'
import type { RecoveryStore } from './recovery-store.ts'

/** The channels there are, and what was chosen for each, as it is saved; then how far the latest choice is. */
export type ConsentState = { saved: Consent } & (
  | { status: 'idle' }
  | { status: 'saving' | 'saved' | 'failed'; channel: MessageChannel; agreed: boolean }
)

/** How the shopper may be written to. */
export interface ConsentChoice {
  /** No channels where there is nothing to agree to. */
  readonly $consent: ReadableAtom<ConsentState>
  /** Agrees to messages by a channel, or takes that back: saved at once, in the order of the taps. */
  choose(channel: MessageChannel, agreed: boolean): Promise<void>
}

/** Adds to a store what a shopper may agree to. */
export function createConsent(store: RecoveryStore, shopperClient: Pick<ShopperClient, 'consent'>): ConsentChoice {
  const { session } = internalsOf(store)
  const $consent = atom<ConsentState>({ status: 'idle', saved: {} })
  const waiting = new Set<MessageChannel>()
  let last = Promise.resolve()
  let told: Consent | undefined

  store.$recovery.subscribe((recovery) => {
    const open = openOf(recovery)
    const newest = open?.abilities.consent ? open.consent : undefined
    // A cart that is only written or shown anew says nothing new about this.
    if (newest === told) return
    told = newest
    $consent.set({ status: 'idle', saved: newest ?? {} })
  })

  async function save(cartHandle: string, channel: MessageChannel, agreed: boolean) {
    const choice = { channel, agreed }
    $consent.set({ ...$consent.get(), ...choice, status: 'saving' })
    const result = await shopperClient.consent({ cartHandle, channels: { [channel]: agreed } })
    if (session.cartHandle !== cartHandle) return
    if (!result.ok && isEnd(result.problem)) return session.fail(result.problem, 'refresh')
    const saved = result.ok ? result.value.consent : $consent.get().saved
    const isSaved = result.ok && saved[channel] === agreed
    $consent.set({ ...choice, status: isSaved ? 'saved' : 'failed', saved })
  }

  return {
    $consent,
    choose(channel, agreed) {
      const { cartHandle } = session
      // A second tap while the first is on its way is the same tap.
      if (waiting.has(channel)) return last
      waiting.add(channel)
      last = last.then(async () => {
        // Another cart has choices of its own.
        if (session.cartHandle === cartHandle) await save(cartHandle, channel, agreed)
        waiting.delete(channel)
      })
      return last
    },
  }
}
