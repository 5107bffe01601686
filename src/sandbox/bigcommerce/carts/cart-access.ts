import type { SandboxContext } from '../../sandbox-context.ts'
import { type Cart, isAlive } from '../../world/cart.ts'
import { findCart } from '../../world/world.ts'
import { BigCommerceFailure } from '../failure.ts'
import { emitCartEvent } from '../hooks/hook-events.ts'
import type { OperationAnswer, OperationRequest } from '../operation.ts'
import { createRedirectUrls } from '../storefront/redirect-links.ts'
import { viewCart } from './cart-view.ts'

/** What `include` may ask for; anything else is refused. */
const documentedIncludes = [
  'redirect_urls',
  'line_items.physical_items.options',
  'line_items.digital_items.options',
  'promotions.banners',
]

/** The cart of the path; throws 404 where it is gone. */
export function requireCart({ params, now }: OperationRequest, { world }: SandboxContext): Cart {
  const cart = findCart(world, params.cartId ?? '')
  if (!cart || !isAlive(cart, now)) throw new BigCommerceFailure(404, 'Cart not found')
  return cart
}

/** The cart of the path, for a change. Throws where it is gone, or where `version` is not its current one. */
export function requireEditableCart(request: OperationRequest, context: SandboxContext): Cart {
  const cart = findCart(context.world, request.params.cartId ?? '')
  if (!cart || !isAlive(cart, request.now)) {
    throw context.readings.get('editGoneCart') === '404'
      ? new BigCommerceFailure(404, 'Cart not found')
      : new BigCommerceFailure(500, 'Internal Server Error')
  }
  if (request.body.version !== undefined && request.body.version !== cart.version) {
    throw new BigCommerceFailure(
      409,
      'The request cannot be processed due to a possible conflict. Please review the changes and try again.',
    )
  }
  return cart
}

/**
 * Changes the cart of a request and tells its webhooks. The change is made on a copy, which is dropped where something
 * in it is refused; an `include` that is not documented refuses the whole request.
 */
export function editCart(request: OperationRequest, context: SandboxContext, change: (draft: Cart) => void): Cart {
  readIncludes(request)
  const cart = requireEditableCart(request, context)
  const draft = structuredClone(cart)
  change(draft)
  Object.assign(cart, draft, { version: cart.version + 1, updatedAt: request.now })
  emitCartEvent('updated', cart, context)
  return cart
}

/** The cart in BigCommerce's envelope, with what `include` asked for. */
export function answerCart(
  status: number,
  cart: Cart,
  request: OperationRequest,
  context: SandboxContext,
  write: boolean,
): OperationAnswer {
  const includes = readIncludes(request)
  const isBrief = write && context.readings.get('writtenOptions') === 'absent'
  const shown = isBrief ? new Set([...includes].filter((include) => !include.endsWith('.options'))) : includes
  const data = {
    ...viewCart(cart, shown, context),
    ...(includes.has('redirect_urls') && { redirect_urls: createRedirectUrls(cart, {}, request.now, context) }),
  }
  return { status, body: { data, meta: {} }, write: write || includes.has('redirect_urls') }
}

/** The values of `include`. Call it before anything is written: an unknown value refuses the request. */
export function readIncludes({ query }: OperationRequest): ReadonlySet<string> {
  const includes = new Set((query.get('include') ?? '').split(',').filter(Boolean))
  for (const include of includes) {
    if (!documentedIncludes.includes(include)) {
      throw new BigCommerceFailure(400, `The include "${include}" is not documented`)
    }
  }
  return includes
}
