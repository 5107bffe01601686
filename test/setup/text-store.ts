import assert from 'node:assert/strict'

import type { SignInAnswer } from '../../src/contract/index.ts'
import type { StateStore } from '../../src/proxy/index.ts'
import type { ReadingValues } from '../../src/sandbox/index.ts'
import { bigcommerceOf, type MerchantShop, openMerchantShop, vesuviopayOf } from './merchant.ts'
import { shopOrigin } from './shop.ts'

const channel = {
  origins: [shopOrigin],
  recoveryPageUrl: `${shopOrigin}/cart`,
  shopUrl: `${shopOrigin}/`,
  checkoutOrigins: ['https://store-demo.mybigcommerce.com', 'https://checkout.vesuviopay.example'],
}

/** Lines of BigCommerce, checked out by text at VesuvioPay, whose webhooks come back here. */
export function openTextStore(
  afterOrder: 'keep' | 'delete-cart',
  readings: Partial<ReadingValues> = {},
  stateStore?: StateStore,
): MerchantShop {
  const shop = openMerchantShop({
    ...(stateStore && { stateStore }),
    platforms: (sandbox) => [vesuviopayOf(sandbox), bigcommerceOf(sandbox)],
    changes: { channels: { 3: channel }, afterOrder, sms: { countries: ['DE'] } },
  })
  const { world } = shop.sandbox
  shop.sandbox.readings.set(readings)
  world.accounts.vesuviopay.webhooks.push({
    id: 'hook',
    url: `${shopOrigin}/cart-recovery/webhooks/vesuviopay`,
    eventTypes: ['cart.abandoned', 'cart.recovered', 'order.created'],
    description: 'test',
    secret: world.accounts.vesuviopay.webhookSecret,
    isActive: true,
  })
  return shop
}

/** Signs a shopper in by a code. Resolves to the new handle. */
export async function signIn(shop: MerchantShop, cartHandle: string, phone: string): Promise<string> {
  assert.equal((await shop.shopper('POST', '/sign-in/code', { cartHandle, phone })).status, 202)
  const { code } = shop.messages().findLast(({ channel: way }) => way === 'sms') ?? {}
  const signedIn = await shop.shopper<SignInAnswer>('POST', '/sign-in', { cartHandle, phone, code })
  assert.equal(signedIn.status, 200)
  return signedIn.body.cartHandle
}
