import type { ChosenOption } from '../../world/cart.ts'
import { isListed, type Product, type ProductVariant } from '../../world/catalogue/product.ts'
import type { World } from '../../world/world.ts'
import { unprocessable } from '../failure.ts'

/** One entry of `line_items` in a request. Its types were checked; whether the product exists was not. */
export interface LineRequest {
  quantity: number
  product_id: number
  variant_id?: number
  list_price?: number
  option_selections?: { option_id?: number; option_value?: unknown }[]
}

/** Finds the requested variant, by its id or by the option selections. Throws 422 where there is none. */
export function resolveLine(
  request: LineRequest,
  world: World,
): { product: Product; variant: ProductVariant; options: ChosenOption[] } {
  const product = world.products.find((candidate) => candidate.id === request.product_id)
  if (!product || !isListed(product)) throw unprocessable(`Product with id ${request.product_id} was not found`)
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

function resolveModifiers(product: Product, selections: NonNullable<LineRequest['option_selections']>): ChosenOption[] {
  return product.modifiers.flatMap((modifier) => {
    const selection = selections.find(({ option_id: id }) => id === modifier.id)
    // The documented message for a missing modifier names `line_items`, although that is not what is missing.
    if (!selection && modifier.required) throw unprocessable('Missing line_items: a required modifier was not chosen')
    if (!selection) return []
    const text = typeof selection.option_value === 'string' ? selection.option_value.trim() : ''
    if (text === '') throw unprocessable(`Text is required for the option ${modifier.name}`)
    return [{ name: modifier.name, nameId: modifier.id, value: text, valueId: null }]
  })
}
