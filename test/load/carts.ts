import type { Sandbox } from '../../src/sandbox/index.ts'
import { type CartScript, item, writeCart } from '../../src/sandbox/world/scenarios/write-cart.ts'
import { vesuvioPayChannelId } from '../../src/sandbox/world/stores.ts'
import type { Chance } from './chance.ts'
import type { Tap } from './findings.ts'

type WorldCart = Sandbox['world']['carts'][number]

/** A cart of one shopper, and what it may hold. Only its shopper changes it, so every other quantity is a defect. */
export interface ShopperCart {
  /** The cart that was left, which BigCommerce keeps. */
  world: WorldCart
  phone: string
  /** Signs the shopper in at VesuvioPay, where the shop has it. */
  shopperToken: string
  /** What the cart that is written to holds now, by variant: the one that was left, or the shopper's own. */
  held(): Map<string, number>
  /** Quantities by variant: one where an answer said so, several while it is not known what was written. */
  allowed: Map<string, Set<number>>
  taps: Tap[]
  /** Set when the order was placed; the shopper knows of it. */
  orderedAt?: number
  /** A tap was given up without an answer, so later writes of its may still arrive. */
  isGivenUp: boolean
}

/** Variants with enough stock, without anything that has to be filled in. */
const things: [slug: string, label: string][] = [
  ['ceramic-mug', 'Sage'],
  ['ceramic-mug', 'Clay'],
  ['ceramic-mug', 'Ink'],
  ['stoneware-bowl', 'Oat'],
  ['stoneware-bowl', 'Ink'],
  ['linen-cushion', 'Clay'],
  ['linen-cushion', 'Sage'],
  ['linen-cushion', 'Sand'],
]

/** Puts the nth cart into the sandbox, not abandoned yet. With `hasOwn` lines go into the shopper's own, empty cart. */
export function addCart(sandbox: Sandbox, chance: Chance, nth: number, hasOwn: boolean): ShopperCart {
  const { world } = sandbox
  const phone = `+49170${String(2_000_000 + nth)}`
  const lines = chance.shuffle(things).slice(0, chance.between(2, 5))
  const script: CartScript = {
    key: `load-${nth}`,
    title: '',
    subject: '',
    text: '',
    shopper: { firstName: 'Mara', lastName: 'Lindqvist', email: `mara-${nth}@mail.example`, phone },
    consent: { whatsapp: true },
    status: 'active',
    lines: lines.map(([slug, label]) => item(slug, chance.between(1, 4), label)),
    ...(hasOwn && { channelId: vesuvioPayChannelId }),
  }
  const cart = writeCart(script, 'load', world.products, sandbox.clock())
  world.carts.push(cart)
  const shopperToken = `shopper.${Buffer.from(JSON.stringify({ sub: `customer-${nth}` })).toString('base64url')}.token`
  if (hasOwn) {
    world.shoppers.push({ phone })
    world.vesuviopay.sessions.push({ token: shopperToken, phone, expiresAt: sandbox.clock() + 3_600_000 })
  }
  const held = hasOwn ? () => heldByShopper(world, phone) : () => heldIn(cart)
  const allowed = new Map([...heldIn(cart)].map(([variant, quantity]) => [variant, new Set([hasOwn ? 0 : quantity])]))
  return { world: cart, phone, shopperToken, held, allowed, taps: [], isGivenUp: false }
}

/** What BigCommerce's cart holds now, by variant. */
export function heldIn(cart: WorldCart): Map<string, number> {
  return new Map(
    cart.lines.flatMap((line) => ('productId' in line ? [[`${line.productId}:${line.variantId}`, line.quantity]] : [])),
  )
}

/** What a shopper's own cart at VesuvioPay holds now. A variant on two lines counts as the sum. */
function heldByShopper({ vesuviopay }: Sandbox['world'], phone: string): Map<string, number> {
  const held = new Map<string, number>()
  const own = vesuviopay.carts.find((cart) => cart.phone === phone)
  for (const { productId, variantId, quantity } of own?.items ?? []) {
    const key = `${productId}:${variantId}`
    held.set(key, (held.get(key) ?? 0) + quantity)
  }
  return held
}
