import assert from 'node:assert/strict'

import { type Ask, openSession } from './graphql.ts'
import type { Engine } from './start-engine.ts'

/** A visitor of the shop, in a session of their own. */
export interface Shopper {
  ask: Ask
  /** Puts pieces of a variant into the cart, and answers the cart's id. */
  add(variantId: string, quantity?: number): Promise<string>
  /** By variant, as the session's own cart has it. Empty where there is none. */
  cart(): Promise<Record<string, number>>
  /** Gives an address and consent to messages: yes, no, or nothing said. */
  leaveAddress(emailAddress: string, consent?: boolean | null): Promise<void>
  /** Goes to the payment step. */
  arrangePayment(): Promise<void>
  /** Pays. Answers the order's state. */
  pay(): Promise<string>
}

/** Opens the shop, in the channel of a currency. */
export function openShop({ shopApi, channels, shippingMethodId }: Engine, currency = 'USD'): Shopper {
  const session = openSession(shopApi)
  const ask: Ask = (query, variables) => session(query, variables, channels[currency]?.token)
  return {
    ask,
    async add(variantId, quantity = 1) {
      const { addItemToOrder } = await ask(
        `mutation ($variantId: ID!, $quantity: Int!) { addItemToOrder(productVariantId: $variantId, quantity: $quantity) {
          ... on Order { id } ... on ErrorResult { errorCode } } }`,
        { variantId, quantity },
      )
      assert.ok(addItemToOrder.id, addItemToOrder.errorCode)
      return addItemToOrder.id
    },
    async cart() {
      const { activeOrder } = await ask('{ activeOrder { lines { quantity productVariant { id } } } }')
      const lines: { quantity: number; productVariant: { id: string } }[] = activeOrder?.lines ?? []
      return Object.fromEntries(lines.map(({ quantity, productVariant }) => [productVariant.id, quantity]))
    },
    async leaveAddress(emailAddress, consent = null) {
      const input = { emailAddress, firstName: 'Ada', lastName: 'Example' }
      await ask(
        `mutation ($input: CreateCustomerInput!, $order: UpdateOrderInput!) {
          setCustomerForOrder(input: $input) { __typename } setOrderCustomFields(input: $order) { __typename } }`,
        { input, order: { customFields: { cartRecoveryConsent: consent } } },
      )
    },
    async arrangePayment() {
      const { setOrderShippingMethod: set, transitionOrderToState: order } = await ask(
        `mutation ($id: ID!) {
          setOrderShippingAddress(input: { streetLine1: "1 Example Street", countryCode: "US" }) { __typename }
          setOrderShippingMethod(shippingMethodId: [$id]) { __typename ... on ErrorResult { errorCode } }
          transitionOrderToState(state: "ArrangingPayment") {
            ... on Order { state } ... on OrderStateTransitionError { transitionError } } }`,
        { id: shippingMethodId },
      )
      assert.equal(set.errorCode, undefined)
      assert.equal(order?.state, 'ArrangingPayment', order?.transitionError)
    },
    async pay() {
      const { addPaymentToOrder } = await ask(
        `mutation { addPaymentToOrder(input: { method: "invoice", metadata: {} }) {
          ... on Order { state } ... on ErrorResult { message } } }`,
      )
      assert.ok(addPaymentToOrder.state, addPaymentToOrder.message)
      return addPaymentToOrder.state
    },
  }
}
