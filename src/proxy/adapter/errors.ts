import { type Cart, type Outcome, type ProblemCode, problems } from '../../contract/index.ts'

export interface RecoveryErrorOptions {
  /** What really happened: for the log, never for the browser. */
  cause?: unknown
  /** What exactly was wrong and where, for a developer. Our own words only. */
  detail?: string | undefined
  retryAfterSeconds?: number | undefined
  /** With `stock-moved`, and where something was written: the cart as it is now. */
  cart?: Cart | undefined
  /** What was written all the same. */
  outcomes?: Outcome[] | undefined
  /** Reverses that. */
  undo?: string | undefined
  /** With `completed`: the cart is still there, to be ordered again. */
  again?: true
}

/**
 * The one error the proxy answers with. Routes and adapters throw it, `onError` turns it into a
 * `Problem`; anything else that is thrown is an upstream's failure or a defect.
 */
export class RecoveryError extends Error {
  override readonly name = 'RecoveryError'
  readonly code: ProblemCode
  readonly detail: string | undefined
  readonly retryAfterSeconds: number | undefined
  readonly cart: Cart | undefined
  readonly outcomes: Outcome[] | undefined
  readonly undo: string | undefined
  readonly again: true | undefined

  constructor(code: ProblemCode, options: RecoveryErrorOptions = {}) {
    super(problems[code].title, { cause: options.cause })
    this.code = code
    this.detail = options.detail
    this.retryAfterSeconds = options.retryAfterSeconds
    this.cart = options.cart
    this.outcomes = options.outcomes
    this.undo = options.undo
    this.again = options.again
  }
}

/** A mistake in the configuration, found before anything starts. Its message names each key at fault. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}
