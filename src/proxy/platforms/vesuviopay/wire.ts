import * as z from 'zod'

import { Flag } from '../../adapter/index.ts'
import { type Fields, fieldsOf, firstOf, Numeric, Text } from './fields.ts'
import { refusalOf, shortOfStockCodes } from './refusal.ts'

// The reference pages load their schemas dynamically, and those could not be read. So each answer is read in every shape
// that some page shows, field by field, and what no page shows is marked as inferred or unknown. Sources are pages of
// docs.vesuviopay.com; "cart page" is /docs/api/cart.

/**
 * Any answer that does not say `success: false`; for calls whose result is read back by another call. Source:
 * /docs/error-handling. Unknown: the bodies of bulk calls, subscribe, unsubscribe and clear.
 */
export const WireDone = z.unknown().refine((answer) => refusalOf(answer) === undefined, { error: 'a refusal' })

/**
 * `POST /auth/login`: the shopper's token, or undefined where the code is refused. Source:
 * /docs/guides/cart-integration-guide shows `token`. Inferred: the other places.
 */
export const WireLogin = z.unknown().transform((answer, context): string | undefined => {
  const body = fieldsOf(answer)
  const data = fieldsOf(body.data)
  const token = firstOf(Text, body.token, data.token, data.accessToken, body.accessToken, data.jwt, body.jwt, body.data)
  if (token === undefined && !refusalOf(answer)) context.addIssue({ code: 'custom', message: 'no token' })
  return token
})

/** What VesuvioPay says of one variant, at the quantity that it was asked about. Undefined: no field says so. */
export interface WireAvailability {
  isAvailable: boolean | undefined
  availableQuantity: number | undefined
  trackInventory: boolean | undefined
  isSubscribed: boolean | undefined
}

/**
 * `POST …/availability` and `…/availability-with-subscription`. Source: cart page, "Response Format";
 * `subscriptionStatus` in its text, `isSubscribedToBackInStock` and `subscriptionDate` on
 * /docs/api-reference/check-product-availability-with-subscription. That the stock does not allow it is an answer too: "Insufficient
 * Inventory" and "Product Unavailable" of the cart page.
 */
export const WireAvailability = z.unknown().transform((answer, context): WireAvailability => {
  const { data = answer } = fieldsOf(answer)
  const fields = fieldsOf(data)
  const isAvailable = Flag.parse(fields.isAvailable)
  const refusal = isAvailable === undefined ? refusalOf(answer) : undefined
  const isShort = refusal !== undefined && shortOfStockCodes.test(refusal.code)
  if (refusal && !isShort) context.addIssue({ code: 'custom', message: 'a refusal' })
  return {
    isAvailable: isShort ? false : isAvailable,
    availableQuantity: Numeric.parse(fields.availableQuantity),
    trackInventory: Flag.parse(fields.trackInventory),
    isSubscribed: subscriptionOf(fields),
  }
})

/** Whether this shopper has subscribed. Undefined where no field says so in a form that is known. */
function subscriptionOf(fields: Fields): boolean | undefined {
  const { isSubscribed, isSubscribedToBackInStock, subscriptionStatus, subscriptionDate } = fields
  const details = fieldsOf(subscriptionStatus)
  const flag = firstOf(Flag, isSubscribed, isSubscribedToBackInStock, subscriptionStatus, details.isSubscribed)
  if (flag !== undefined) return flag
  const word = [subscriptionStatus, details.status].find((value) => typeof value === 'string')
  if (word) return /^(active|subscribed|pending)$/i.test(word)
  return Text.parse(subscriptionDate) === undefined ? undefined : true
}

/**
 * `GET /store/{storeId}/checkout-settings`, read for the currency. Source: /docs/api-reference/get-checkout-settings says
 * that it has one. Inferred: the name of the field.
 */
export const WireCurrency = z.unknown().transform((answer, context): string => {
  const { data = answer } = fieldsOf(answer)
  const { currency, currencyCode } = fieldsOf(data)
  const found = [currency, currencyCode, fieldsOf(currency).code].find(
    (value) => typeof value === 'string' && /^\s*[A-Za-z]{3}\s*$/.test(value),
  )
  if (found === undefined) context.addIssue({ code: 'custom', message: 'no currency', path: ['data', 'currency'] })
  return String(found).trim().toUpperCase()
})
