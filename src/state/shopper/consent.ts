import { atom, type ReadableAtom } from 'nanostores'

import type { ShopperClient } from '../../client/index.ts'
import type { Consent, MessageChannel } from '../../contract/browser.ts'
import { internalsOf } from '../internals.ts'
import { isEnd, openOf } from '../recovery.ts'
import type { RecoveryStore } from '../recovery-store.ts'

/** What is saved for each channel on offer, and how far the latest choice is. */
export type ConsentState = { saved: Consent } & (
  | { status: 'idle' }
  | {
      /** `refused`: the number or address said no elsewhere, and only its owner may lift that. */
      status: 'saving' | 'saved' | 'failed' | 'refused'
      channel: MessageChannel
      agreed: boolean
      /** The number or address that the choice is about, masked. */
      about?: string
    }
)

/** The shopper's consent to messages. */
export interface ConsentChoice {
  /** Has no channels where the store sends no messages. */
  readonly $consent: ReadableAtom<ConsentState>
  /** Agrees to messages by a channel, or takes that back. Choices are saved at once, in the order of the taps. */
  choose(channel: MessageChannel, agreed: boolean): Promise<void>
}

/** Adds to a store the shopper's consent to messages. */
export function createConsent(store: RecoveryStore, shopperClient: Pick<ShopperClient, 'consent'>): ConsentChoice {
  const { session } = internalsOf(store)
  const $consent = atom<ConsentState>({ status: 'idle', saved: {} })
  const saving = new Set<MessageChannel>()
  let last = Promise.resolve()
  let lastAnswer: Consent | undefined

  store.$recovery.subscribe((recovery) => {
    const open = openOf(recovery)
    const newest = open?.abilities.consent ? open.consent : undefined
    // The same object means that the cart was only edited or written, so the consent did not change.
    if (newest === lastAnswer) return
    lastAnswer = newest
    $consent.set({ status: 'idle', saved: newest ?? {} })
  })

  async function save(cartHandle: string, channel: MessageChannel, agreed: boolean) {
    const choice = { channel, agreed }
    const turn = session.beginBeside()
    $consent.set({ saved: $consent.get().saved, ...choice, status: 'saving' })
    const result = await shopperClient.consent({ cartHandle, channels: { [channel]: agreed } })
    if (session.cartHandle !== cartHandle) return
    if (!result.ok && isEnd(result.problem)) return turn.fail(result.problem, 'refresh')
    const saved = result.ok ? result.value.consent : $consent.get().saved
    const isSaved = result.ok && saved[channel] === agreed
    const isRefused = !result.ok && result.problem.code === 'consent-refused'
    const about = result.ok ? result.value.about?.[channel === 'email' ? 'email' : 'phone'] : undefined
    const status = isSaved ? 'saved' : isRefused ? 'refused' : 'failed'
    $consent.set({ ...choice, status, saved, ...(about && { about }) })
  }

  return {
    $consent,
    choose(channel, agreed) {
      const { cartHandle } = session
      // A second tap on a box that is being saved counts as the first.
      if (saving.has(channel)) return last
      saving.add(channel)
      last = last.then(async () => {
        // Another cart was opened meanwhile: its consent is another one.
        if (session.cartHandle === cartHandle) await save(cartHandle, channel, agreed)
        saving.delete(channel)
      })
      return last
    },
  }
}
