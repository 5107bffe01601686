import { priceList } from '../currency.ts'
import type { Product, ProductModifier, ProductVariant } from './product.ts'

/** What a product is defined by; ids, SKUs and variants follow from it. */
export interface ProductDefinition {
  id: number
  name: string
  description: string
  /** Euro cents. */
  price: number
  /** The drawing its pictures are made from. */
  drawing: string
  /** The colour of the picture where the product does not come in colours. */
  tint?: string
  kind?: Product['kind']
  /** Values by option name, e.g. `{ Size: ['S', 'M'], Colour: ['Sand'] }`. Every combination becomes a variant. */
  options?: Record<string, string[]>
  modifiers?: { name: string; required: boolean; type?: ProductModifier['type'] }[]
  tracking?: Product['tracking']
  /** Units per variant, or of the product where that is what is tracked. */
  stock?: number
  /** Units of single variants, by their labels joined with a slash: `{ 'M/Sand': 0 }`. */
  stocks?: Record<string, number>
  warningLevel?: number
  availability?: Product['availability']
  preorderMessage?: string
  visible?: boolean
  orderMinimum?: number
  orderMaximum?: number
  purchasingDisabled?: boolean
  discontinued?: boolean
  stockElsewhere?: number
  download?: { file: string; size: string }
}

/** Fills in ids, SKUs, variants and price lists. Ids follow from the product's: option 10n, value 100n, variant 100n. */
export function defineProduct(definition: ProductDefinition): Product {
  const { id, name, drawing, tint = 'Sand', stock = 24 } = definition
  const slug = toSlug(name)
  const options = Object.entries(definition.options ?? {}).map(([optionName, labels], index) => ({
    id: id * 10 + index,
    name: optionName,
    values: labels.map((label, position) => ({ id: id * 100 + index * 20 + position, label })),
  }))
  const product: Product = {
    id,
    kind: definition.kind ?? 'physical',
    slug,
    name,
    description: definition.description,
    tracking: definition.tracking ?? 'variant',
    stock,
    warningLevel: definition.warningLevel ?? 3,
    availability: definition.availability ?? 'available',
    preorderMessage: definition.preorderMessage ?? '',
    visible: definition.visible ?? true,
    orderMinimum: definition.orderMinimum ?? 0,
    orderMaximum: definition.orderMaximum ?? 0,
    options,
    modifiers: (definition.modifiers ?? []).map(({ type = 'text', ...modifier }, index) => ({
      id: id * 10 + 5 + index,
      type,
      ...modifier,
      values: type === 'checkbox' ? ['Yes', 'No'].map((label, row) => ({ id: id * 100 + 90 + row, label })) : [],
    })),
    variants: [],
    picture: pictureOf(drawing, tint),
    ...(definition.download && { download: definition.download }),
  }
  product.variants = combinations(options).map((values, index): ProductVariant => {
    const labels = values.map((value) => value.label)
    const colour = values.find((value) => value.optionName === 'Colour')?.label ?? tint
    return {
      id: id * 100 + index,
      productId: id,
      sku: [slug, ...labels].map(toSlug).join('-').toUpperCase(),
      values,
      prices: priceList(definition.price),
      stock: definition.stocks?.[labels.join('/')] ?? stock,
      stockElsewhere: definition.stockElsewhere ?? 0,
      purchasingDisabled: definition.purchasingDisabled ?? false,
      discontinued: definition.discontinued ?? false,
      picture: pictureOf(drawing, colour),
    }
  })
  return product
}

export function pictureOf(drawing: string, colour: string): string {
  return `${drawing}-${toSlug(colour)}.svg`
}

function toSlug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}

/** Every way to choose one value per option; one empty choice where there is no option. */
function combinations(options: Product['options']): ProductVariant['values'][] {
  return options.reduce<ProductVariant['values'][]>(
    (chosen, option) =>
      chosen.flatMap((values) =>
        option.values.map((value) => [
          ...values,
          { optionId: option.id, optionName: option.name, valueId: value.id, label: value.label },
        ]),
      ),
    [[]],
  )
}
