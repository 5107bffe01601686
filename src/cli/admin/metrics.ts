import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

import type { BreakerObservation, CartRecoveryProxy, Observations } from '../../proxy/index.ts'

/** What the admin port knows of the process, beside what it asks the proxy for. */
export interface Metrics {
  /** The metrics in Prometheus's text format. */
  scrape(): Promise<{ contentType: string; text: string }>
  /** The state of each platform's breaker that has changed since the start. */
  breakers: ReadonlyMap<string, BreakerObservation['state']>
  /** Ends the counting. */
  close(): void
}

/** Where seconds fall: a platform has 2.5 for an attempt, and a shopper's request 8. */
const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 8, 20]
const databaseSeconds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5]
const breakerStates = ['closed', 'half-open', 'open'] as const

/**
 * Counts what the proxy publishes on its diagnostics channels, and asks it for the rest at each scrape. Labels are names out
 * of the configuration or the code, never a value of a request: their number is bounded.
 */
export function createMetrics(store: string, proxy: Pick<CartRecoveryProxy, 'ready' | 'outbox'>): Metrics {
  const registry = new Registry()
  registry.setDefaultLabels({ store })
  collectDefaultMetrics({ register: registry })
  const breakers = new Map<string, BreakerObservation['state']>()
  const { recoveries, answers, answerTime, upstreamTime, breaker, quotaLeft, quotaLimit, databaseTime, webhooks } =
    countersOf(registry)
  collectChecks(registry, proxy)
  const readOutbox = outboxReader(registry, proxy)

  const ends = [
    receive('cart-recovery:recovery', ({ end, code }) => recoveries.inc({ end, ...(code && { code }) })),
    receive('cart-recovery:answer', ({ route, status, code, durationMs }) => {
      answers.inc({ route, status, ...(code && { code }) })
      answerTime.observe({ route }, durationMs / 1000)
    }),
    receive('cart-recovery:upstream', ({ platform, operation, status, failure, durationMs }) => {
      const end = failure ?? `${Math.floor((status ?? 0) / 100)}xx`
      upstreamTime.observe({ platform, operation, status: end }, durationMs / 1000)
    }),
    receive('cart-recovery:breaker', ({ platform, state }) => {
      breakers.set(platform, state)
      for (const one of breakerStates) breaker.set({ platform, state: one }, Number(one === state))
    }),
    receive('cart-recovery:quota', ({ platform, left, limit }) => {
      quotaLeft.set({ platform }, left)
      quotaLimit.set({ platform }, limit)
    }),
    receive('cart-recovery:webhook', ({ platform, result }) => webhooks.inc({ platform, result })),
    receive('cart-recovery:database', ({ operation, failure = 'ok', durationMs }) => {
      databaseTime.observe({ operation, status: failure }, durationMs / 1000)
    }),
  ]
  return {
    breakers,
    async scrape() {
      await readOutbox()
      return { contentType: registry.contentType, text: await registry.metrics() }
    },
    close() {
      for (const end of ends) end()
    },
  }
}

function countersOf(registry: Registry) {
  const registers = [registry]
  return {
    recoveries: new Counter({
      name: 'cart_recovery_recoveries_total',
      help: 'How far shoppers came: opened, sign-in, restored, checked-out, or failed with a code',
      labelNames: ['end', 'code'],
      registers,
    }),
    answers: new Counter({
      name: 'cart_recovery_answers_total',
      help: 'Answers of the proxy',
      labelNames: ['route', 'status', 'code'],
      registers,
    }),
    answerTime: new Histogram({
      name: 'cart_recovery_answer_duration_seconds',
      help: 'From a request to its answer',
      labelNames: ['route'],
      buckets: seconds,
      registers,
    }),
    upstreamTime: new Histogram({
      name: 'cart_recovery_upstream_duration_seconds',
      help: 'Calls to platforms, each attempt by itself',
      labelNames: ['platform', 'operation', 'status'],
      buckets: seconds,
      registers,
    }),
    breaker: new Gauge({
      name: 'cart_recovery_breaker_state',
      help: '1 for the state that a breaker is in, once it has changed',
      labelNames: ['platform', 'state'],
      registers,
    }),
    quotaLeft: new Gauge({
      name: 'cart_recovery_quota_left',
      help: "Calls left in the platform's current window, as it last said",
      labelNames: ['platform'],
      registers,
    }),
    quotaLimit: new Gauge({
      name: 'cart_recovery_quota_limit',
      help: 'Calls that a window has',
      labelNames: ['platform'],
      registers,
    }),
    webhooks: new Counter({
      name: 'cart_recovery_webhooks_total',
      help: "Deliveries that are the platform's: received, ignored, or unreadable",
      labelNames: ['platform', 'result'],
      registers,
    }),
    databaseTime: new Histogram({
      name: 'cart_recovery_database_duration_seconds',
      help: 'Statements and batches of the state store and the ledger',
      labelNames: ['operation', 'status'],
      buckets: databaseSeconds,
      registers,
    }),
  }
}

function collectChecks(registry: Registry, proxy: Pick<CartRecoveryProxy, 'ready'>): void {
  new Gauge({
    name: 'cart_recovery_check',
    help: '1 where a check of /readyz is fine, else 0',
    labelNames: ['check', 'platform'],
    registers: [registry],
    async collect() {
      const { checks } = await proxy.ready()
      this.reset()
      for (const { check, platform, ok } of checks) this.set({ check, ...(platform && { platform }) }, Number(ok))
    },
  })
}

/** What sets the figures of the outbox. Both gauges have them from one question, which no `collect` of one of them could ask. */
function outboxReader(registry: Registry, proxy: Pick<CartRecoveryProxy, 'outbox'>): () => Promise<void> {
  const registers = [registry]
  const labelNames = ['platform', 'state'] as const
  const age = new Gauge({
    name: 'cart_recovery_outbox_oldest_age_seconds',
    help: 'How long the oldest of them has waited',
    labelNames,
    registers,
  })
  const messages = new Gauge({
    name: 'cart_recovery_outbox_messages',
    help: 'Messages that wait or are being sent',
    labelNames,
    registers,
  })
  return async () => {
    // Where the store cannot be asked the figures are missing; the check of the store says why.
    const figures = await proxy.outbox().catch(() => [])
    messages.reset()
    age.reset()
    for (const { platform, status: state, count, oldestCreatedAt } of figures) {
      messages.set({ platform, state }, count)
      age.set({ platform, state }, Math.max(0, (Date.now() - oldestCreatedAt) / 1000))
    }
  }
}

/** Receives what is published on a channel, until the function that it gives is called. */
function receive<Name extends keyof Observations>(name: Name, onMessage: (message: Observations[Name]) => void) {
  // The channel carries any value; the table of observations says which.
  const listener = (message: unknown) => onMessage(message as Observations[Name])
  subscribe(name, listener)
  return () => void unsubscribe(name, listener)
}
