import type { StoreContext } from '../../context.ts'
import { describe } from '../../log.ts'

/** A scope that the merchant gives meanwhile counts after this time at most. */
const askEveryMs = 60 * 60 * 1000

/** The same store, without the ability where the account of the cart's platform may apply no coupons. */
export async function withCoupons(context: StoreContext): Promise<StoreContext> {
  const { coupon, ...others } = context.abilities
  if (!coupon || !(await context.couponAccess.isRefused(context.ports.platform))) return context
  return { ...context, abilities: others }
}

/** Asks each platform whether its account may apply coupons, before a shopper finds out. Throws where the state store is down. */
export async function askCouponAccess(context: StoreContext): Promise<void> {
  const { store, stateStore, portsByPlatform, couponAccess, stopping, log } = context
  // A store that forgets at each restart would have the platform asked at each.
  if (!stateStore.durable) return
  for (const [platform, { checkout }] of portsByPlatform) {
    if (!checkout?.mayApplyCoupons) continue
    if (!(await stateStore.setIfAbsent(`coupons-asked:${store}:${platform}`, '1', askEveryMs))) continue
    const isAllowed = await checkout.mayApplyCoupons(stopping).catch((error: unknown) => {
      log.warn({ store, platform, cause: describe(error) }, 'It could not be asked whether coupons are taken')
      return undefined
    })
    if (isAllowed === undefined) continue
    if (!isAllowed) log.warn({ store, platform }, 'The account may apply no coupons: doctor says what it lacks')
    await (isAllowed ? couponAccess.allow(platform) : couponAccess.refuse(platform))
  }
}
