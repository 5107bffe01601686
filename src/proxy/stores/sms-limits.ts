import { RecoveryError } from '../adapter/errors.ts'
import { keyedHash } from '../sealing/keyed-hash.ts'
import type { StateStore } from './state-store.ts'

/** What a text message is counted by, each on its own. */
export interface SmsRequest {
  /** A keyed hash of the number, or of the shopper where the shop signed them in. */
  phone: string
  /** What the message is for. Two codes are 30 seconds apart; a checkout's link may follow its code at once. @default 'code' */
  kind?: 'code' | 'checkout'
  /** The salt of the cart handle. */
  handle: string
  /** The caller's network address, where it is known. */
  address?: string | undefined
}

/** Counts text messages and attempts at codes, on all instances together. */
export interface SmsLimits {
  /** Counts one message. Throws `too-many-codes` with the seconds to wait. */
  send(request: SmsRequest): Promise<void>
  /** Counts one attempt. Throws `too-many-codes` with the seconds to wait. */
  tryCode(request: SmsRequest): Promise<void>
}

export interface SmsLimitOptions {
  stateStore: StateStore
  store: string
  /** One of the store's keys: no address is stored in clear. */
  key: string
  clock: () => number
  /** The most messages of the store a day, which bounds the cost of an attack. @default 1000 */
  perDay?: number | undefined
}

const minute = 60_000
const hour = 60 * minute

/** Limits that every instance counts in the same state store. */
export function createSmsLimits({ stateStore, store, key, clock, perDay = 1000 }: SmsLimitOptions): SmsLimits {
  async function consume(limit: string, subject: string, max: number, lifetimeMs: number): Promise<void> {
    const name = await keyedHash(key, `sms:${store}:${limit}:${subject}`)
    const { value, expiresAt } = await stateStore.increment(`sms:${name}`, 1, lifetimeMs)
    if (value <= max) return
    throw new RecoveryError('too-many-codes', {
      retryAfterSeconds: Math.max(1, Math.ceil((expiresAt - clock()) / 1000)),
    })
  }

  return {
    // The caller first, and the number after that: who has used up what is theirs takes nothing from the number they name.
    async send({ phone, handle, address, kind = 'code' }) {
      await consume('handle', handle, 5, hour)
      if (address) await consume('address', address, 20, hour)
      if (kind === 'code') await consume('cooldown', phone, 1, minute / 2)
      await consume('phone', phone, 5, hour)
      await consume('store', 'all', perDay, 24 * hour)
    },
    tryCode: ({ phone, handle }) => consume('tries', `${phone} ${handle}`, 5, 10 * minute),
  }
}
