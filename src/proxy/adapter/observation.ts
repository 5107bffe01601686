import type { ProblemCode } from '../../contract/index.ts'
import type { UpstreamFailure } from './upstream-error.ts'

/** On `cart-recovery:upstream`: one call to a platform, each try by itself. One of `status` and `failure` is there. */
export interface UpstreamObservation {
  platform: string
  /** Method and route, without any value: `GET /carts/{id}`. */
  operation: string
  /** That the platform answered with, a refusal in a body with 200 as what it stands for. */
  status?: number
  failure?: Exclude<UpstreamFailure, 'status'>
  durationMs: number
}

/** On `cart-recovery:breaker`: a platform is left alone, tried once, or called again. */
export interface BreakerObservation {
  platform: string
  state: 'open' | 'half-open' | 'closed'
}

/** On `cart-recovery:quota`: what a platform says of the calls left in its window. */
export interface QuotaObservation {
  platform: string
  left: number
  limit: number
  resetMs: number
}

/** On `cart-recovery:answer`: an answer of the proxy. A preflight is none. */
export interface AnswerObservation {
  store: string
  /** The endpoint's path with its parameters unfilled; `none` where there is no such path. */
  route: string
  status: number
  /** Of a problem. */
  code?: ProblemCode
  durationMs: number
}

/** On `cart-recovery:recovery`: how far one request brought a shopper. `code` is there where it failed. */
export interface RecoveryObservation {
  store: string
  end: RecoveryEnd
  code?: ProblemCode
}

/**
 * `opened`: the cart was displayed. `sign-in`: it opens once its shopper is signed in. `restored`: "keep shopping" was
 * answered for the last of its lines. `checked-out`: the shopper was led to the checkout, or had it sent by text message.
 * `failed`: one of these requests was answered with a problem.
 */
export type RecoveryEnd = 'opened' | 'sign-in' | 'restored' | 'checked-out' | 'failed'

/** On `cart-recovery:database`: a statement, or a batch of them, and whether it failed. */
export interface DatabaseObservation {
  /** One of few names of our own, never a statement's text. */
  operation: string
  durationMs: number
  /** What went wrong, in one word of few. */
  failure?: string
}

/**
 * On `cart-recovery:webhook`: a delivery that is the platform's. `ignored`: nothing follows from its event. `unreadable`: its
 * shape is not known, so it was logged and nothing followed.
 */
export interface WebhookObservation {
  store: string
  platform: string
  result: 'received' | 'ignored' | 'unreadable'
}

/** What is published, by the name of its channel. */
export interface Observations {
  'cart-recovery:upstream': UpstreamObservation
  'cart-recovery:breaker': BreakerObservation
  'cart-recovery:quota': QuotaObservation
  'cart-recovery:answer': AnswerObservation
  'cart-recovery:recovery': RecoveryObservation
  'cart-recovery:database': DatabaseObservation
  'cart-recovery:webhook': WebhookObservation
}

/** Where the proxy says what it did. Nothing listens by itself. */
export interface ObservationChannel<Message> {
  /** False where a message need not even be made. */
  readonly hasSubscribers: boolean
  publish(message: Message): void
}

// Node's alone; another runtime runs without it.
const diagnostics = globalThis.process?.getBuiltinModule?.('node:diagnostics_channel')

const silent: ObservationChannel<unknown> = { hasSubscribers: false, publish() {} }

/**
 * Node's diagnostics channel of this name, to which an operator subscribes, and where there is none one that is silent. A
 * message holds no personal data, and no value out of a request or an answer.
 *
 * @example
 * const calls = observationChannel<UpstreamObservation>('cart-recovery:upstream')
 * if (calls.hasSubscribers) calls.publish({ platform, operation, status, durationMs })
 */
export function observationChannel<Message extends object>(
  name: `cart-recovery:${string}`,
): ObservationChannel<Message> {
  return diagnostics?.channel(name) ?? silent
}
