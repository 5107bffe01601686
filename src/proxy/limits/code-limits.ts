import { RecoveryError } from '../adapter/errors.ts'
import type { CartRef } from '../sealing/cart-handle.ts'
import type { StateStore } from '../stores/state-store.ts'
import { type Counters, tooMany } from './counters.ts'

/** What a text message, or a try of its code, is counted by. */
export interface TextRequest {
  /** A keyed hash of the number, or of the shopper where the shop signed them in. */
  phone: string
  /** What the message is for. Two codes are 30 seconds apart; a checkout's link may follow its code at once. @default 'code' */
  kind?: 'code' | 'checkout'
  cart: CartRef
  /** The salt of the cart handle. */
  handle: string
  /** From `toClientAddress`. */
  address?: string | undefined
}

/** Limits of text messages and of tries of their codes, on all instances together. */
export interface CodeLimits {
  /** Counts one message. Throws `too-many-codes` with the seconds to wait. */
  send(request: TextRequest): Promise<void>
  /**
   * Counts one try of a code. Throws `code-wrong` where none was sent to that number with this handle, and `too-many-codes` with
   * the seconds to wait.
   */
  tryCode(request: TextRequest): Promise<void>
}

const cooldownMs = 30_000
/** How long a code can be tried. No platform says how long it is valid: one that ended is refused by the platform. */
const codeLifetimeMs = 60 * 60_000
const wholeStore = 'all'

/**
 * The number is counted last, and no cart alone may use up what is a number's: a caller who is refused for what they did
 * takes nothing from the number that they name.
 */
export function createCodeLimits(
  { figures, keyOf, count, consume, giveBack }: Counters,
  stateStore: StateStore,
  clock: () => number,
): CodeLimits {
  const cartOf = ({ cart: { platform, cartId } }: TextRequest) => JSON.stringify([platform, cartId])
  const sentKeyOf = ({ phone, handle }: TextRequest) => keyOf('code-sent', `${phone} ${handle}`)

  /** Counts for the store's day, of which a share is kept for addresses that asked for nothing yet; carts, where those are unknown. */
  async function consumeDay(request: TextRequest): Promise<void> {
    const { textsPerDay, newAddressPercent } = figures
    const isNew = (await count('newAddressPercent', request.address ?? cartOf(request))) === 1
    const max = isNew ? textsPerDay : Math.ceil(textsPerDay * (1 - newAddressPercent / 100))
    await consume('textsPerDay', wholeStore, max).catch(async (error: unknown) => {
      await giveBack('textsPerDay', wholeStore)
      throw error
    })
  }

  async function consumeNumber({ phone, kind = 'code' }: TextRequest): Promise<void> {
    if (kind === 'code') {
      const { value, expiresAt } = await stateStore.increment(await keyOf('cooldown', phone), 1, cooldownMs)
      if (value > 1) throw tooMany(expiresAt - clock())
    }
    await consume('textsPerNumber', phone)
  }

  return {
    async send(request) {
      const { address, kind = 'code' } = request
      await consume('textsPerCart', cartOf(request))
      await consume('textsPerCartDay', cartOf(request))
      if (address) await consume('textsPerAddress', address)
      await consumeDay(request)
      await consumeNumber(request).catch(async (error: unknown) => {
        await giveBack('textsPerDay', wholeStore)
        throw error
      })
      // Before the platform is asked: a message may arrive whose answer is lost.
      if (kind === 'code') await stateStore.set(await sentKeyOf(request), '1', codeLifetimeMs)
    },
    async tryCode(request) {
      const { phone, handle, address } = request
      if ((await stateStore.get(await sentKeyOf(request))) === undefined) throw new RecoveryError('code-wrong')
      await consume('triesPerCode', `${phone} ${handle}`)
      await consume('triesPerCart', cartOf(request))
      if (address) await consume('triesPerAddress', address)
      await consume('triesPerNumber', phone)
    },
  }
}
