import { createChance } from '../load/chance.ts'
import { openFuzzShop, shopOrigin } from './fuzz-shop.ts'
import { canary } from './odd-values.ts'
import { openPages } from './pages.ts'
import { type FuzzRequest, makeRequest } from './requests.ts'

export interface FuzzOptions {
  requests: number
  seed: number
}

/** What came of it. Each finding says how to send the request again. */
export interface FuzzResult {
  requests: number
  routes: Map<string, number>
  statuses: Map<number, number>
  /** Answers of 500 and more, but for 501. */
  unwanted: string[]
  /** What was thrown, or left without an answer. */
  crashes: string[]
  /** Malformed requests that a platform heard of. */
  upstream: string[]
  /** Refusals that repeat what they refuse. */
  repeated: string[]
  /** Answers without the headers that every answer has. */
  bare: string[]
  slowest: { route: string; ms: number }
}

const hangMs = 60_000
const headersOfEvery = ['content-security-policy', 'x-content-type-options', 'referrer-policy', 'cache-control']

/** Sends so many bent requests, one after the other. The same seed sends the same ones, but for what is random in a proxy. */
export async function runFuzz({ requests, seed }: FuzzOptions): Promise<FuzzResult> {
  const chance = createChance(seed)
  const shop = openFuzzShop()
  const pages = openPages(shop)
  const result: FuzzResult = {
    requests,
    routes: new Map(),
    statuses: new Map(),
    unwanted: [],
    crashes: [],
    upstream: [],
    repeated: [],
    bare: [],
    slowest: { route: '', ms: 0 },
  }
  const crash = (error: unknown) => void result.crashes.push(String(error))
  process.on('unhandledRejection', crash)
  process.on('uncaughtException', crash)
  try {
    for (const token of pages.tokens) await pages.open(token)
    for (let index = 0; index < requests; index++) {
      await sendOne(makeRequest(shop, pages, chance))
      // Carts change, and are ordered: pages are opened anew.
      if (index % 100 === 99) await pages.open(chance.pick(pages.tokens))
    }
  } finally {
    process.off('unhandledRejection', crash)
    process.off('uncaughtException', crash)
  }
  return result

  async function sendOne(request: FuzzRequest): Promise<void> {
    const { route, isMalformed } = request
    const note = JSON.stringify(request).slice(0, 600)
    count(result.routes, route)
    const before = shop.callCount()
    const startedAt = performance.now()
    let timer: NodeJS.Timeout | undefined
    try {
      const hang = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error('no answer')), hangMs)
      })
      const response = await Promise.race([shop.fetch(toRequest(request)), hang])
      const text = await response.text()
      count(result.statuses, response.status)
      if (response.status >= 500 && response.status !== 501)
        result.unwanted.push(`${response.status} ${text.slice(0, 200)} ${note}`)
      if (response.status >= 400 && text.includes(canary)) result.repeated.push(`${text.slice(0, 200)} ${note}`)
      if (headersOfEvery.some((name) => !response.headers.has(name))) result.bare.push(note)
      if (response.headers.get('content-type')?.includes('json') && text) pages.learn(JSON.parse(text))
    } catch (error) {
      result.crashes.push(`${error} ${note}`)
    } finally {
      clearTimeout(timer)
    }
    const ms = performance.now() - startedAt
    if (ms > result.slowest.ms) result.slowest = { route, ms }
    if (isMalformed && shop.callCount() > before) result.upstream.push(note)
  }
}

function toRequest({ method, path, headers, body }: FuzzRequest): Request {
  const hasBody = body !== undefined && method !== 'GET' && method !== 'HEAD'
  const url = new URL(`${shopOrigin}/cart-recovery${path}`)
  return new Request(url, { method, headers, ...(hasBody && { body }) })
}

function count<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}
