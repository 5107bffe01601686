import type * as z from 'zod'

import { CheckoutAnswer, CheckoutRequest } from './checkout.ts'
import { AvailabilityAnswer, AvailabilityRequest, RecoverAnswer, RecoverRequest } from './recover.ts'
import { RestoreAnswer, RestoreRequest, UndoAnswer, UndoRequest } from './restore.ts'

/** One endpoint of the proxy, as both sides see it. */
export interface Endpoint {
  method: 'POST'
  /** Below the base path. */
  path: string
  /** Needs an `Idempotency-Key`, because it can change something. */
  write: boolean
  request: z.ZodType
  answer: z.ZodType
}

/** Every endpoint the widget may call. */
export const endpoints = {
  recover: { method: 'POST', path: '/recover', write: false, request: RecoverRequest, answer: RecoverAnswer },
  availability: {
    method: 'POST',
    path: '/availability',
    write: false,
    request: AvailabilityRequest,
    answer: AvailabilityAnswer,
  },
  checkout: { method: 'POST', path: '/checkout', write: true, request: CheckoutRequest, answer: CheckoutAnswer },
  restore: { method: 'POST', path: '/restore', write: true, request: RestoreRequest, answer: RestoreAnswer },
  undo: { method: 'POST', path: '/undo', write: true, request: UndoRequest, answer: UndoAnswer },
} as const satisfies Record<string, Endpoint>

export type EndpointName = keyof typeof endpoints
