import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

import { RecoveryError } from '../adapter/errors.ts'

/** Who asks for a text message: each is counted by itself. */
export interface SmsRequest {
  /** A keyed hash of the number. */
  phone: string
  /** A cart handle's own name. */
  handle: string
  /** The caller's network address, where it is known. */
  address?: string | undefined
}

/** Counts text messages and tries of codes. All instances have to share one; the default is for one instance. */
export interface SmsLimits {
  /** Throws `too-many-codes` with the time to wait. */
  send(request: SmsRequest): Promise<void>
  /** One try of a code. Throws `too-many-codes`. */
  tryCode(request: SmsRequest): Promise<void>
}

export interface SmsLimitOptions {
  /** Messages per store and day; the valve that stops a pump. @default 1000 */
  perDay?: number
}

const minute = 60
const hour = 60 * minute

/** Limits in this process's memory. */
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
