import type { SandboxContext } from '../../sandbox-context.ts'
import { type Product, type ProductVariant, stockOf } from '../../world/catalogue/product.ts'
import { storeCurrency, toMajor } from '../../world/currency.ts'

/** A product as the catalogue shows it, in the shop's own currency. */
export function viewProduct(product: Product, includes: ReadonlySet<string>, context: SandboxContext) {
  const variants = product.variants.filter((variant) => !variant.discontinued)
  const first = variants[0]
  const price = first ? toMajor(first.prices[storeCurrency], storeCurrency) : 0
  const storefront = context.urlOf('bigcommerce')
  return {
    id: product.id,
    name: product.name,
    type: product.kind,
    sku: product.options.length === 0 ? (first?.sku ?? '') : product.slug.toUpperCase(),
    description: `<p>${product.description}</p>`,
    weight: product.kind === 'digital' ? 0 : 0.4,
    price,
    calculated_price: price,
    categories: [product.kind === 'digital' ? 30 : 20],
    brand_id: 0,
    inventory_level: productLevel(product, variants, context),
    inventory_warning_level: product.tracking === 'none' ? 0 : product.warningLevel,
    inventory_tracking: product.tracking,
    is_visible: product.visible,
    is_featured: false,
    availability: product.availability,
    availability_description: product.preorderMessage,
    condition: 'New',
    order_quantity_minimum: product.orderMinimum,
    order_quantity_maximum: product.orderMaximum,
    preorder_release_date:
      product.availability === 'preorder' ? new Date(context.clock() + 45 * 24 * 60 * 60 * 1000).toISOString() : null,
    preorder_message: product.preorderMessage,
    is_preorder_only: product.availability === 'preorder',
    is_price_hidden: false,
    price_hidden_label: '',
    custom_url: { url: `/${product.slug}/`, is_customized: false },
    base_variant_id: product.options.length === 0 ? (first?.id ?? null) : null,
    ...(includes.has('variants') && { variants: variants.map((variant) => viewVariant(product, variant, context)) }),
    ...(includes.has('options') && { options: viewOptions(product) }),
    ...(includes.has('modifiers') && { modifiers: viewModifiers(product) }),
    ...(includes.has('images') && { images: [viewImage(product, storefront)] }),
    ...(includes.has('primary_image') && { primary_image: viewImage(product, storefront) }),
  }
}

/** A variant as the catalogue shows it. */
export function viewVariant(product: Product, variant: ProductVariant, context: SandboxContext) {
  const price = toMajor(variant.prices[storeCurrency], storeCurrency)
  return {
    id: variant.id,
    product_id: product.id,
    sku: variant.sku,
    sku_id: product.options.length === 0 ? null : variant.id,
    // A simple product's price is on the product; `null` on its variant means "the same".
    price: product.options.length === 0 ? null : price,
    calculated_price: price,
    sale_price: null,
    retail_price: null,
    weight: null,
    calculated_weight: product.kind === 'digital' ? 0 : 0.4,
    purchasing_disabled: variant.purchasingDisabled,
    purchasing_disabled_message: variant.purchasingDisabled ? 'Back in the shop after its repair.' : '',
    image_url: `${context.urlOf('bigcommerce')}/product-images/${variant.picture}`,
    upc: '',
    inventory_level: product.tracking === 'variant' ? variantLevel(variant, context) : uncounted(context),
    inventory_warning_level: product.tracking === 'variant' ? product.warningLevel : 0,
    bin_picking_number: '',
    option_values: variant.values.map((value) => ({
      id: value.valueId,
      label: value.label,
      option_id: value.optionId,
      option_display_name: value.optionName,
    })),
  }
}

/** Two documents disagree on whether the catalogue counts all locations or the default one. */
function variantLevel(variant: ProductVariant, { readings }: SandboxContext): number | null {
  if (variant.isLevelUnknown) return null
  return readings.get('catalogueLevel') === 'total'
    ? variant.stock
    : Math.max(0, variant.stock - variant.stockElsewhere)
}

/** The level of what is not counted there. */
function uncounted({ readings }: SandboxContext): number | null {
  return readings.get('uncountedLevel') === 'null' ? null : 0
}

function productLevel(product: Product, variants: ProductVariant[], context: SandboxContext) {
  if (product.tracking === 'none') return uncounted(context)
  if (product.tracking === 'variant') {
    return variants.reduce((total, variant) => total + (variantLevel(variant, context) ?? 0), 0)
  }
  return variants[0] ? stockOf(product, variants[0]) : 0
}

function viewOptions(product: Product) {
  return product.options.map((option, index) => ({
    id: option.id,
    product_id: product.id,
    name: option.name,
    display_name: option.name,
    type: 'rectangles',
    sort_order: index,
    option_values: option.values.map((value, position) => ({ ...value, sort_order: position, is_default: false })),
  }))
}

function viewModifiers(product: Product) {
  return product.modifiers.map((modifier) => ({
    id: modifier.id,
    product_id: product.id,
    name: modifier.name,
    display_name: modifier.name,
    type: modifier.type,
    required: modifier.required,
    option_values: modifier.values.map((value, position) => ({ ...value, sort_order: position, is_default: false })),
  }))
}

function viewImage(product: Product, storefront: string) {
  const url = `${storefront}/product-images/${product.picture}`
  return {
    id: product.id,
    product_id: product.id,
    is_thumbnail: true,
    sort_order: 0,
    description: product.name,
    image_file: product.picture,
    url_zoom: url,
    url_standard: url,
    url_thumbnail: url,
    url_tiny: url,
  }
}
