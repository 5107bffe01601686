import type * as z from 'zod'

import { BackInStockAnswer, BackInStockRequest } from './back-in-stock.ts'
import { CheckoutAnswer, CheckoutRequest } from './checkout.ts'
import { ConsentAnswer, ConsentRequest, RemindersAnswer, RemindersRequest } from './consent.ts'
import { AvailabilityAnswer, AvailabilityRequest, RecoverAnswer, RecoverRequest } from './recover.ts'
import { RestoreAnswer, RestoreRequest, UndoAnswer, UndoRequest } from './restore.ts'
import { LeaveAnswer, LeaveRequest, ShareAnswer, ShareRequest } from './share.ts'
import { SignInAnswer, SignInCodeAnswer, SignInCodeRequest, SignInRequest } from './sign-in.ts'

/** One endpoint of the widget, as both sides see it. */
export interface Endpoint {
  method: 'POST' | 'PUT'
  /** Below the proxy's base path. */
  path: string
  /** It can change something. On the widget's endpoints such a request needs an `Idempotency-Key`. */
  write: boolean
  /** Status of a successful answer. */
  status: 200 | 202
  /** Of the JSON body. */
  request: z.ZodType
  answer: z.ZodType
}

const read = { method: 'POST', write: false, status: 200 } as const
const write = { method: 'POST', write: true, status: 200 } as const

/**
 * Every endpoint the widget may call. The proxy's routes, the client's requests and the guards of their answers derive from
 * this table; `npm run generate` brings it to the browser.
 */
export const endpoints = {
  /** Opens the cart behind a link's `token`, or behind `/open`'s mark (`opened`). The answer's `cartHandle` stands for the cart in all that follows. */
  recover: { ...read, path: '/recover', request: RecoverRequest, answer: RecoverAnswer },
  /** The cart again, with fresh stock. */
  availability: { ...read, path: '/availability', request: AvailabilityRequest, answer: AvailabilityAnswer },
  /** Applies the chosen lines and a coupon, checks stock again, and answers the checkout's address. */
  checkout: { ...write, path: '/checkout', request: CheckoutRequest, answer: CheckoutAnswer },
  /** Puts the chosen lines and a coupon into the cart. */
  restore: { ...write, path: '/restore', request: RestoreRequest, answer: RestoreAnswer },
  /** Reverses one `/restore`, for ten minutes. */
  undo: { ...write, path: '/undo', request: UndoRequest, answer: UndoAnswer },
  /** Sends a code by text message. */
  signInCode: { ...write, path: '/sign-in/code', status: 202, request: SignInCodeRequest, answer: SignInCodeAnswer },
  /** Signs in with that code, or with the `shopperToken` of the shop's own sign-in. */
  signIn: { ...write, path: '/sign-in', request: SignInRequest, answer: SignInAnswer },
  /** "Notify me" for some lines, or no longer. */
  backInStock: { ...write, path: '/back-in-stock', request: BackInStockRequest, answer: BackInStockAnswer },
  /** Records which messages the shopper agrees to, and which they refuse. */
  consent: { ...write, method: 'PUT', path: '/consent', request: ConsentRequest, answer: ConsentAnswer },
  /** Another link to the cart, which works for a day at most. */
  share: { ...write, path: '/share', request: ShareRequest, answer: ShareAnswer },
  /** "Not your cart?": removes `/open`'s cookie from this browser. */
  leave: { ...read, path: '/leave', request: LeaveRequest, answer: LeaveAnswer },
  /** Which messages this page may agree to, and the masked number or address that they go to. */
  reminders: { ...read, path: '/reminders', request: RemindersRequest, answer: RemindersAnswer },
} as const satisfies Record<string, Endpoint>

export type EndpointName = keyof typeof endpoints
