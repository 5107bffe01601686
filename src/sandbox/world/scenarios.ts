import { createBigCommerceAccount } from '../bigcommerce/account.ts'
import { createBuzzbipAccount, createBuzzbipState } from '../buzzbip/state.ts'
import { createTjarAccount, createTjarState } from '../tjar/state.ts'
import { createVesuvioPayAccount, createVesuvioPayState } from '../vesuviopay/state.ts'
import { createCatalogue } from './catalogue/catalogue.ts'
import { sendAbandonedCartEmail } from './messages.ts'
import { everyAvailability, everyKind } from './scenarios/every-cart.ts'
import { account, allAvailable, allSoldOut, coupon, hero, oneSoldOut, storefront } from './scenarios/everyday-carts.ts'
import { goneCarts, specialCarts } from './scenarios/special-carts.ts'
import { addTjarCarts } from './scenarios/tjar-carts.ts'
import { vesuvioPayCarts } from './scenarios/vesuviopay-carts.ts'
import { addVesuvioPayShoppers } from './scenarios/vesuviopay-shoppers.ts'
import { type CartScript, writeCart } from './scenarios/write-cart.ts'
import { storeOf } from './stores.ts'
import type { World } from './world.ts'

/** The named worlds: which of BigCommerce's carts are in each. The shop and its stock are the same in all of them. */
const scenarios: Record<string, CartScript[]> = {
  demo: [
    hero,
    allAvailable,
    everyAvailability,
    everyKind,
    oneSoldOut,
    allSoldOut,
    account,
    coupon,
    storefront,
    ...specialCarts,
    ...goneCarts,
    ...vesuvioPayCarts,
  ],
  vesuviopay: vesuvioPayCarts,
  tjar: [],
  'all-available': [allAvailable],
  'one-sold-out': [oneSoldOut],
  'all-sold-out': [allSoldOut],
  'every-availability': [everyAvailability],
  'every-kind': [everyKind],
  'expired-link': goneCarts.filter((script) => script.key === 'expired'),
  empty: [],
}

export const scenarioNames: readonly string[] = Object.keys(scenarios)

/** A fresh world by its name; the same name gives the same ids and tokens every time. */
export function createWorld(scenario: string, now: number): World {
  const scripts = Object.hasOwn(scenarios, scenario) ? scenarios[scenario] : undefined
  if (!scripts) throw new RangeError(`There is no scenario "${scenario}"; try ${scenarioNames.join(', ')}`)
  const world = createEmptyWorld(scenario)
  for (const script of scripts) {
    const cart = writeCart(script, scenario, world.products, now)
    world.carts.push(cart)
    sendAbandonedCartEmail(world, cart, script)
    if (cart.shopper.phone) world.shoppers.push({ phone: cart.shopper.phone })
    if (cart.status === 'converted') {
      world.orders.push({
        id: world.nextId++,
        store: storeOf(cart.channelId),
        cartId: cart.id,
        lines: structuredClone(cart.lines),
        placedAt: cart.updatedAt,
      })
    }
  }
  if (world.carts.some((cart) => storeOf(cart.channelId) === 'vesuviopay')) addVesuvioPayShoppers(world, now)
  if (scenario === 'demo' || scenario === 'tjar') addTjarCarts(world, now)
  return world
}

function createEmptyWorld(scenario: string): World {
  return {
    scenario,
    clockOffsetSeconds: 0,
    products: createCatalogue(),
    carts: [],
    orders: [],
    shoppers: [],
    messages: [],
    redirectLinks: [],
    checkoutSessions: [],
    abandonedCartSettings: {
      enable_notification: true,
      email_customer_until_cart_is_recovered: true,
      marketing_emails_require_customer_consent: false,
      email_merchant_when_cart_is_converted: true,
      email_merchant_when_cart_is_abandoned: false,
      merchant_email_address: 'ida.merchant@alder-and-wool.example',
      merchant_abandoned_cart_email_frequency_type: 'digest',
      merchant_abandoned_cart_digest_email_frequency: 10,
    },
    channelSettings: {},
    accounts: {
      bigcommerce: createBigCommerceAccount(),
      vesuviopay: createVesuvioPayAccount(),
      tjar: createTjarAccount(),
      buzzbip: createBuzzbipAccount(),
    },
    vesuviopay: createVesuvioPayState(),
    tjar: createTjarState(),
    buzzbip: createBuzzbipState(),
    deliveries: [],
    nextId: 1000,
  }
}
