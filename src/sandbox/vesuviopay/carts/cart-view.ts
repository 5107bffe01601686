import type { SandboxContext } from '../../sandbox-context.ts'
import { nameOf, type Product, type ProductVariant } from '../../world/catalogue/product.ts'
import { storeCurrency, toMajor } from '../../world/currency.ts'
import { stableUuid } from '../../world/stable-id.ts'
import type { VesuvioPayCart, VesuvioPayItem } from '../state.ts'
import { externalIds } from '../stock/external-ids.ts'
import { buyableStock } from '../stock/stock.ts'

/** Products from this id on are of the brand for the house; clothes have lower ids. */
const firstForTheHouse = 113

/** A cart as VesuvioPay sends it. */
export function viewCart(cart: Pick<VesuvioPayCart, 'storeId' | 'items'>, context: SandboxContext) {
  const lines = cart.items.flatMap((item) => {
    const found = findProduct(item, context)
    return found ? [{ item, ...found, view: viewItem(item, context) }] : []
  })
  const cents = lines.reduce((sum, { item, variant }) => sum + variant.prices[storeCurrency] * item.quantity, 0)
  return {
    storeId: cart.storeId,
    ...viewLists(lines, context),
    totalItems: lines.reduce((sum, { item }) => sum + item.quantity, 0),
    ...viewTotals(cents, context),
  }
}

/** One item of a cart. A product that left the catalogue keeps its name. */
export function viewItem(item: VesuvioPayItem, context: SandboxContext): Record<string, unknown> {
  const found = findProduct(item, context)
  if (!found) return {}
  const { product, variant } = found
  const { readings } = context
  const name = nameOf(product, variant)
  const imageUrl = `${context.urlOf('vesuviopay')}/product-images/${variant.picture}`
  const nameAt = readings.get('vesuviopayItemName')
  const imageAt = readings.get('vesuviopayItemImage')
  const nested = {
    ...(nameAt === 'product.name' && { name }),
    ...(nameAt === 'empty' && { name: '' }),
    ...(imageAt === 'product.imageUrl' && { imageUrl }),
  }
  const stock = variant.discontinued ? 0 : buyableStock(product, variant)
  return {
    [readings.get('vesuviopayItemId')]: item.id,
    productId: productGuid(product),
    variantId: stableUuid(`vesuviopay/variant/${variant.id}`),
    ...externalIds(product, variant, context),
    quantity: item.quantity,
    price: toMajor(variant.prices[storeCurrency], storeCurrency),
    ...(Object.keys(nested).length > 0 && { product: nested }),
    ...((nameAt === 'productName' || nameAt === 'name') && { [nameAt]: name }),
    ...(imageAt === 'imageUrl' && { imageUrl }),
    ...(readings.get('vesuviopayItemAvailability') === 'present' && {
      isAvailable: item.quantity <= stock,
      ...(Number.isFinite(stock) && { availableQuantity: stock }),
    }),
  }
}

function viewLists(lines: { product: Product; view: unknown }[], { readings }: SandboxContext) {
  const shape = readings.get('vesuviopayCartItems')
  if (shape === 'flat') return { items: lines.map(({ view }) => view) }
  const groups = [...Map.groupBy(lines, ({ product }) => brandOf(product))].map(([brandName, members]) => ({
    brandName,
    items: members.map(({ view }) => view),
  }))
  return shape === 'brands' ? { brands: groups } : { items: groups }
}

function viewTotals(cents: number, { readings }: SandboxContext) {
  const subtotal = toMajor(cents, storeCurrency)
  switch (readings.get('vesuviopayCartTotals')) {
    case 'absent':
      return {}
    case 'grand-total':
      return { subtotal, taxes: 0, grandTotal: subtotal }
    default:
      return { subtotal }
  }
}

function findProduct(item: VesuvioPayItem, { world }: SandboxContext) {
  const product = world.products.find(({ id }) => id === item.productId)
  const variant: ProductVariant | undefined = product?.variants.find(({ id }) => id === item.variantId)
  return product && variant && { product, variant }
}

function productGuid(product: Product): string {
  return stableUuid(`vesuviopay/product/${product.id}`)
}

function brandOf(product: Product): string {
  return product.id < firstForTheHouse ? 'Wool' : 'Alder'
}
