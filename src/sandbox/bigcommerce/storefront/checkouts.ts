import type { SandboxContext } from '../../sandbox-context.ts'
import type { Cart } from '../../world/cart.ts'
import { cartTotals } from '../../world/cart-totals.ts'
import { toMajor } from '../../world/currency.ts'
import { stableHex } from '../../world/stable-id.ts'
import { requireCart } from '../carts/cart-access.ts'
import { taxOn, viewCart } from '../carts/cart-view.ts'
import { customFieldsOf, toNational } from '../customers/consent-fields.ts'
import { BigCommerceFailure } from '../failure.ts'
import { type Operation, scopes } from '../operation.ts'
import { readList } from '../pages.ts'
import { addCoupon } from './coupons.ts'

const documentedIncludes = [
  'cart.line_items.physical_items.options',
  'cart.line_items.digital_items.options',
  'consignments.available_shipping_options',
  'promotions.banners',
]

/** The checkout of a cart, which has the cart's own id. */
export const checkoutOperations: Operation[] = [
  {
    method: 'GET',
    path: '/checkouts/:cartId',
    source: 'reference/checkouts.v3.yml, Get a Checkout; values of custom fields are inferred',
    scopes: scopes.readCheckouts,
    query: ['include'],
    answer(request, context) {
      const includes = readList(request.query, 'include') ?? []
      const unknown = includes.find((include) => !documentedIncludes.includes(include))
      if (unknown) throw new BigCommerceFailure(422, `The include "${unknown}" is not valid`, {})
      const cart = requireCart(request, context)
      return { status: 200, body: { data: viewCheckout(cart, includes, context), meta: {} } }
    },
  },
  {
    method: 'POST',
    path: '/checkouts/:cartId/coupons',
    source: 'reference/checkouts.v3.yml, addCheckoutCoupon; refusals are inferred',
    scopes: scopes.editCheckouts,
    body: { object: { coupon_code: 'string', version: 'integer' }, required: ['coupon_code'] },
    answer(request, context) {
      const cart = addCoupon(request, context)
      return { status: 200, body: { data: viewCheckout(cart, [], context), meta: {} }, write: true }
    },
  },
]

function viewCheckout(cart: Cart, includes: string[], context: SandboxContext) {
  const { cartAmount } = cartTotals(cart)
  const tax = taxOn(cartAmount, context.world.accounts.bigcommerce)
  const [net, total] = [cartAmount, cartAmount + tax].map((amount) => toMajor(amount, cart.currency))
  const ofCart = new Set(includes.map((include) => include.replace(/^cart\./, '')))
  const { cart_amount: _, ...view } = viewCart(cart, ofCart, context)
  return {
    id: cart.id,
    cart: { ...view, cart_amount_inc_tax: total, cart_amount_ex_tax: net },
    ...viewBilling(cart, context),
    consignments: [],
    taxes: [],
    coupons: view.coupons,
    order_id: null,
    shipping_cost_total_inc_tax: 0,
    shipping_cost_total_ex_tax: 0,
    handling_cost_total_inc_tax: 0,
    handling_cost_total_ex_tax: 0,
    tax_total: toMajor(tax, cart.currency),
    subtotal_inc_tax: total,
    subtotal_ex_tax: net,
    grand_total: total,
    created_time: view.created_time,
    updated_time: view.updated_time,
    customer_message: '',
    version: cart.version,
  }
}

/** The billing address, as far as the shopper filled it in. Customers have no boxes here: they ticked them at sign-up. */
function viewBilling(cart: Cart, context: SandboxContext) {
  if (cart.email === '') {
    const reading = context.readings.get('emptyBillingAddress')
    return reading === 'absent' ? {} : { billing_address: reading === 'null' ? null : {} }
  }
  const { firstName, lastName, phone } = cart.shopper
  return {
    billing_address: {
      id: stableHex(`billing/${cart.id}`, 13),
      first_name: firstName,
      last_name: lastName,
      email: cart.email,
      company: '',
      address1: '',
      address2: '',
      city: '',
      state_or_province: '',
      state_or_province_code: '',
      country: 'Germany',
      country_code: 'DE',
      postal_code: '',
      phone: context.readings.get('billingPhone') === 'national' ? toNational(phone) : phone,
      custom_fields: cart.customerId > 0 ? [] : customFieldsOf(cart, context),
    },
  }
}
