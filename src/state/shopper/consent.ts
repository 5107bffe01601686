import { atom, type ReadableAtom } from 'nanostores'

import type { ShopperClient } from '../../client/index.ts'
import type { Consent, ConsentAbout, MessageChannel } from '../../contract/browser.ts'
import { internalsOf } from '../internals-of.ts'
import { isEnd, openOf } from '../recovery.ts'
import type { RecoveryStore } from '../recovery-store.ts'

export type ConsentState = {
  saved: Consent
  /** The channels that this page may agree to. None until that is known. */
  offered: readonly MessageChannel[]
  /** The number and the address that messages go to, masked. */
  about: ConsentAbout
  /** A yes is what back-in-stock takes, and it ends with the order. */
  backInStock?: boolean | undefined
} & (
  | { status: 'idle' }
  | {
      /** `refused`: the number or address said no elsewhere, and only its owner may lift that. */
      status: 'saving' | 'saved' | 'failed' | 'refused'
      channels: readonly MessageChannel[]
      agreed: boolean
    }
)

/** The shopper's consent to messages. */
export interface ConsentChoice {
  /** Has no channels where the store sends no messages. */
  readonly $consent: ReadableAtom<ConsentState>
  /** Agrees to messages by these channels, or takes that back. Choices are saved at once, in the order of the taps. */
  choose(channels: readonly MessageChannel[], agreed: boolean): Promise<void>
}

const unknown = { offered: [], about: {}, backInStock: undefined } as const

/** Adds to a store the shopper's consent to messages. */
export function createConsent(
  store: RecoveryStore,
  shopperClient: Pick<ShopperClient, 'consent' | 'reminders'>,
): ConsentChoice {
  const { session, client } = internalsOf(store)
  const $consent = atom<ConsentState>({ status: 'idle', saved: {}, ...unknown })
  const saving = new Set<string>()
  let last = Promise.resolve()
  let lastAnswer: Consent | undefined
  let askedFor = ''

  store.$recovery.subscribe((recovery) => {
    const open = openOf(recovery)
    const newest = open?.abilities.consent ? open.consent : undefined
    // The same object means that the cart was only edited or written, so the consent did not change.
    if (newest === lastAnswer) return
    lastAnswer = newest
    const { offered, about, backInStock } = session.cartHandle === askedFor ? $consent.get() : unknown
    $consent.set({ status: 'idle', saved: newest ?? {}, offered, about, backInStock })
    if (newest) askReminders()
  })

  /** Asks once for each handle: what a page may agree to changes with a sign-in alone. */
  async function askReminders() {
    const { cartHandle } = session
    if (askedFor === cartHandle) return
    askedFor = cartHandle
    const result = await shopperClient.reminders(cartHandle)
    if (session.cartHandle !== cartHandle) return
    if (!result.ok) askedFor = ''
    else {
      const { channels: offered, about = {}, backInStock } = result.value
      $consent.set({ ...$consent.get(), offered, about, backInStock })
    }
  }

  /** Resolves to whether it is saved. */
  async function save(cartHandle: string, channels: readonly MessageChannel[], agreed: boolean) {
    const choice = { channels, agreed }
    const turn = session.beginBeside()
    $consent.set({ ...$consent.get(), ...choice, status: 'saving' })
    const chosen = Object.fromEntries(channels.map((channel) => [channel, agreed]))
    const result = await shopperClient.consent({ cartHandle, channels: chosen })
    if (session.cartHandle !== cartHandle) return false
    if (!result.ok && isEnd(result.problem)) {
      turn.fail(result.problem, 'refresh')
      return false
    }
    const before = $consent.get()
    const saved = result.ok ? result.value.consent : before.saved
    const isSaved = result.ok && channels.every((channel) => saved[channel] === agreed)
    const isRefused = !result.ok && result.problem.code === 'consent-refused'
    $consent.set({ ...before, ...choice, status: isSaved ? 'saved' : isRefused ? 'refused' : 'failed', saved })
    return isSaved
  }

  /** Reads the cart again: whether a line can be asked for, or is, is another now. */
  async function readLines(cartHandle: string) {
    const turn = session.beginBeside()
    const cart = await client.availability(cartHandle)
    if (!cart.ok || session.cartHandle !== cartHandle) return
    // It repeats what was saved before it, and is not displayed where something newer was read meanwhile.
    lastAnswer = cart.value.consent
    turn.update(cart.value)
    lastAnswer = openOf(session.recovery)?.consent
  }

  return {
    $consent,
    choose(channels, agreed) {
      const { cartHandle } = session
      const tap = channels.join()
      // A second tap on a box that is being saved counts as the first.
      if (saving.has(tap)) return last
      saving.add(tap)
      const saved = last.then(async () => {
        // Another cart was opened meanwhile: its consent is another one.
        const isSaved = session.cartHandle === cartHandle && (await save(cartHandle, channels, agreed))
        saving.delete(tap)
        return isSaved
      })
      const own = saved.then(() => {})
      last = own
      return saved.then((isSaved) => {
        // The next choice waits for no cart, and reads it after itself.
        if (isSaved && $consent.get().backInStock && last === own) return readLines(cartHandle)
      })
    },
  }
}
