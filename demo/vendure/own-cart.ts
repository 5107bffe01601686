import * as z from 'zod'

import type { AskShop } from './shop-api.ts'

const Line = z.object({
  quantity: z.number(),
  linePriceWithTax: z.number(),
  productVariant: z.object({ name: z.string() }),
})
const Cart = z.object({
  code: z.string(),
  state: z.string(),
  totalQuantity: z.number(),
  totalWithTax: z.number(),
  subTotalWithTax: z.number(),
  customer: z.object({ emailAddress: z.string(), firstName: z.string() }).nullable(),
  lines: z.array(Line),
})
const Shelf = z.object({
  products: z.object({
    items: z.array(
      z.object({
        name: z.string(),
        variants: z.array(
          z.object({ id: z.string(), name: z.string(), priceWithTax: z.number(), stockLevel: z.string() }),
        ),
      }),
    ),
  }),
})
const Done = z.looseObject({
  message: z.string().optional(),
  state: z.string().optional(),
  code: z.string().optional(),
})

/** The cart of a session, as the engine has it. */
export type OwnCart = z.infer<typeof Cart>
/** What the engine sells, each product with its variants. */
export type Shelf = z.infer<typeof Shelf>['products']['items']

const cartFields = `code state totalQuantity totalWithTax subTotalWithTax customer { emailAddress firstName }
  lines { quantity linePriceWithTax productVariant { name } }`
const problem = '... on ErrorResult { message }'

export async function readShelf(ask: AskShop): Promise<Shelf> {
  const document = '{ products { items { name variants { id name priceWithTax stockLevel } } } }'
  return (await ask(document, Shelf)).products.items
}

/** The session's own cart, if it has one. */
export async function readOwnCart(ask: AskShop): Promise<OwnCart | undefined> {
  const { activeOrder } = await ask(`{ activeOrder { ${cartFields} } }`, z.object({ activeOrder: Cart.nullable() }))
  return activeOrder ?? undefined
}

/** Throws with the engine's own words where it refuses. */
export async function addToCart(ask: AskShop, variantId: string): Promise<void> {
  await leavePayment(ask)
  await change(ask, `mutation ($id: ID!) { done: addItemToOrder(productVariantId: $id, quantity: 1) { ${problem} } }`, {
    id: variantId,
  })
}

/** Who orders, and whether they may be written to about this cart. */
export async function leaveAddress(
  ask: AskShop,
  { emailAddress, firstName, consent }: { emailAddress: string; firstName: string; consent: boolean },
): Promise<void> {
  const input = { emailAddress, firstName, lastName: 'Example' }
  await change(
    ask,
    `mutation ($input: CreateCustomerInput!) { done: setCustomerForOrder(input: $input) { ${problem} } }`,
    { input },
  )
  await change(
    ask,
    `mutation ($input: UpdateOrderInput!) { done: setOrderCustomFields(input: $input) { ${problem} } }`,
    {
      input: { customFields: { cartRecoveryConsent: consent } },
    },
  )
}

/** Orders what is in the cart: a parcel to one address, paid by invoice. Answers the order's code. */
export async function order(ask: AskShop, shippingMethodId: string): Promise<string> {
  await leavePayment(ask)
  await change(
    ask,
    `mutation ($address: CreateAddressInput!) { done: setOrderShippingAddress(input: $address) { ${problem} } }`,
    { address: { streetLine1: '4 Mill Lane', countryCode: 'US' } },
  )
  await change(ask, `mutation ($ids: [ID!]!) { done: setOrderShippingMethod(shippingMethodId: $ids) { ${problem} } }`, {
    ids: [shippingMethodId],
  })
  await change(ask, `mutation { done: transitionOrderToState(state: "ArrangingPayment") { ${problem} } }`)
  const paid = await change(
    ask,
    `mutation { done: addPaymentToOrder(input: { method: "invoice", metadata: {} }) { ... on Order { code } ${problem} } }`,
  )
  return paid.code ?? ''
}

/** Makes the cart behind a code this session's. False where the code is used up, too old or not of this shop. */
export async function claimCart(ask: AskShop, code: string): Promise<boolean> {
  const document = 'mutation ($code: String!) { claimCart(code: $code) { __typename } }'
  const Claimed = z.object({ claimCart: z.object({ __typename: z.string() }) })
  return (await ask(document, Claimed, { code })).claimCart.__typename === 'CartClaimed'
}

/** A cart at the payment step takes no changes. */
async function leavePayment(ask: AskShop): Promise<void> {
  if ((await readOwnCart(ask))?.state !== 'ArrangingPayment') return
  await change(ask, `mutation { done: transitionOrderToState(state: "AddingItems") { ${problem} } }`)
}

async function change(ask: AskShop, document: string, variables: object = {}): Promise<z.infer<typeof Done>> {
  const { done } = await ask(document, z.object({ done: Done.nullable() }), variables)
  if (done?.message) throw new Error(done.message)
  return done ?? {}
}
