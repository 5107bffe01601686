import type { Sandbox } from '../../src/sandbox/index.ts'
import { type CartScript, item, writeCart } from '../../src/sandbox/world/scenarios/write-cart.ts'
import type { Chance } from './chance.ts'
import type { Tap } from './findings.ts'

type WorldCart = Sandbox['world']['carts'][number]

/** A cart of one shopper, and what it may hold. Only its shopper changes it, so every other quantity is a defect. */
export interface ShopperCart {
  world: WorldCart
  phone: string
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

/** Puts the nth cart into the sandbox, not abandoned yet. */
export function addCart(sandbox: Sandbox, chance: Chance, nth: number): ShopperCart {
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
  }
  const cart = writeCart(script, 'load', sandbox.world.products, sandbox.clock())
  sandbox.world.carts.push(cart)
  const allowed = new Map([...heldIn(cart)].map(([variant, quantity]) => [variant, new Set([quantity])]))
  return { world: cart, phone, allowed, taps: [], isGivenUp: false }
}

/** What the platform's cart holds now, by variant. */
export function heldIn(cart: WorldCart): Map<string, number> {
  return new Map(
    cart.lines.flatMap((line) => ('productId' in line ? [[`${line.productId}:${line.variantId}`, line.quantity]] : [])),
  )
}
