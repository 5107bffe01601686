import * as z from 'zod'

import { Cart } from './cart.ts'
import { Outcome } from './restore.ts'

/**
 * Every way a request can fail: its HTTP status, and a title for developers. What a shopper reads instead is in
 * `elements/text/`. Status 0 is never sent: the browser finds that problem by itself.
 */
export const problems = {
  'invalid-link': { status: 404, title: 'The link does not open a cart here' },
  'cart-gone': { status: 410, title: 'The cart was ordered or has expired' },
  completed: { status: 410, title: 'The cart was ordered' },
  expired: { status: 410, title: 'The link has expired' },
  'wrong-store': { status: 409, title: 'The cart belongs to another channel of this store' },
  'account-cart': { status: 403, title: 'The cart belongs to a signed-in customer' },
  'link-needed': { status: 401, title: 'The cart handle is missing, expired or not ours; open the link again' },
  'undo-over': { status: 410, title: 'This can no longer be undone' },
  empty: { status: 422, title: 'Nothing would be left in the cart' },
  'sign-in-needed': { status: 401, title: 'Only a signed-in shopper can do that' },
  'code-wrong': { status: 422, title: 'The phone number and the code do not go together' },
  'phone-incomplete': { status: 422, title: 'The text is no whole phone number of its country' },
  'sms-refused': { status: 422, title: 'No text message can be sent to that number' },
  'too-many-codes': { status: 429, title: 'Too many text messages were asked for, or codes tried' },
  'too-many-coupons': { status: 429, title: 'Too many coupons were tried with this cart' },
  'checkout-open': { status: 409, title: 'The checkout by text was begun; its link is in the message' },
  'stock-moved': { status: 409, title: 'The cart is not as it was shown; see it first' },
  'too-many-changes': { status: 422, title: 'More than 20 lines differ; restore them first' },
  busy: { status: 429, title: 'Too many requests just now' },
  'upstream-down': { status: 503, title: 'The platform did not give a usable answer' },
  unconfirmed: { status: 502, title: 'The platform did not confirm a change' },
  unauthorized: { status: 401, title: 'A key that this route knows is needed' },
  'already-reminded': { status: 409, title: 'A reminder was sent for this cart already' },
  'already-ordered': { status: 409, title: 'The cart was ordered, so no message is sent about it' },
  'consent-refused': { status: 409, title: 'The shopper does not want to be written to' },
  'no-contact': { status: 422, title: 'The cart has no address to write to' },
  'contact-not-allowed': { status: 409, title: 'The configuration does not allow writing to this shopper' },
  'not-sent': { status: 502, title: 'The platform refused to send the message' },
  'adopt-code-invalid': { status: 422, title: 'The adopt code is not one of this store' },
  'adopt-code-expired': { status: 410, title: 'The adopt code is older than two minutes' },
  'present-cart-refused': { status: 409, title: 'The present cart cannot be merged with the adopted one' },
  'store-down': { status: 503, title: 'The state store could not be reached' },
  'webhook-refused': { status: 401, title: 'The delivery is not signed as configured' },
  'origin-not-allowed': { status: 403, title: 'The Origin header is missing or not listed for this store' },
  'unsupported-media-type': { status: 415, title: 'The Content-Type must be application/json' },
  'invalid-request': { status: 400, title: 'The request body does not fit this endpoint' },
  'request-too-large': { status: 413, title: 'The request body is larger than this endpoint takes' },
  'idempotency-key-missing': { status: 400, title: 'This write needs an Idempotency-Key header' },
  'idempotency-key-reused': { status: 422, title: 'This Idempotency-Key was used with another request' },
  'not-found': { status: 404, title: 'There is no such endpoint' },
  'method-not-allowed': { status: 405, title: 'This endpoint does not take that method' },
  'not-supported': { status: 501, title: 'No platform of this store can do that' },
  'internal-error': { status: 500, title: 'Something broke in the proxy' },
  offline: { status: 0, title: 'The proxy could not be reached' },
} as const

/** A key of `problems`. May grow: a client must expect codes that it does not know. */
export type ProblemCode = keyof typeof problems

/** A failure as it is sent: `application/problem+json`, RFC 9457. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.enum(Object.keys(problems) as [ProblemCode, ...ProblemCode[]]),
  /** The shopper can quote it to the shop; the proxy's log has the same one. Empty where the browser found the problem. */
  supportCode: z.string(),
  /** What exactly was wrong and where, for developers. Never text from a platform or a caller. */
  detail: z.string().optional(),
  /** When another attempt may succeed. */
  retryAfterSeconds: z.int().min(0).optional(),
  /** With `completed`: the cart is still there, and `/recover` opens it with `again`, should the shopper choose that. */
  again: z.boolean().optional(),
  /** With `stock-moved`, and where something was written: the cart as it is now, with its revision for the next tap. */
  cart: Cart.optional(),
  /** What was written before it failed, line by line; `pending` lines were not, or are not known to be. */
  outcomes: z.array(Outcome).optional(),
  /** Reverses that, like the one of a `/restore`; of an `/undo` it takes back the rest. Absent where nothing was written. */
  undo: z.string().optional(),
})
export type Problem = z.infer<typeof Problem>
