import { pick } from '../world/catalogue/catalogue.ts'
import { stableHex, stableUuid } from '../world/stable-id.ts'
import { storeOf } from '../world/stores.ts'
import type { World } from '../world/world.ts'
import type { VesuvioPayCart } from './state.ts'

type ScenarioItem = [quantity: number, slug: string, ...labels: string[]]

/** Carts customers already have at VesuvioPay when the world begins. */
const carts: { key: string; phone: string; items: ScenarioItem[] }[] = [
  // One line of `vesuviopay-hero`, and one that is in none of its carts.
  {
    key: 'holds-one-line',
    phone: '+491701234513',
    items: [
      [1, 'linen-cushion', 'Sage'],
      [1, 'leather-belt', '95 cm'],
    ],
  },
  { key: 'cleared', phone: '+491701234514', items: [] },
  // All that is left of two scarce variants.
  {
    key: 'holds-all-stock',
    phone: '+491701234515',
    items: [
      [2, 'linen-shirt', 'M', 'Sand'],
      [2, 'knitted-beanie', 'Mustard'],
    ],
  },
  { key: 'in-checkout', phone: '+491701234516', items: [[1, 'ceramic-mug', 'Ink']] },
]

const subscriber = '+491701234517'

/** Adds VesuvioPay's customers to the worlds whose shop hands carts to it: each has a phone to sign in with. */
export function addScenarioShoppers(world: World, now: number): void {
  if (!world.carts.some((cart) => storeOf(cart.channelId) === 'vesuviopay')) return
  const { storeId, checkoutLinkLifetimeSeconds } = world.accounts.vesuviopay
  const seed = `${world.scenario}/vesuviopay`
  for (const script of carts) {
    const cart: VesuvioPayCart = {
      id: stableUuid(`${seed}/${script.key}`),
      key: script.key,
      storeId,
      phone: script.phone,
      items: script.items.map(([quantity, slug, ...labels], index) => {
        const { product, variant } = pick(world.products, slug, labels)
        const id = stableUuid(`${seed}/${script.key}/item/${index}`)
        return { id, productId: product.id, variantId: variant.id, quantity }
      }),
      status: 'active',
    }
    world.vesuviopay.carts.push(cart)
    world.shoppers.push({ phone: script.phone })
    if (script.key === 'in-checkout') {
      const token = stableHex(`${seed}/checkout`, 40)
      const expiresAt = now + checkoutLinkLifetimeSeconds * 1000
      world.vesuviopay.checkouts.push({ token, cartId: cart.id, expiresAt, orderId: null })
    }
  }
  const scarf = pick(world.products, 'cashmere-scarf', ['Clay'])
  const subscription = { productId: scarf.product.id, variantId: scarf.variant.id, since: now - 24 * 60 * 60 * 1000 }
  world.shoppers.push({ phone: subscriber })
  world.vesuviopay.subscriptions.push({ phone: subscriber, ...subscription })
}
