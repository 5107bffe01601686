import type { SandboxContext } from '../../sandbox-context.ts'
import type { Cart } from '../../world/cart.ts'
import { BigCommerceFailure } from '../failure.ts'
import { type Operation, scopes } from '../operation.ts'
import { answerPage, readIds, readList } from '../pages.ts'
import { formFieldsOf, toNational } from './consent-fields.ts'

const documentedIncludes = [
  ...['addresses', 'storecredit', 'attributes', 'formfields', 'shopper_profile_id', 'segment_ids'],
]

/** The customers of the shop. The sandbox knows only those who have a cart. */
export const customerOperations: Operation[] = [
  {
    method: 'GET',
    path: '/customers',
    source: 'reference/customers.v3.yml, Get All Customers; values of form fields are inferred',
    scopes: scopes.readCustomers,
    query: ['id:in', 'email:in', 'page', 'limit', 'include'],
    answer({ query }, context) {
      const ids = readIds(query, 'id:in')
      const addresses = readList(query, 'email:in')
      const includes = readList(query, 'include') ?? []
      const unknown = includes.find((include) => !documentedIncludes.includes(include))
      if (unknown) throw new BigCommerceFailure(422, `The include "${unknown}" is not valid`, {})
      const matching = customersOf(context).filter(
        ({ customerId, email }) =>
          (ids?.includes(customerId) ?? true) && (addresses?.includes(email.toLowerCase()) ?? true),
      )
      return answerPage(
        matching.map((cart) => viewCustomer(cart, includes, context)),
        query,
        250,
      )
    },
  },
]

/** One cart of each customer: the customer's name and address are kept there. */
function customersOf({ world }: SandboxContext): Cart[] {
  const known = world.carts.filter(({ customerId, email }) => customerId > 0 && email !== '')
  return known.filter((cart, index) => known.findIndex(({ customerId }) => customerId === cart.customerId) === index)
}

function viewCustomer(cart: Cart, includes: string[], context: SandboxContext) {
  const { firstName, lastName, phone } = cart.shopper
  const isOnAddress = context.readings.get('customerPhone') === 'address'
  return {
    id: cart.customerId,
    email: cart.email,
    first_name: firstName,
    last_name: lastName,
    company: '',
    phone: isOnAddress ? '' : phone,
    notes: '',
    tax_exempt_category: '',
    customer_group_id: 0,
    registration_ip_address: '',
    date_created: new Date(cart.createdAt).toISOString(),
    date_modified: new Date(cart.createdAt).toISOString(),
    authentication: { force_password_reset: false },
    accepts_product_review_abandoned_cart_emails: cart.consent.email,
    origin_channel_id: Number(cart.channelId),
    channel_ids: null,
    ...(includes.includes('addresses') && { addresses: [viewAddress(cart, context)], address_count: 1 }),
    ...(includes.includes('attributes') && { attributes: [], attribute_count: 0 }),
    ...(includes.includes('storecredit') && { store_credit_amounts: [{ amount: 0 }] }),
    ...(includes.includes('formfields') && { form_fields: formFieldsOf(cart, context) }),
  }
}

/** The customer's address, with the phone as a person types it there. */
function viewAddress({ customerId, shopper }: Cart, context: SandboxContext) {
  const { firstName, lastName, phone } = shopper
  return {
    id: customerId * 10,
    customer_id: customerId,
    first_name: firstName,
    last_name: lastName,
    company: '',
    address1: 'Lindenallee 4',
    address2: '',
    city: 'Lübeck',
    state_or_province: '',
    postal_code: '23552',
    country: 'Germany',
    country_code: 'DE',
    phone: context.readings.get('billingPhone') === 'national' ? toNational(phone) : phone,
    address_type: 'residential',
  }
}
