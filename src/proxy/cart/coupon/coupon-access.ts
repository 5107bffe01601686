import type { StateStore } from '../../stores/state-store.ts'

/** Where no worker asks the platform again, the next coupon does after this time. */
const refusedForMs = 24 * 60 * 60 * 1000
/** So that hardly any request waits for the state store. */
const maxAgeMs = 60 * 1000

/** Which platforms' accounts turned out to be allowed no coupons. All instances share it. */
export interface CouponAccess {
  isRefused(platform: string): Promise<boolean>
  refuse(platform: string): Promise<void>
  allow(platform: string): Promise<void>
}

export function createCouponAccess(stateStore: StateStore, store: string, clock: () => number): CouponAccess {
  const read = new Map<string, { isRefused: boolean; at: number }>()
  const keyOf = (platform: string) => `coupons-refused:${store}:${platform}`
  const keep = (platform: string, isRefused: boolean) => {
    read.set(platform, { isRefused, at: clock() })
    return isRefused
  }

  return {
    async isRefused(platform) {
      const known = read.get(platform)
      if (known && clock() - known.at < maxAgeMs) return known.isRefused
      // While the store is down coupons are offered, and the platform says whether it takes them.
      const kept = await stateStore.get(keyOf(platform)).catch(() => undefined)
      return keep(platform, kept !== undefined)
    },
    async refuse(platform) {
      keep(platform, true)
      await stateStore.set(keyOf(platform), '1', refusedForMs).catch(() => {})
    },
    async allow(platform) {
      keep(platform, false)
      await stateStore.delete(keyOf(platform))
    },
  }
}
