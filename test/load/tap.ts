import { isDeepStrictEqual } from 'node:util'

import type { Problem } from '../../src/contract/index.ts'
import { type Answer, ask } from './ask.ts'
import type { ShopperCart } from './carts.ts'
import type { Chance } from './chance.ts'
import type { FindingKind, Tap } from './findings.ts'

export const shopOrigin = 'http://127.0.0.1:5999'
const maxAttempts = 12

/** What a tap ended with: its answer, a problem that the shopper reads, or nothing after many tries. */
export interface TapEnd<Body> {
  body?: Body
  problem?: Problem
}

/** What shoppers share. */
export interface Taps {
  /** Where the proxies are reached. */
  url: string
  chance: Chance
  counts: { taps: number; requests: number; repeated: number; hungUp: number; doubled: number; unconfirmed: number }
  /** What went well is answered even while the database is away; then the same tap may be run again. */
  isDatabaseAway(from: number): boolean
  /** How long each answered request took, in milliseconds. */
  durations: number[]
  found(kind: FindingKind, sentence: string, cart: ShopperCart): void
}

/**
 * One tap: a request that is repeated with the same idempotency key until there is an answer that says how it ended. Some
 * taps hang up before the answer, some are made twice at once.
 */
export async function tap<Body>(
  taps: Taps,
  cart: ShopperCart,
  path: string,
  body: object,
  wants = '',
): Promise<TapEnd<Body>> {
  const { chance, counts, durations, found } = taps
  const own: Tap = { path, key: crypto.randomUUID(), wants, startedAt: performance.now(), ends: [] }
  cart.taps.push(own)
  counts.taps += 1
  let answered: unknown

  async function once(hangUpAfterMs?: number): Promise<Answer> {
    counts.requests += 1
    const headers = { origin: shopOrigin, 'content-type': 'application/json', 'idempotency-key': own.key }
    const url = `${taps.url}/cart-recovery${path}`
    const answer = await ask({ url, headers, body: JSON.stringify(body), hangUpAfterMs })
    own.ends.push(answer === 'lost' ? 'lost' : describe(answer))
    if (answer === 'lost') return answer
    durations.push(answer.durationMs)
    if (answer.status === 200 && path !== '/recover' && path !== '/availability') {
      const isOther = answered !== undefined && !isDeepStrictEqual(lasting(answered), lasting(answer.body))
      if (isOther && !taps.isDatabaseAway(own.startedAt)) {
        found('doubled', `One key got two different answers from ${path}`, cart)
      }
      answered = answer.body
    }
    return answer
  }

  try {
    for (let attempt = 1; attempt <= maxAttempts; attempt += 1) {
      if (attempt > 1) counts.repeated += 1
      const isTwice = chance.happens(0.1)
      const isHungUp = chance.happens(0.08)
      if (isTwice) counts.doubled += 1
      if (isHungUp) counts.hungUp += 1
      const [answer] = await Promise.all([
        once(isHungUp ? chance.between(1, 60) : undefined),
        ...(isTwice ? [once()] : []),
      ])
      if (answer === undefined || answer === 'lost') {
        await delay(chance.between(20, 200))
        continue
      }
      if (answer.status < 300) return { body: answer.body as Body }
      const problem = answer.body as Problem
      if (problem.code === 'internal-error') found('broken', `${path} answered internal-error`, cart)
      const isTransient = ['busy', 'upstream-down', 'store-down', 'internal-error'].includes(problem.code)
      if (!isTransient) return { problem }
      await delay(Math.min(1000, (problem.retryAfterSeconds ?? 0.2) * 1000))
    }
    return {}
  } finally {
    own.endedAt = performance.now()
  }
}

export function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

function describe({ status, body }: Exclude<Answer, 'lost'>): string {
  if (status >= 300) return `${status} ${(body as Problem).code}`
  const outcomes = (body as { outcomes?: { outcome: string; quantity: number }[] } | null)?.outcomes ?? []
  return [status, ...outcomes.map(({ outcome, quantity }) => `${outcome} ${quantity}`)].join(' ')
}

/** What a repeated answer must repeat: the life of a texted link goes down meanwhile. */
function lasting(body: unknown): unknown {
  return { ...(body as object), expiresInSeconds: undefined }
}
