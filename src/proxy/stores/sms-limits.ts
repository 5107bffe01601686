import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

import { RecoveryError } from '../adapter/errors.ts'

/** What a text message is counted by, each on its own. */
export interface SmsRequest {
  /** A keyed hash of the number. */
  phone: string
  /** The salt of the cart handle. */
  handle: string
  /** The caller's network address, where it is known. */
  address?: string | undefined
}

/** Counts text messages and attempts at codes. All instances have to share one; the default serves one instance. */
export interface SmsLimits {
  /** Counts one message. Throws `too-many-codes` with the seconds to wait. */
  send(request: SmsRequest): Promise<void>
  /** Counts one attempt. Throws `too-many-codes` with the seconds to wait. */
  tryCode(request: SmsRequest): Promise<void>
}

export interface SmsLimitOptions {
  /** The most messages of the store a day, which bounds the cost of an attack. @default 1000 */
  perDay?: number
}

const minute = 60
const hour = 60 * minute

/** Limits in the memory of this process: for one instance. */
export function createMemorySmsLimits({ perDay = 1000 }: SmsLimitOptions = {}): SmsLimits {
  const limiter = (keyPrefix: string, points: number, duration: number) =>
    new RateLimiterMemory({ keyPrefix, points, duration })
  const cooldown = limiter('cooldown', 1, 30)
  const perPhone = limiter('phone', 5, hour)
  const perHandle = limiter('handle', 5, hour)
  const perAddress = limiter('address', 20, hour)
  const perStore = limiter('store', perDay, 24 * hour)
  const tries = limiter('tries', 5, 10 * minute)
  return {
    async send({ phone, handle, address }) {
      await consume(cooldown, phone)
      await consume(perPhone, phone)
      await consume(perHandle, handle)
      if (address) await consume(perAddress, address)
      await consume(perStore, 'all')
    },
    tryCode: ({ phone, handle }) => consume(tries, `${phone} ${handle}`),
  }
}

async function consume(limiter: RateLimiterAbstract, key: string): Promise<void> {
  try {
    await limiter.consume(key)
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused
    throw new RecoveryError('too-many-codes', {
      retryAfterSeconds: Math.max(1, Math.ceil(refused.msBeforeNext / 1000)),
    })
  }
}
