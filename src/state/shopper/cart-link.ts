import { createIdempotencyKey, localProblem, type Result, type ShopperClient } from '../../client/index.ts'
import type { ShareAnswer } from '../../contract/browser.ts'
import { internalsOf } from '../internals-of.ts'
import { isEnd } from '../recovery.ts'
import type { RecoveryStore } from '../recovery-store.ts'

/** The ways from a page to its cart: another one, and none any more. */
export interface CartLink {
  /** A link to the cart, for another device or another person. Asked again it is the same one. */
  share(): Promise<Result<ShareAnswer>>
  /** Shows nothing of the cart any more and keeps nothing for a reload or in a cookie: for a page that someone else's message led to. */
  leave(): void
}

/** Adds to a store the link to its cart. */
export function createCartLink(store: RecoveryStore, shopperClient: Pick<ShopperClient, 'share' | 'leave'>): CartLink {
  const { session } = internalsOf(store)
  let shared = { cartHandle: '', idempotencyKey: '' }

  return {
    async share() {
      const { cartHandle } = session
      // The proxy repeats the link of a key, so a second tap costs the cart none of its links.
      if (shared.cartHandle !== cartHandle) shared = { cartHandle, idempotencyKey: createIdempotencyKey() }
      const turn = session.beginBeside()
      const result = await shopperClient.share({ cartHandle }, shared)
      if (!result.ok && isEnd(result.problem) && session.cartHandle === cartHandle) turn.fail(result.problem, 'refresh')
      return result
    },
    leave() {
      // The link's cookie opens the cart for ten minutes, and only the proxy can remove it. Where that fails, its age does.
      if (session.opened) shopperClient.leave(session.cartHandle)
      const turn = session.begin()
      session.forget()
      session.link = undefined
      session.opened = undefined
      session.signIn = undefined
      session.choices = new Map()
      turn.set({ status: 'failed', problem: localProblem('link-needed'), attempt: 'refresh', left: true })
    },
  }
}
