import type { SandboxContext } from '../../sandbox-context.ts'
import { type Cart, type CartLine, type ChosenOption, isProductLine, type ProductLine } from '../../world/cart.ts'
import { toMinor } from '../../world/currency.ts'
import { productLine } from '../../world/product-line.ts'
import { stableUuid } from '../../world/stable-id.ts'
import { findVariant } from '../../world/world.ts'
import { BigCommerceFailure, unprocessable } from '../failure.ts'
import { viewOptions } from './cart-view.ts'
import { type LineRequest, resolveLine } from './line-request.ts'
import { requirePurchasable, requireQuantity } from './stock-rules.ts'

/** Lines as `POST /carts` and `POST /carts/{id}/items` take them. */
export interface LinesRequest {
  line_items?: LineRequest[]
  custom_items?: { sku?: string; name: string; quantity: number; list_price: number; image_url?: string }[]
  gift_certificates?: {
    name: string
    theme: string
    amount: number
    quantity: number
    sender: { name?: string; email?: string }
    recipient: { name?: string; email?: string }
    message?: string
  }[]
}

/** Adds lines to a draft of a cart. Throws if one of them is refused; the caller then drops the draft. */
export function addLines(cart: Cart, request: LinesRequest, context: SandboxContext): void {
  for (const item of request.line_items ?? []) addProduct(cart, item, context)
  for (const item of request.custom_items ?? []) {
    requireQuantity(item.quantity)
    if (item.name === '' || item.name.length > 250)
      throw unprocessable('The name of a custom item has 1 to 250 characters')
    cart.lines.push({
      kind: 'custom',
      id: nextLineId(context),
      sku: item.sku ?? '',
      name: item.name,
      quantity: item.quantity,
      listPrice: toMinor(item.list_price, cart.currency),
      picture: item.image_url ?? 'gift-wrap-rust.svg',
    })
  }
  for (const item of request.gift_certificates ?? []) {
    requireQuantity(item.quantity)
    if (item.amount < 1 || item.amount > 1000) throw unprocessable('A gift certificate is worth 1 to 1000')
    cart.lines.push({
      kind: 'gift-certificate',
      id: nextLineId(context),
      name: item.name,
      theme: item.theme,
      quantity: item.quantity,
      amount: toMinor(item.amount, cart.currency),
      sender: { name: item.sender.name ?? '', email: item.sender.email ?? '' },
      recipient: { name: item.recipient.name ?? '', email: item.recipient.email ?? '' },
      message: item.message ?? '',
    })
  }
}

/** Sets quantity or price of a line in a draft of a cart. */
export function updateLine(cart: Cart, lineId: string, request: Partial<LineRequest>, context: SandboxContext): void {
  const line = requireLine(cart, lineId)
  if (!isProductLine(line)) throw unprocessable('This kind of item cannot be updated')
  requireMutable(line)
  line.options = updatedOptions(line, request, context)
  if (request.list_price !== undefined) {
    line.listPrice = toMinor(request.list_price, cart.currency)
    line.priceOverridden = true
  }
  if (request.quantity === undefined) return
  requireQuantity(request.quantity)
  line.quantity = request.quantity
  for (const child of childrenOf(cart, line)) child.quantity = request.quantity
  const found = findVariant(context.world, line.productId, line.variantId)
  if (!found) throw unprocessable(`Product with id ${line.productId} was not found`)
  requirePurchasable(cart, found.product, found.variant, context)
}

/**
 * What a line has after an update: the options of the request, and nothing of what it leaves out. The document requires no
 * key of this body, and does not say what a quantity by itself does to the options. Source: reference/carts.v3.yml,
 * updateCartLineItem; that missing modifiers are deleted is told in https://github.com/bigcommerce/catalyst/pull/594.
 */
function updatedOptions(line: ProductLine, request: Partial<LineRequest>, context: SandboxContext) {
  const isNamed = request.product_id !== undefined
  const alone = context.readings.get('updateByQuantity')
  if (!isNamed && request.variant_id === undefined && request.option_selections === undefined) {
    if (alone === 'keeps-options') return line.options
    if (alone === 'refused') {
      throw unprocessable('JSON data is missing or invalid', { 'line_item.product_id': 'error.path.missing' })
    }
  }
  const { productId: product_id, variantId } = line
  if (isNamed && request.product_id !== product_id) throw unprocessable('The product of a line cannot be changed')
  const variant = isNamed ? {} : { variant_id: variantId }
  const found = resolveLine({ quantity: line.quantity, ...variant, ...request, product_id }, context)
  if (found.variant.id !== variantId) {
    throw unprocessable('The variant of a line cannot be changed; remove it and add the other one')
  }
  return found.options
}

/** Removes a line, and what came with it, from a draft of a cart. */
export function removeLine(cart: Cart, lineId: string, context: SandboxContext): void {
  const line = requireLine(cart, lineId)
  if (isProductLine(line) && line.parentId !== null) requireMutable(line)
  const gone = new Set([line, ...(isProductLine(line) ? childrenOf(cart, line) : [])])
  cart.lines = cart.lines.filter((candidate) => !gone.has(candidate))
  if (cart.lines.every(isPromotional)) {
    cart.lines = []
  } else if (isPromotional(line)) {
    // Promotions are evaluated again after every change and put their gift back under a new id.
    cart.lines.push({ ...line, id: nextLineId(context) })
  }
}

/** The next line id; it follows from the world's count, so that it repeats after a reset. */
export function nextLineId({ world }: SandboxContext): string {
  return stableUuid(`line/${world.nextId++}`)
}

function addProduct(cart: Cart, request: LineRequest, context: SandboxContext): void {
  requireQuantity(request.quantity)
  const { product, variant, options } = resolveLine(request, context)
  const isSame = (line: CartLine) =>
    isProductLine(line) &&
    line.variantId === variant.id &&
    line.mutable &&
    !line.priceOverridden &&
    request.list_price === undefined &&
    isSameChoice(line.options, options, context)
  const present = cart.lines.find(isSame)
  if (present) {
    present.quantity += request.quantity
  } else {
    const line = productLine(nextLineId(context), product, variant, cart.currency, request.quantity)
    line.options = options
    if (request.list_price !== undefined) {
      line.listPrice = toMinor(request.list_price, cart.currency)
      line.priceOverridden = true
    }
    cart.lines.push(line)
  }
  requirePurchasable(cart, product, variant, context)
}

/** Whether two lines of a variant were chosen alike: a text counts as it is kept. */
function isSameChoice(present: ChosenOption[], chosen: ChosenOption[], context: SandboxContext): boolean {
  return JSON.stringify(viewOptions(present, context)) === JSON.stringify(viewOptions(chosen, context))
}

function requireLine(cart: Cart, lineId: string): CartLine {
  const line = cart.lines.find((candidate) => candidate.id === lineId.toLowerCase())
  if (!line) throw new BigCommerceFailure(404, 'Cart item not found')
  return line
}

function requireMutable(line: ProductLine): void {
  if (!line.mutable) throw unprocessable('This item cannot be changed')
}

function childrenOf(cart: Cart, parent: ProductLine): ProductLine[] {
  return cart.lines.filter(isProductLine).filter((line) => line.parentId === parent.id)
}

function isPromotional(line: CartLine): boolean {
  return isProductLine(line) && line.addedByPromotion
}
