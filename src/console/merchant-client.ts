import { createIdempotencyKey, type Result, toResult } from '../client/index.ts'
import {
  type AbandonedCartSettings,
  type ChannelCartSettings,
  isAbandonedCartSettings,
  isChannelCartSettings,
  isMerchantCartAnswer,
  isMerchantCartsAnswer,
  isMerchantMessagesAnswer,
  isMerchantSession,
  isMerchantSummary,
  isReminderAnswer,
  type MerchantCartAnswer,
  type MerchantCartsAnswer,
  type MerchantMessagesAnswer,
  type MerchantSession,
  type MerchantSummary,
  type ReminderAnswer,
  type ReminderRequest,
} from '../contract/browser.ts'

export interface MerchantClientOptions {
  /** Base path or URL of the proxy. Read for every request. */
  readonly endpoint: string
  /** @default globalThis.fetch */
  fetch?: typeof globalThis.fetch
  /** After this long a request is given up, its answer included. @default 15_000 */
  timeoutMs?: number
  /** @default navigator.onLine */
  isOnline?: () => boolean
}

/** Which part of a list is wanted. What is not said is not filtered. */
export interface ListQuery {
  status?: string | undefined
  platform?: string | undefined
  page?: string | undefined
}

/** The proxy's merchant routes, a method each. `token` is a session's, but for `openSession`. */
export interface MerchantClient {
  openSession(merchantKey: string): Promise<Result<MerchantSession>>
  listCarts(token: string, query: ListQuery): Promise<Result<MerchantCartsAnswer>>
  readCart(token: string, id: string): Promise<Result<MerchantCartAnswer>>
  /** The key names one decision to send: sent with it again, the same reminder is the same reminder. */
  sendReminder(token: string, id: string, reminder: ReminderRequest, key?: string): Promise<Result<ReminderAnswer>>
  listReports(token: string, query: ListQuery): Promise<Result<MerchantMessagesAnswer>>
  readSummary(token: string, days: number): Promise<Result<MerchantSummary>>
  readSettings(token: string): Promise<Result<AbandonedCartSettings>>
  writeSettings(token: string, settings: AbandonedCartSettings): Promise<Result<AbandonedCartSettings>>
  readChannelSettings(token: string, channelId: string): Promise<Result<ChannelCartSettings>>
  writeChannelSettings(
    token: string,
    channelId: string,
    settings: ChannelCartSettings,
  ): Promise<Result<ChannelCartSettings>>
}

interface Call<Value> {
  method?: 'GET' | 'POST' | 'PUT'
  token: string
  isValue: (value: unknown) => value is Value
  body?: unknown
  idempotencyKey?: string
}

/** A client of one proxy's merchant routes. It keeps nothing, and no failure makes it throw. */
export function createMerchantClient(options: MerchantClientOptions): MerchantClient {
  const isOnline = options.isOnline ?? (() => globalThis.navigator?.onLine !== false)

  function call<Value>(path: string, { method = 'GET', token, isValue, body, idempotencyKey }: Call<Value>) {
    const { endpoint, fetch = globalThis.fetch, timeoutMs = 15_000 } = options
    // A rejection, not a throw: whatever is wrong with an address is a result too.
    const running = (async () =>
      fetch(`${endpoint.replace(/\/+$/, '')}/merchant/${path}`, {
        method,
        headers: {
          Authorization: `Bearer ${token}`,
          ...(body !== undefined && { 'Content-Type': 'application/json' }),
          ...(idempotencyKey && { 'Idempotency-Key': idempotencyKey }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        cache: 'no-store',
        signal: AbortSignal.timeout(timeoutMs),
      }))()
    // Nothing is lost by opening a session twice.
    const write = method === 'PUT' || idempotencyKey !== undefined
    return toResult(running, { isValue, write, isOnline })
  }

  const cart = (id: string) => `carts/${encodeURIComponent(id)}`
  const channel = (id: string) => `settings/channels/${encodeURIComponent(id)}`
  return {
    openSession: (token) => call('session', { method: 'POST', token, isValue: isMerchantSession }),
    listCarts: (token, query) => call(`carts${search({ ...query })}`, { token, isValue: isMerchantCartsAnswer }),
    readCart: (token, id) => call(cart(id), { token, isValue: isMerchantCartAnswer }),
    sendReminder: (token, id, body, idempotencyKey = createIdempotencyKey()) =>
      call(`${cart(id)}/reminder`, { method: 'POST', token, isValue: isReminderAnswer, body, idempotencyKey }),
    listReports: (token, query) => call(`reports${search({ ...query })}`, { token, isValue: isMerchantMessagesAnswer }),
    readSummary: (token, days) => call(`summary?days=${days}`, { token, isValue: isMerchantSummary }),
    readSettings: (token) => call('settings', { token, isValue: isAbandonedCartSettings }),
    writeSettings: (token, body) => call('settings', { method: 'PUT', token, isValue: isAbandonedCartSettings, body }),
    readChannelSettings: (token, id) => call(channel(id), { token, isValue: isChannelCartSettings }),
    writeChannelSettings: (token, id, body) =>
      call(channel(id), { method: 'PUT', token, isValue: isChannelCartSettings, body }),
  }
}

function search(query: Record<string, string | undefined>): string {
  const given = Object.entries(query).flatMap(([name, value]): [string, string][] => (value ? [[name, value]] : []))
  return given.length > 0 ? `?${new URLSearchParams(given)}` : ''
}
