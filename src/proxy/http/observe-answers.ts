import type { MiddlewareHandler } from 'hono'

import { endpoints } from '../../contract/index.ts'
import { type AnswerObservation, observationChannel, type RecoveryObservation } from '../adapter/observation.ts'
import type { ProxyEnv } from './proxy-env.ts'

const answers = observationChannel<AnswerObservation>('cart-recovery:answer')
const recoveries = observationChannel<RecoveryObservation>('cart-recovery:recovery')

/** The requests that bring a shopper further; each of them ends a recovery where it fails. */
const recoveryPaths = new Set<string>([endpoints.recover.path, endpoints.restore.path, endpoints.checkout.path])

/** Publishes every answer, and how far a shopper came with it. Runs around all routes. */
export function observeAnswers(store: string): MiddlewareHandler<ProxyEnv> {
  return async (c, next) => {
    const startedAt = performance.now()
    await next()
    // A browser's preflight asks for nothing of ours.
    if (c.req.method === 'OPTIONS') return
    const { route = 'none', code, end } = c.var
    const problem = code === undefined ? {} : { code }
    if (answers.hasSubscribers) {
      const durationMs = performance.now() - startedAt
      answers.publish({ store, route, status: c.res.status, ...problem, durationMs })
    }
    if (!recoveries.hasSubscribers) return
    if (code === undefined) {
      if (end) recoveries.publish({ store, end })
    } else if (recoveryPaths.has(route)) {
      recoveries.publish({ store, end: 'failed', code })
    }
  }
}
