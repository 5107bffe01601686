import { Flag, UpstreamError } from '../../adapter/index.ts'
import { fieldsOf, firstOf, Text } from './fields.ts'

/**
 * The code that VesuvioPay gives a failure. Undefined for what is no code: then the status decides. Source:
 * /docs/error-handling and /docs/reference/error-codes. Inferred: the other places, and that a code may be spelled as words.
 */
export function toErrorCode(body: unknown): string | undefined {
  const { errorCode, code, error, message } = fieldsOf(body)
  const text = firstOf(Text, errorCode, code, fieldsOf(error).code)
  const named = text?.replaceAll(/[\s-]+/g, '_').toUpperCase()
  if (named && /^[A-Z][A-Z_]{1,59}$/.test(named)) return named
  return codes.find(([words]) => words.test(firstOf(Text, message, fieldsOf(error).message) ?? ''))?.[1]
}

/** Common errors that the cart page gives in words only. Source: cart page, "Error Handling". */
const codes: [words: RegExp, code: string][] = [
  [/api key|match(es)? (the )?store/i, 'NO_STORE_ACCESS'],
  [/insufficient (inventory|stock)|out of stock|exceeds available stock/i, 'INSUFFICIENT_STOCK'],
  [/discontinued|product unavailable/i, 'OUT_OF_STOCK'],
]

/** With `success: false` a call has failed, whatever its status is. Source: /docs/error-handling. */
export function refusalOf(answer: unknown): { code: string } | undefined {
  return Flag.parse(fieldsOf(answer).success) === false ? { code: toErrorCode(answer) ?? '' } : undefined
}

/** A code says more than a status, since pages disagree about those. */
const codeOf = (error: unknown) => (error instanceof UpstreamError ? error.code : undefined)
const statusOf = (error: unknown) => (error instanceof UpstreamError ? error.status : undefined)

/** A variant that VesuvioPay does not know: no longer sold, never synced, or synced under another name. */
export const isUnknownProduct = (error: unknown): boolean =>
  /^(VARIANT|PRODUCT)_NOT_FOUND$/.test(codeOf(error) ?? '') ||
  (statusOf(error) === 404 && codeOf(error) !== 'STORE_NOT_FOUND')

/** Codes for too little stock. */
export const shortOfStockCodes =
  /^(OUT_OF_STOCK|INSUFFICIENT_STOCK|INSUFFICIENT_INVENTORY|ITEMS_UNAVAILABLE|PRODUCT_UNAVAILABLE)$/

/** The stock does not allow it; one page says 409, others 400 with one of these codes. */
export const isShortOfStock = (error: unknown): boolean =>
  statusOf(error) === 409 || shortOfStockCodes.test(codeOf(error) ?? '')

/** Codes of a shopper who has to sign in. */
export const isSignInCode = (code = ''): boolean =>
  /^(UNAUTHORIZED|INVALID_TOKEN|TOKEN_EXPIRED|USER_NOT_FOUND|PHONE_NOT_VERIFIED)$/.test(code)

/**
 * The shopper has to sign in, again or with a verified phone. Every cart call has the policy `CustomerWithVerifiedPhone`; a
 * 403 may also mean that key and store do not match, which no shopper can mend.
 */
export function isSignInNeeded(error: unknown): boolean {
  const code = codeOf(error) ?? ''
  if (isSignInCode(code)) return true
  return [401, 403].includes(statusOf(error) ?? 0) && !/STORE|KEY/.test(code)
}
