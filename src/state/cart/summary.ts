import type { Cart, Discount, Money } from '../../contract/browser.ts'
import { isFollower, type LineView } from './lines.ts'

/** What the lines come to. */
export interface Summary {
  /** Pieces that would be bought. */
  itemCount: number
  /** What those pieces cost at their lines' prices. Follows the lines. */
  subtotal: Money
  /** What comes off it. Empty where that is not known for what the shopper chose. */
  discounts: readonly Discount[]
  /** Taxes and fees that the platform has added, where it tells what the cart costs with them. */
  taxes: Money | undefined
  /** The last row: `subtotal` without `discounts` and with `taxes`. */
  total: Money
  /** Lines that differ from what the shopper put in: fewer, sold out, or at another price. */
  changedCount: number
  /** Lines that can be bought for less than before, and how much less that is. */
  drops: PriceChanges
  /** The same of lines that cost more. */
  rises: PriceChanges
  /** Lines of which nothing can be bought. */
  soldOutCount: number
  /** Sold-out lines of which the shopper can be told when they are back, and is not yet. */
  notifiableCount: number
  /** True where at least one line that can be bought can go by "Check out by text". */
  textable: boolean
  /** True where nothing can be bought although the shopper wants something. */
  nothingLeft: boolean
  /** True where everything that could be bought was removed by the shopper. */
  allRemoved: boolean
  /** Lines of which fewer can be bought than the shopper put in. */
  fewerCount: number
  /** Lines of which the availability is unknown. */
  uncertainCount: number
  /** True while some line is still being checked. */
  checking: boolean
  /** True where the platform shows no availability at all. */
  settledAtCheckout: boolean
  /** True where the cart has discounts, and what they are for what the shopper chose is worked out at the checkout. */
  discountsUncertain: boolean
  /** The same of its taxes and fees. */
  taxesUncertain: boolean
  /** True where the prices exclude taxes, and the platform has added none yet. */
  addsTaxes: boolean
}

/** Lines whose price changed in the same direction. */
export interface PriceChanges {
  count: number
  /** For all pieces that would be bought. */
  amount: Money
}

/**
 * Adds the lines up, in minor units. The cart's own discounts and taxes are part of the sum only while every line is bought as
 * listed: for anything else no platform has said what they are.
 */
export function toSummary(cart: Cart, lines: readonly LineView[]): Summary {
  const leaders = lines.filter(({ lineItem }) => !isFollower(lineItem))
  const removed = leaders.some(({ removed, lineItem }) => removed && isInStock(lineItem.availability.status))
  const nothing = leaders.every(({ buyable }) => buyable === 0)
  return {
    itemCount: nothing ? 0 : sum(lines, ({ buyable }) => buyable),
    ...addUp(cart, nothing ? [] : lines),
    changedCount: lines.filter(hasChanged).length,
    drops: priceChangesOf(cart, lines, 1),
    rises: priceChangesOf(cart, lines, -1),
    soldOutCount: lines.filter(({ lineItem }) => !isInStock(lineItem.availability.status)).length,
    notifiableCount: lines.filter(({ notifiable, lineItem }) => notifiable && !lineItem.subscribed).length,
    textable: lines.some(({ lineItem, buyable }) => buyable > 0 && lineItem.byText !== false),
    nothingLeft: nothing && !removed && lines.length > 0,
    allRemoved: nothing && removed,
    fewerCount: lines.filter(hasFewer).length,
    uncertainCount: lines.filter(({ lineItem, removed }) => lineItem.availability.status === 'unknown' && !removed)
      .length,
    checking: lines.some(({ checking, removed }) => checking && !removed),
    settledAtCheckout: lines.some(({ settledAtCheckout }) => settledAtCheckout),
  }
}

type Sum = Pick<
  Summary,
  'subtotal' | 'discounts' | 'taxes' | 'total' | 'discountsUncertain' | 'taxesUncertain' | 'addsTaxes'
>

/**
 * The rows of the sum. What the cart's total differs by, and no discount tells, is a discount without a name, or taxes. Taxes in
 * the lines' prices that the total leaves out are paid all the same.
 */
function addUp({ total, discounts = [], differsByTaxes, excludesTaxes }: Cart, lines: readonly LineView[]): Sum {
  const money = (amount: number): Money => ({ amount, currency: total.currency })
  const full = sum(lines, ({ lineItem }) => lineItem.price.amount * lineItem.quantity)
  const subtotal = money(sum(lines, ({ lineItem, buyable }) => lineItem.price.amount * buyable))
  const rest = total.amount - full + discounts.reduce((all, { amount }) => all + amount.amount, 0)
  const all = rest < 0 && (!differsByTaxes || discounts.length) ? [...discounts, { amount: money(-rest) }] : discounts
  const isEdited = !lines.length || lines.some(({ lineItem, buyable }) => buyable !== lineItem.quantity)
  const isTaxed = rest !== 0 && !all.length
  return {
    subtotal,
    discounts: isEdited ? [] : all,
    taxes: isEdited || rest <= 0 ? undefined : money(rest),
    total: isEdited || (isTaxed && rest < 0) ? subtotal : total,
    discountsUncertain: isEdited && all.length > 0,
    taxesUncertain: isTaxed && (isEdited || rest < 0),
    addsTaxes: excludesTaxes === true && (isEdited || rest <= 0),
  }
}

/** How many prices went down, by how much; with the sign of -1, up. */
function priceChangesOf({ total }: Cart, lines: readonly LineView[], sign: 1 | -1): PriceChanges {
  const gain = ({ lineItem: { price }, previousPrice = price, buyable }: LineView) =>
    Math.max(0, (previousPrice.amount - price.amount) * buyable * sign)
  return { count: lines.filter(gain).length, amount: { ...total, amount: sum(lines, gain) } }
}

/** True where a line differs from what the shopper put in, for another reason than their own edits. */
function hasChanged(line: LineView): boolean {
  if (line.previousPrice) return true
  return (!line.checking && !isInStock(line.lineItem.availability.status)) || hasFewer(line)
}

function hasFewer({ lineItem: { availability, quantity }, checking }: LineView): boolean {
  return !checking && availability.status === 'partial' && (availability.quantity ?? 0) < quantity
}

function isInStock(status: LineView['lineItem']['availability']['status']): boolean {
  return status !== 'out-of-stock' && status !== 'unavailable' && status !== 'discontinued'
}

function sum(lines: readonly LineView[], of: (line: LineView) => number): number {
  return lines.reduce((total, line) => total + of(line), 0)
}
