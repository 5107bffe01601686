import { type ClientEndpoint, createAsk, type RecoveryClientOptions, type Result } from '../client/index.ts'
import type {
  AbandonedCartSettings,
  ChannelCartSettings,
  EndedSession,
  MerchantCartAnswer,
  MerchantCartsAnswer,
  MerchantMessagesAnswer,
  MerchantSession,
  MerchantSummary,
  ReminderAnswer,
  ReminderRequest,
  StoredCartSettings,
} from '../contract/browser.ts'
import {
  closeSession,
  listCarts,
  listMessages,
  openSession,
  readCart,
  readChannelSettings,
  readSettings,
  readSummary,
  sendReminder,
  writeChannelSettings,
  writeSettings,
} from '../contract/merchant/endpoints.browser.ts'

export interface MerchantClientOptions extends RecoveryClientOptions {
  /** After this long a request is given up, its answer included. @default 15_000 */
  timeoutMs?: number
}

/** Which entries a list has, and in which order. A field left out filters nothing. */
export interface ListFilter {
  status?: string | undefined
  platform?: string | undefined
  search?: string | undefined
  /** ISO 8601 in UTC. */
  from?: string | undefined
  until?: string | undefined
  /** In whole units of the cart's own currency. */
  valueFrom?: string | undefined
  valueTo?: string | undefined
  sort?: string | undefined
}

/** Which part of a list is read. */
export interface ListQuery extends ListFilter {
  /** Entries of a page, 25 where it is left out. */
  limit?: string | undefined
  /** The cursor of a page: `nextPage` of the answer before. */
  page?: string | undefined
}

/**
 * The proxy's merchant routes, a method for each. `token` is a session's. Every method resolves to a `Result`; without a valid
 * session it fails with `unauthorized`.
 */
export interface MerchantClient {
  /** Makes a session of 15 minutes from a merchant key. */
  openSession(merchantKey: string): Promise<Result<MerchantSession>>
  /** Ends a session before its time. */
  closeSession(token: string): Promise<Result<EndedSession>>
  listCarts(token: string, query: ListQuery): Promise<Result<MerchantCartsAnswer>>
  /** One cart, read from its platform. Takes longer than the list. */
  readCart(token: string, id: string): Promise<Result<MerchantCartAnswer>>
  /** Sends one reminder. The key names the merchant's decision: sent again with it, the reminder is the same one. */
  sendReminder(token: string, id: string, reminder: ReminderRequest, key?: string): Promise<Result<ReminderAnswer>>
  listMessages(token: string, query: ListQuery): Promise<Result<MerchantMessagesAnswer>>
  /** The last `days` until now. */
  readSummary(token: string, days: number): Promise<Result<MerchantSummary>>
  readSettings(token: string): Promise<Result<StoredCartSettings>>
  /** Replaces the store's settings. The answer is what the platform has afterwards. */
  writeSettings(token: string, settings: AbandonedCartSettings): Promise<Result<StoredCartSettings>>
  readChannelSettings(token: string, channelId: string): Promise<Result<StoredCartSettings>>
  /** Replaces the settings of one sales channel. The answer is what the platform has afterwards. */
  writeChannelSettings(
    token: string,
    channelId: string,
    settings: ChannelCartSettings,
  ): Promise<Result<StoredCartSettings>>
}

/** Makes a client of one proxy's merchant routes. It keeps nothing, the session's token included. */
export function createMerchantClient(options: MerchantClientOptions): MerchantClient {
  const ask = createAsk(options, 15_000)
  const bearer = (token: string) => ({ headers: { Authorization: `Bearer ${token}` } })
  return {
    openSession: (key) => ask(openSession, bearer(key)),
    closeSession: (token) => ask(closeSession, bearer(token)),
    listCarts: (token, query) => ask(at(listCarts, {}, { ...query }), bearer(token)),
    readCart: (token, id) => ask(at(readCart, { id }), bearer(token)),
    sendReminder: (token, id, body, idempotencyKey) =>
      ask(at(sendReminder, { id }), { ...bearer(token), body, ...(idempotencyKey && { idempotencyKey }) }),
    listMessages: (token, query) => ask(at(listMessages, {}, { ...query }), bearer(token)),
    readSummary: (token, days) => ask(at(readSummary, {}, { days: String(days) }), bearer(token)),
    readSettings: (token) => ask(readSettings, bearer(token)),
    writeSettings: (token, body) => ask(writeSettings, { ...bearer(token), body }),
    readChannelSettings: (token, channelId) => ask(at(readChannelSettings, { channelId }), bearer(token)),
    writeChannelSettings: (token, channelId, body) =>
      ask(at(writeChannelSettings, { channelId }), { ...bearer(token), body }),
  }
}

/** The same endpoint with the `:parts` of its path filled in, and a query behind it. */
function at<Path extends string, Answer>(
  { route, isAnswer }: ClientEndpoint<Answer> & { route: { path: Path } },
  params: Record<PartOf<Path>, string>,
  query: { readonly [name: string]: string | undefined } = {},
): ClientEndpoint<Answer> {
  const parts = new Map(Object.entries<string>(params))
  const path = route.path.replaceAll(/:(\w+)/g, (_part, name: string) => encodeURIComponent(parts.get(name) ?? ''))
  const given = Object.entries(query).filter((pair): pair is [string, string] => Boolean(pair[1]))
  const search = given.length > 0 ? `?${new URLSearchParams(given)}` : ''
  return { route: { ...route, path: path + search }, isAnswer }
}

/** `'id'` for `'/merchant/carts/:id/reminder'`. */
type PartOf<Path extends string> = Path extends `${string}:${infer Part}/${infer Rest}`
  ? Part | PartOf<Rest>
  : Path extends `${string}:${infer Part}`
    ? Part
    : never
