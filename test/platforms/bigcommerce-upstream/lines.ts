import { type Chosen, type DateForms, type Product, products, readValue, toDayText } from './catalogue.ts'

/** One line as the upstream keeps it. */
export interface Line {
  id: string
  product: Product
  variantId: number
  /** By option id; the variant's own option is not among them. */
  modifiers: Map<number, Chosen>
  quantity: number
  isGift?: boolean
  isMutable?: boolean
}

/** A request was refused with this status. */
export class Refusal extends Error {
  readonly status: number
  constructor(status: number, title: string) {
    super(title)
    this.status = status
  }
}

export interface Selection {
  option_id: number
  option_value: unknown
}

export interface LineRequest {
  quantity: number
  product_id: number
  variant_id?: number
  option_selections?: Selection[]
}

/**
 * What a request asks for. "If the product has modifiers, omit the `variant_id` and instead use the `option_selections`
 * array to describe both the variant and the modifier selections": what is not described is not in the line.
 */
export function readLine(request: LineRequest, dates: DateForms): Omit<Line, 'id' | 'quantity'> {
  const product = products.find(({ id }) => id === request.product_id)
  if (!product) throw new Refusal(422, 'no such product')
  const selections = request.option_selections ?? []
  const known = [product.option?.id, ...product.modifiers.map(({ id }) => id)]
  if (selections.some(({ option_id }) => !known.includes(option_id))) throw new Refusal(422, 'no such option')
  const modifiers = new Map<number, Chosen>()
  for (const modifier of product.modifiers) {
    const selection = selections.find(({ option_id }) => option_id === modifier.id)
    if (!selection && modifier.required) throw new Refusal(422, 'Missing line_items in request body')
    if (!selection) continue
    const chosen = readValue(modifier, selection.option_value, dates)
    if (!chosen) throw new Refusal(422, `Please create some text for ${modifier.name}`)
    modifiers.set(modifier.id, chosen)
  }
  return { product, variantId: readVariant(product, request, selections), modifiers }
}

function readVariant({ option, variants }: Product, { variant_id }: LineRequest, selections: Selection[]): number {
  if (variant_id !== undefined) {
    if (!Object.values(variants).includes(variant_id)) throw new Refusal(422, 'no such variant')
    return variant_id
  }
  const value = option ? Number(selections.find(({ option_id }) => option_id === option.id)?.option_value) : 0
  const variantId = variants[value]
  if (variantId === undefined) throw new Refusal(422, 'This product has options; variant ID is required')
  return variantId
}

/** What a line is, without its id and quantity: two lines with the same are one. Blanks around a text are no difference. */
export function contentOf({ product, variantId, modifiers }: Omit<Line, 'id' | 'quantity'>): string {
  const chosen = [...modifiers].map(([id, kept]) => [id, 'text' in kept ? { text: kept.text.trim() } : kept] as const)
  return JSON.stringify([product.id, variantId, chosen.sort(([a], [b]) => a - b)])
}

/** How a text that the shopper typed comes back. */
export type TextForm = 'as-typed' | 'escaped'

/** A line as an answer has it. `options` only where they are told. */
export function showLine(line: Line, texts: TextForm, tellsOptions: boolean) {
  const { id, product, variantId, quantity, isGift = false, isMutable = !isGift } = line
  const price = isGift ? 0 : 10
  return {
    id,
    parent_id: null,
    variant_id: variantId,
    product_id: product.id,
    sku: `SKU-${variantId}`,
    name: `Product ${product.id}`,
    url: `https://shop.example/${product.id}/`,
    quantity,
    taxable: true,
    image_url: '',
    list_price: price,
    sale_price: price,
    is_mutable: isMutable,
    added_by_promotion: isGift,
    ...(tellsOptions && { options: showOptions(line, texts) }),
  }
}

interface ShownOption {
  name: string
  nameId: number
  value: string
  valueId: number | null
}

function showOptions({ product, variantId, modifiers }: Line, texts: TextForm) {
  const { option } = product
  const value = Number(Object.keys(product.variants).find((key) => product.variants[Number(key)] === variantId))
  const own = option
    ? [{ name: option.name, nameId: option.id, value: option.values[value] ?? '', valueId: value }]
    : []
  const chosen = product.modifiers.flatMap((modifier): ShownOption[] => {
    const kept = modifiers.get(modifier.id)
    if (!kept) return []
    const base = { name: modifier.name, nameId: modifier.id }
    if ('text' in kept)
      return [{ ...base, value: texts === 'escaped' ? escapeHtml(kept.text) : kept.text, valueId: null }]
    if ('day' in kept) return [{ ...base, value: toDayText(kept.day), valueId: kept.day }]
    // A ticked box has no text: recorded in 2020, checkout-sdk-js#493.
    const label = modifier.type === 'pick-list' ? (modifier.values?.[kept.valueId] ?? '') : ''
    return [{ ...base, value: label, valueId: kept.valueId }]
  })
  return [...own, ...chosen]
}

const escapeHtml = (text: string) =>
  text.replace(/[&<>"']/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? '&#039;')
