import { isRecord } from '../../http/is-record.ts'
import type { SandboxContext } from '../../sandbox-context.ts'
import type { ChosenOption } from '../../world/cart.ts'
import { isListed, type Product, type ProductModifier, type ProductVariant } from '../../world/catalogue/product.ts'
import { unprocessable } from '../failure.ts'

/** One entry of `line_items` in a request. Its types were checked; whether the product exists was not. */
export interface LineRequest {
  quantity: number
  product_id: number
  variant_id?: number
  list_price?: number
  option_selections?: { option_id?: number; option_value?: unknown }[]
}

type Selections = NonNullable<LineRequest['option_selections']>

/**
 * The requested variant, by its id or by the option selections, and what was chosen: the options that make the variant,
 * and exactly the modifiers that the request names. Throws 422 where there is no such variant, where a required modifier
 * is missing, and where an option is not the product's. Source: reference/carts.v3.yml, addCartLineItems, and the list of
 * refusals in docs/storefront/cart-checkout/guide/rest-management.mdx.
 */
export function resolveLine(
  request: LineRequest,
  { world, readings }: Pick<SandboxContext, 'world' | 'readings'>,
): { product: Product; variant: ProductVariant; options: ChosenOption[] } {
  const product = world.products.find((candidate) => candidate.id === request.product_id)
  const isHidden = product?.visible === false && readings.get('hiddenProducts') === 'inaccessible'
  if (!product || isHidden || !isListed(product))
    throw unprocessable(`Product with id ${request.product_id} was not found`)
  const selections = request.option_selections ?? []
  const known = [...product.options, ...product.modifiers].map((option) => option.id)
  for (const { option_id: id } of selections) {
    if (id === undefined || !known.includes(id)) throw unprocessable(`Option ${id} does not belong to the product`)
  }
  const variant = findRequestedVariant(request, product)
  const options = [
    ...variant.values.map((value) => ({
      name: value.optionName,
      nameId: value.optionId,
      value: value.label,
      valueId: value.valueId,
    })),
    ...resolveModifiers(product, selections),
  ]
  return { product, variant, options }
}

function findRequestedVariant(request: LineRequest, product: Product): ProductVariant {
  const variants = product.variants.filter((variant) => !variant.discontinued)
  if (request.variant_id !== undefined) {
    const variant = variants.find((candidate) => candidate.id === request.variant_id)
    if (!variant) throw unprocessable(`Variant with id ${request.variant_id} was not found`)
    return variant
  }
  const variant = variants.find((candidate) =>
    candidate.values.every((value) =>
      request.option_selections?.some(
        ({ option_id: id, option_value: chosen }) =>
          id === value.optionId &&
          (chosen === value.valueId || chosen === String(value.valueId) || chosen === value.label),
      ),
    ),
  )
  if (!variant) throw unprocessable(`Product with id ${product.id} has options; a variant id is required`)
  return variant
}

function resolveModifiers(product: Product, selections: Selections): ChosenOption[] {
  return product.modifiers.flatMap((modifier) => {
    const selection = selections.find(({ option_id: id }) => id === modifier.id)
    // The documented message for a missing modifier names `line_items`, although that is not what is missing.
    if (!selection && modifier.required) throw unprocessable('Missing line_items: a required modifier was not chosen')
    if (!selection) return []
    const { value, valueId } = readChoice(modifier, selection.option_value)
    return [{ name: modifier.name, nameId: modifier.id, value, valueId }]
  })
}

/** What was chosen of a modifier: one of its values by number or text, a typed text, or a day in a documented form. */
function readChoice({ name, type, values }: ProductModifier, chosen: unknown): Pick<ChosenOption, 'value' | 'valueId'> {
  if (type === 'checkbox') {
    const value = values.find(({ id, label }) => chosen === id || chosen === String(id) || chosen === label)
    if (!value) throw unprocessable(`The value of the option ${name} is not one of its values`)
    return { value: value.label, valueId: value.id }
  }
  if (type === 'date') {
    const day = readDay(chosen)
    if (day === undefined) throw unprocessable(`A date is required for the option ${name}`)
    return { value: day, valueId: null }
  }
  const isText = typeof chosen === 'string' || typeof chosen === 'number'
  if (!isText || String(chosen).trim() === '') throw unprocessable(`Please create some text for the option ${name}`)
  return { value: String(chosen), valueId: null }
}

/** A Unix time, or an object of day, month and year, whose numbers may be texts; how a day is shown is unknown. */
function readDay(chosen: unknown): string | undefined {
  if (typeof chosen === 'number') return new Date(chosen * 1000).toISOString().slice(0, 10)
  if (!isRecord(chosen)) return undefined
  const [year, month, day] = ['year', 'month', 'day'].map((part) => Number(chosen[part]))
  const time = Date.UTC(year ?? Number.NaN, (month ?? Number.NaN) - 1, day)
  return Number.isNaN(time) ? undefined : new Date(time).toISOString().slice(0, 10)
}
