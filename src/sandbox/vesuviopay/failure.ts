import { ApiFailure } from '../http/api-failure.ts'

/**
 * The documented codes and their status; the messages are ours.
 * Source: /docs/reference/error-codes and the error list of each operation.
 */
const documented = {
  INVALID_QUANTITY: [400, 'The quantity is not valid.'],
  OUT_OF_STOCK: [400, 'The product is out of stock.'],
  INSUFFICIENT_STOCK: [400, 'The requested quantity is not available.'],
  TOO_MANY_ITEMS: [400, 'Too many items in one request.'],
  PRODUCT_IN_STOCK: [400, 'The product is in stock.'],
  EMPTY_CART: [400, 'The cart has no items.'],
  PHONE_NOT_VERIFIED: [400, 'The phone number of the customer is not verified.'],
  ITEMS_UNAVAILABLE: [400, 'Some items are no longer available.'],
  REGISTRATION_INCOMPLETE: [400, 'The registration is not complete.'],
  UNAUTHORIZED: [401, 'A valid customer token is required.'],
  INVALID_API_KEY: [401, 'The API key is missing or not valid.'],
  INVALID_TOKEN: [401, 'The token is missing or not valid.'],
  TOKEN_EXPIRED: [401, 'The token has expired.'],
  INVALID_CREDENTIALS: [401, 'The phone number or the code is not valid.'],
  ACCESS_DENIED: [403, 'Access denied.'],
  NO_STORE_ACCESS: [403, 'The API key does not belong to this store.'],
  UNAUTHORIZED_CART_ACCESS: [403, 'The cart item belongs to another customer.'],
  STORE_NOT_FOUND: [404, 'The store was not found.'],
  CART_EMPTY: [404, 'The customer has no cart in this store.'],
  CART_NOT_FOUND: [404, 'The cart was not found.'],
  CART_ITEM_NOT_FOUND: [404, 'The cart item was not found.'],
  VARIANT_NOT_FOUND: [404, 'The variant was not found.'],
  SUBSCRIPTION_NOT_FOUND: [404, 'There is no such subscription.'],
  USER_NOT_FOUND: [404, 'The user was not found.'],
  RATE_LIMIT_EXCEEDED: [429, 'Too many requests.'],
} as const

/** Codes that are inferred: these refusals must exist, but no page names them. */
const guessed = {
  CART_LOCKED: [409, 'The cart is being checked out.'],
  ALREADY_SUBSCRIBED: [409, 'The customer is subscribed already.'],
  CONFLICT: [409, 'The request conflicts with the current state.'],
  INVALID_VERIFICATION_CODE: [400, 'The verification code is not valid.'],
  WEBHOOK_NOT_FOUND: [404, 'The webhook was not found.'],
  SMS_NOT_SENT: [400, 'The message could not be sent to this number.'],
} as const

const codes = { ...documented, ...guessed }

export type FailureCode = keyof typeof codes

/** Ends a request with VesuvioPay's error body. */
export class VesuvioPayFailure extends ApiFailure {
  override readonly name = 'VesuvioPayFailure'
  readonly errorCode: string
  /** Further fields of the body. */
  readonly details: Record<string, unknown>

  constructor(status: number, errorCode: string, message: string, details = {}, headers?: Record<string, string>) {
    super(status, message, headers)
    this.errorCode = errorCode
    this.details = details
  }

  override toResponse(): Response {
    const { status, errorCode, message, details, headers } = this
    return Response.json({ success: false, message, errorCode, ...details }, { status, headers })
  }
}

/** The failure a code stands for. */
export function refusal(code: FailureCode, status: number = codes[code][0]): VesuvioPayFailure {
  return new VesuvioPayFailure(status, code, codes[code][1])
}
