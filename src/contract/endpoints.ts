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
  recover: { ...read, path: '/recover', request: RecoverRequest, answer: RecoverAnswer },
  availability: { ...read, path: '/availability', request: AvailabilityRequest, answer: AvailabilityAnswer },
  checkout: { ...write, path: '/checkout', request: CheckoutRequest, answer: CheckoutAnswer },
  restore: { ...write, path: '/restore', request: RestoreRequest, answer: RestoreAnswer },
  undo: { ...write, path: '/undo', request: UndoRequest, answer: UndoAnswer },
  signInCode: { ...write, path: '/sign-in/code', status: 202, request: SignInCodeRequest, answer: SignInCodeAnswer },
  signIn: { ...write, path: '/sign-in', request: SignInRequest, answer: SignInAnswer },
  backInStock: { ...write, path: '/back-in-stock', request: BackInStockRequest, answer: BackInStockAnswer },
  consent: { ...write, method: 'PUT', path: '/consent', request: ConsentRequest, answer: ConsentAnswer },
  share: { ...write, path: '/share', request: ShareRequest, answer: ShareAnswer },
  leave: { ...read, path: '/leave', request: LeaveRequest, answer: LeaveAnswer },
  reminders: { ...read, path: '/reminders', request: RemindersRequest, answer: RemindersAnswer },
} as const satisfies Record<string, Endpoint>

export type EndpointName = keyof typeof endpoints
