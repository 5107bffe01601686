import type { WireCustomItem, WireGiftCertificate } from './wire.ts'

/** A line in BigCommerce's own words, so that it can be added again. Stays on the server. */
export type LineSpec =
  | { kind: 'item'; productId: number; variantId: number | null; options: SpecOption[] }
  | { kind: 'gift-certificate'; certificate: WireGiftCertificate }
  | { kind: 'custom'; item: WireCustomItem }

interface SpecOption {
  nameId: number
  value: number | string
}

/** `variant`: names the variant. `selections`: names every option, as products with modifiers need it. */
export type ItemForm = 'variant' | 'selections'

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
export function toItemBody(spec: LineSpec & { kind: 'item' }, quantity: number, form: ItemForm) {
  const { productId: product_id, variantId, options } = spec
  if (form === 'variant') return { quantity, product_id, ...(variantId !== null && { variant_id: variantId }) }
  const option_selections = options.map(({ nameId, value }) => ({ option_id: nameId, option_value: value }))
  return { quantity, product_id, option_selections }
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

/** The same thing to buy: variant and options alike. Certificates and custom items are the same only in every word. */
export function isSameLine(a: LineSpec, b: LineSpec): boolean {
  return JSON.stringify(identityOf(a)) === JSON.stringify(identityOf(b))
}

function identityOf(spec: LineSpec): unknown {
  if (spec.kind === 'gift-certificate') return { ...spec.certificate, id: '' }
  if (spec.kind === 'custom') return [spec.item.sku ?? '', spec.item.name, spec.item.list_price]
  const options = [...spec.options].sort((a, b) => a.nameId - b.nameId).map(({ nameId, value }) => [nameId, value])
  return [spec.productId, spec.variantId, options]
}
