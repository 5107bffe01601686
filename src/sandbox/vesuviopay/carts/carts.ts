import type { SandboxContext } from '../../sandbox-context.ts'
import { stableUuid } from '../../world/stable-id.ts'
import { findVariant } from '../../world/world.ts'
import { refusal } from '../failure.ts'
import type { OperationRequest } from '../operation.ts'
import type { VesuvioPayCart, VesuvioPayCheckout, VesuvioPayItem } from '../state.ts'
import type { ExternalIds } from '../stock/external-ids.ts'
import { findByExternalIds } from '../stock/external-ids.ts'
import { allowedQuantity, buyableStock } from '../stock/stock.ts'
import { emitSdkEvent } from '../webhooks/events.ts'

type Owner = Pick<OperationRequest, 'phone' | 'storeId'>

export function findCustomerCart({ phone, storeId }: Owner, { world }: SandboxContext): VesuvioPayCart | undefined {
  return world.vesuviopay.carts.find((cart) => cart.phone === phone && cart.storeId === storeId)
}

/** The customer's cart. It is created by the first item. */
export function openCart(owner: Owner, context: SandboxContext): VesuvioPayCart {
  const cart = findCustomerCart(owner, context)
  if (cart) return cart
  const count = context.world.nextId++
  const made: VesuvioPayCart = {
    id: stableUuid(`vesuviopay/cart/${count}`),
    key: `vesuviopay-cart-${count}`,
    storeId: owner.storeId,
    phone: owner.phone,
    items: [],
    status: 'active',
  }
  context.world.vesuviopay.carts.push(made)
  emitSdkEvent('cart.created', made, context)
  return made
}

/** The checkout that finish opened for the cart, until it is ordered or expires. */
export function openCheckout(cart: VesuvioPayCart, { world, clock }: SandboxContext): VesuvioPayCheckout | undefined {
  return world.vesuviopay.checkouts.findLast(
    ({ cartId, orderId, expiresAt }) => cartId === cart.id && orderId === null && clock() < expiresAt,
  )
}

/** Whether finish locked the cart: until it is ordered or the link expires. */
export function isLocked(cart: VesuvioPayCart, context: SandboxContext): boolean {
  return context.readings.get('vesuviopayFinishLock') === 'locked' && openCheckout(cart, context) !== undefined
}

export function requireUnlocked(cart: VesuvioPayCart | undefined, context: SandboxContext): void {
  if (cart && isLocked(cart, context)) throw refusal('CART_LOCKED')
}

/** Adds an item. If it is in the cart already, the quantity is added to it (documented). */
export function addItem(
  owner: Owner,
  request: ExternalIds & { quantity: number },
  context: SandboxContext,
): VesuvioPayItem {
  requireUnlocked(findCustomerCart(owner, context), context)
  requireQuantity(request.quantity, 1)
  const found = findByExternalIds(request, context)
  if (!found) throw refusal('VARIANT_NOT_FOUND')
  const { product, variant } = found
  const present = findCustomerCart(owner, context)?.items.find((item) => item.variantId === variant.id)
  const target = (present?.quantity ?? 0) + request.quantity
  const quantity = allowedQuantity(target, buyableStock(product, variant), 'OUT_OF_STOCK', context)
  const cart = openCart(owner, context)
  cart.status = 'active'
  if (present) {
    present.quantity = quantity
    emitSdkEvent('cart.item_updated', cart, context)
    return present
  }
  const id = stableUuid(`vesuviopay/item/${context.world.nextId++}`)
  const item = { id, productId: product.id, variantId: variant.id, quantity }
  cart.items.push(item)
  emitSdkEvent('cart.item_added', cart, context)
  return item
}

/** Sets the quantity of an item; 0 removes it. Gives the item as it is now, or nothing where it was removed. */
export function setQuantity(
  owner: Owner,
  request: { cartItemId: string; quantity: number },
  context: SandboxContext,
): VesuvioPayItem | undefined {
  const cart = findCustomerCart(owner, context)
  requireUnlocked(cart, context)
  requireQuantity(request.quantity, 0)
  const item = cart?.items.find(({ id }) => id === request.cartItemId)
  if (!cart || !item) throw refusal('CART_ITEM_NOT_FOUND')
  if (request.quantity === 0) {
    cart.items = cart.items.filter((other) => other !== item)
    emitSdkEvent('cart.item_removed', cart, context)
    return undefined
  }
  const found = findVariant(context.world, item.productId, item.variantId)
  const stock = found ? buyableStock(found.product, found.variant) : 0
  item.quantity = allowedQuantity(request.quantity, stock, 'INSUFFICIENT_STOCK', context)
  emitSdkEvent('cart.item_updated', cart, context)
  return item
}

function requireQuantity(quantity: number, minimum: number): void {
  const isValid = Number.isSafeInteger(quantity) && quantity >= minimum && quantity <= 2_147_483_647
  if (!isValid) throw refusal('INVALID_QUANTITY')
}
