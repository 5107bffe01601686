import type { WireCustomItem, WireGiftCertificate } from '../wire.ts'
import {
  compareOptions,
  type LineOption,
  type OptionForm,
  optionForms,
  type Similarity,
  toSelections,
  trimmed,
  unescapeHtml,
  withoutEmpty,
} from './line-options.ts'

/** A line in BigCommerce's own words, so that it can be added again. Stays on the server. */
export type LineSpec =
  | { kind: 'item'; productId: number; variantId: number | null; options?: LineOption[] }
  | { kind: 'gift-certificate'; certificate: WireGiftCertificate }
  | { kind: 'custom'; item: WireCustomItem }
export type ItemSpec = LineSpec & { kind: 'item' }

/**
 * `variant`: by the id of the variant, which takes everything else that was chosen out of the line. Any other form spells
 * out every option, "both the variant and the modifier selections" (reference/carts.v3.yml).
 */
export type ItemForm = 'variant' | OptionForm

export const hasOptions = (spec: LineSpec) => spec.kind === 'item' && withoutEmpty(spec.options ?? []).length > 0

/** The forms that keep all options of these lines, each of them another request. Empty where an option has no id. */
export function formsOf(specs: readonly LineSpec[]): ItemForm[] {
  const chosen = specs.filter(hasOptions) as ItemSpec[]
  if (chosen.length === 0) return ['variant']
  const hasId = chosen.every(({ options = [] }) => withoutEmpty(options).every(({ nameId }) => nameId))
  const bodyIn = (form: ItemForm) => JSON.stringify(chosen.map((spec) => toItemBody(spec, 1, form)))
  const bodies = optionForms.map(bodyIn)
  return hasId ? optionForms.filter((form, index) => bodies.indexOf(bodyIn(form)) === index) : []
}

/** The body that adds these lines, for `POST /carts` and `POST /carts/{id}/items` alike. Never a price of ours. */
export function toAddBody(lines: readonly { spec: LineSpec; quantity: number }[], form: ItemForm) {
  const body: Record<'line_items' | 'gift_certificates' | 'custom_items', object[]> = {
    line_items: [],
    gift_certificates: [],
    custom_items: [],
  }
  for (const { spec, quantity } of lines) {
    if (spec.kind === 'item') body.line_items.push(toItemBody(spec, quantity, form))
    else if (spec.kind === 'custom') body.custom_items.push(toCustomBody(spec.item, quantity))
    else body.gift_certificates.push(toCertificateBody(spec.certificate))
  }
  return Object.fromEntries(Object.entries(body).filter(([, items]) => items.length > 0))
}

/** One catalogue line, for adding it or for setting its quantity. */
export function toItemBody(spec: ItemSpec, quantity: number, form: ItemForm) {
  const { productId: product_id, variantId, options = [] } = spec
  if (form === 'variant' || !hasOptions(spec))
    return { quantity, product_id, ...(variantId !== null && { variant_id: variantId }) }
  return { quantity, product_id, option_selections: toSelections(options, form) }
}

function toCustomBody({ sku, name, list_price, image_url }: WireCustomItem, quantity: number) {
  return { name, quantity, list_price, ...(sku && { sku }), ...(image_url && { image_url }) }
}

function toCertificateBody({ name, theme, amount, quantity, sender, recipient, message }: WireGiftCertificate) {
  const contact = (person: typeof sender) => ({ name: person?.name ?? '', email: person?.email ?? '' })
  return {
    name,
    theme: theme ?? 'General',
    amount,
    quantity: quantity ?? 1,
    sender: contact(sender),
    recipient: contact(recipient),
    ...(message && { message }),
  }
}

/**
 * How similar two lines are as things to buy. Certificates and custom items are the same only if all their texts are.
 */
export function compareLines(a: LineSpec, b: LineSpec): Similarity {
  if (a.kind === 'item' && b.kind === 'item') {
    const isOther = a.variantId !== null && b.variantId !== null && a.variantId !== b.variantId
    return a.productId !== b.productId || isOther ? 'different' : compareOptions(a.options, b.options)
  }
  if (a.kind === 'item' || b.kind === 'item') return 'different'
  return textsOf(a) === textsOf(b) ? 'same' : 'different'
}

function textsOf(spec: Exclude<LineSpec, ItemSpec>): string {
  const body = spec.kind === 'custom' ? toCustomBody(spec.item, 1) : toCertificateBody(spec.certificate)
  return unescapeHtml(trimmed(JSON.stringify({ ...body, quantity: 1 })))
}
