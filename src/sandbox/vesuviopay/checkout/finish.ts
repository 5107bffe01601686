import type { SandboxContext } from '../../sandbox-context.ts'
import { shopName } from '../../world/catalogue/catalogue.ts'
import { stableHex } from '../../world/stable-id.ts'
import { findCustomerCart, openCheckout } from '../carts/carts.ts'
import { refusal } from '../failure.ts'
import { type Operation, type OperationAnswer, succeed } from '../operation.ts'
import { sendSms } from '../sign-in/sms.ts'
import type { VesuvioPayCart, VesuvioPayCheckout } from '../state.ts'
import { isItemAvailable } from '../stock/stock.ts'
import { emitCartEvent } from '../webhooks/events.ts'

/** Finishes a cart: checks every item, makes a checkout link, and texts it to the customer. */
export const finishOperations: Operation[] = [
  {
    method: 'POST',
    path: '/api/v1/sdk/cart/store/:storeId/finish',
    source: '/docs/api-reference/finish-cart-flow; its answer and a second call are unknown',
    caller: 'customer',
    answer(request, context) {
      const { world, readings } = context
      const cart = findCustomerCart(request, context)
      if (!cart) throw refusal('CART_NOT_FOUND')
      if (cart.items.length === 0) throw refusal('EMPTY_CART')
      if (world.accounts.vesuviopay.unverifiedPhones.includes(cart.phone)) throw refusal('PHONE_NOT_VERIFIED')
      if (!cart.items.every((item) => isItemAvailable(item, context))) throw refusal('ITEMS_UNAVAILABLE')
      const before = openCheckout(cart, context)
      const secondFinish = readings.get('vesuviopaySecondFinish')
      if (before && secondFinish === 'error') throw refusal('CART_LOCKED')
      if (before && secondFinish === 'same-url') return answerUrl(checkoutUrl(before, context), context)
      const url = checkoutUrl(makeCheckout(cart, request.now, context), context)
      sendSms(world, { to: cart.phone, text: `Your cart at ${shopName} is ready: ${url}`, link: url, cartId: cart.id })
      emitCartEvent('cart.checkout_started', cart, context)
      return { ...answerUrl(url, context), write: true }
    },
  },
]

function makeCheckout(cart: VesuvioPayCart, now: number, { world }: SandboxContext): VesuvioPayCheckout {
  const checkout = {
    token: stableHex(`vesuviopay/checkout/${world.nextId++}`, 40),
    cartId: cart.id,
    expiresAt: now + world.accounts.vesuviopay.checkoutLinkLifetimeSeconds * 1000,
    orderId: null,
  }
  world.vesuviopay.checkouts.push(checkout)
  return checkout
}

function checkoutUrl({ token }: VesuvioPayCheckout, context: SandboxContext): string {
  return `${context.urlOf('vesuviopay')}/checkout/${token}`
}

function answerUrl(url: string, { readings }: SandboxContext): OperationAnswer {
  const place = readings.get('vesuviopayFinishAnswer')
  switch (place) {
    case 'data':
      return succeed(url)
    case 'text':
      return { status: 200, text: url }
    case 'sent-text':
      return { status: 200, text: 'SMS sent' }
    case 'sent':
      return { status: 200, body: { success: true, message: 'Customer receives SMS with payment link' } }
    case 'checkoutUrl':
      return { status: 200, body: { success: true, checkoutUrl: url } }
    default:
      return succeed({ [place.slice('data.'.length)]: url })
  }
}
