import type { Cart, CartLine, ChosenOption, Consent, ProductLine } from '../cart.ts'
import { pick } from '../catalogue/catalogue.ts'
import type { Product } from '../catalogue/product.ts'
import type { Currency } from '../currency.ts'
import { productLine } from '../product-line.ts'
import { stableHex, stableUuid } from '../stable-id.ts'

/** Puts together one line; the builder gives it its place and so its id. */
export type LineWriter = (place: {
  catalogue: Product[]
  currency: Currency
  lineId: (index: number) => string
  index: number
}) => CartLine

/** A cart as a scenario describes it. What is left out is what most carts have. */
export interface CartScript {
  key: string
  title: string
  lines: LineWriter[]
  subject: string
  text: string
  shopper: { firstName: string; lastName: string; email: string; phone?: string }
  /** @default to none of them */
  consent?: Partial<Consent>
  currency?: Currency
  locale?: string
  channelId?: string
  customerId?: number
  createdBy?: Cart['createdBy']
  status?: Cart['status']
  coupon?: Cart['coupon']
  discount?: Cart['discount']
  /** How long ago the cart was left. @default 3 */
  hoursAgo?: number
}

/** A catalogue line: `item('linen-shirt', 3, 'M', 'Sand')`. */
export function item(slug: string, quantity: number, ...labels: string[]): LineWriter {
  return itemWith(slug, quantity, labels, () => ({}))
}

/** A catalogue line with something special about it. */
export function itemWith(
  slug: string,
  quantity: number,
  labels: string[],
  change: (product: Product, place: Parameters<LineWriter>[0]) => Partial<ProductLine>,
): LineWriter {
  return (place) => {
    const { product, variant } = pick(place.catalogue, slug, labels)
    const line = productLine(place.lineId(place.index), product, variant, place.currency, quantity)
    return { ...line, ...change(product, place) }
  }
}

/** A catalogue line with modifiers by their names: of a list by the label, else as the shopper typed it. */
export function itemWithModifiers(
  slug: string,
  quantity: number,
  labels: string[],
  values: Record<string, string>,
): LineWriter {
  return (place) => {
    const line = item(slug, quantity, ...labels)(place) as ProductLine
    const modifiers = pick(place.catalogue, slug, labels).product.modifiers.flatMap(({ id, name, values: known }) => {
      const value = values[name]
      if (value === undefined) return []
      return [{ name, nameId: id, value, valueId: known.find(({ label }) => label === value)?.id ?? null }]
    })
    return { ...line, options: [...line.options, ...modifiers] }
  }
}

/** A text modifier of a product, filled in. */
export function engraving(product: Product, value: string): ChosenOption {
  const modifier = product.modifiers[0]
  return { name: modifier?.name ?? 'Engraving', nameId: modifier?.id ?? 0, value, valueId: null }
}

/** The cart a script describes, with ids that follow from the scenario and the key alone. */
export function writeCart(script: CartScript, scenario: string, catalogue: Product[], now: number): Cart {
  const seed = `${scenario}/${script.key}`
  const currency = script.currency ?? 'EUR'
  const abandonedAt = now - (script.hoursAgo ?? 3) * 60 * 60 * 1000
  const lineId = (index: number) => stableUuid(`${seed}/line/${index}`)
  const { email, firstName, lastName, phone = '' } = script.shopper
  return {
    id: stableUuid(`${seed}/cart`),
    key: script.key,
    title: script.title,
    channelId: script.channelId ?? '1',
    customerId: script.customerId ?? 0,
    email,
    shopper: { firstName, lastName, phone },
    consent: { email: false, sms: false, whatsapp: false, ...script.consent },
    currency,
    locale: script.locale ?? 'en',
    createdBy: script.createdBy ?? 'api',
    status: script.status ?? 'abandoned',
    token: stableHex(`${seed}/token`, 32),
    lines: script.lines.map((write, index) => write({ catalogue, currency, lineId, index })),
    coupon: script.coupon ?? null,
    discount: script.discount ?? null,
    createdAt: abandonedAt - 20 * 60 * 1000,
    updatedAt: abandonedAt,
    version: 1,
  }
}
