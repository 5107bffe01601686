import { type Context, Hono } from 'hono'
import type * as z from 'zod'

import { type MerchantEndpoint, type MerchantEndpointName, merchantEndpoints } from '../../contract/index.ts'
import { RecoveryError } from '../adapter/errors.ts'
import { hasLedger, type LedgerContext, type StoreContext } from '../context.ts'
import { bearerOf } from '../http/bearer.ts'
import type { ProxyEnv } from '../http/proxy-env.ts'
import { requireBody, requireParams, requireQuery } from '../http/request.ts'
import {
  closeMerchantSession,
  type MerchantAccess,
  merchantCors,
  openMerchantSession,
  requireMerchant,
} from './access.ts'
import { listMessages, readCart } from './carts.ts'
import { listCarts } from './list-carts.ts'
import { sendReminder } from './reminder.ts'
import { readChannelSettings, readSettings, writeChannelSettings, writeSettings } from './settings.ts'
import { summarize } from './summary.ts'

/** Listing a platform's carts takes longer than a shopper would wait. */
const deadlineMs = 20_000

/** The merchant's routes, as the table of the contract has them. */
export function createMerchantApp(context: StoreContext, access: MerchantAccess): Hono<ProxyEnv> {
  const app = new Hono<ProxyEnv>()
  const { store, log } = context
  app.use('/merchant/*', merchantCors(access))

  const handlers: { [Name in MerchantEndpointName]: Handler<Name> } = {
    openSession: ({ merchant }) => openMerchantSession(context, merchant, access),
    closeSession: ({ bearer }) => closeMerchantSession(context, bearer),
    listCarts: ({ request, later }) => listCarts(withLedger(context), request, later),
    readCart: ({ params, signal }) => readCart(withLedger(context), params.id, signal),
    sendReminder: ({ params, request, ...caller }) => sendReminder(withLedger(context), params.id, request, caller),
    listMessages: ({ request }) => listMessages(withLedger(context), request),
    readSummary: ({ request }) => summarize(withLedger(context), request),
    readSettings: ({ signal }) => readSettings(context, signal),
    writeSettings: ({ request, signal }) => writeSettings(context, request, signal),
    readChannelSettings: ({ params, signal }) => readChannelSettings(context, params.channelId, signal),
    writeChannelSettings: ({ params, request, signal }) =>
      writeChannelSettings(context, params.channelId, request, signal),
  }
  for (const name of Object.keys(merchantEndpoints) as MerchantEndpointName[]) {
    const endpoint: MerchantEndpoint = merchantEndpoints[name]
    const { method, path, status, answer } = endpoint
    app.on(method, path, async (c) => {
      c.set('route', path)
      // A session cannot make another one: it ends after 15 minutes.
      const merchant = await requireMerchant(c, context, access, name === 'openSession')
      const parsed = await readRequestParts(c, endpoint)
      const handle = handlers[name] as AnyHandler
      const later = (work: Promise<unknown>) => c.env.waitUntil?.(work)
      const signal = AbortSignal.timeout(deadlineMs)
      const result = answer.parse(await handle({ ...parsed, merchant, bearer: bearerOf(c), later, signal }))
      log.info({ store, route: path, status, merchant }, 'Answered')
      return c.json(result as object)
    })
  }
  return app
}

/** Throws `not-supported` where the store has no ledger. */
function withLedger(context: StoreContext): LedgerContext {
  if (hasLedger(context)) return context
  throw new RecoveryError('not-supported', { detail: 'carts and messages need a stateStore with a database' })
}

/** What a request carries, as the endpoint's schemas have it. Throws `invalid-request`. */
async function readRequestParts(c: Context, { method, params, request }: MerchantEndpoint) {
  return {
    params: params && requireParams(c, params),
    request: request && (method === 'GET' ? requireQuery(c, request) : await requireBody(c, request)),
  }
}

type Table = typeof merchantEndpoints
type Parsed<Row, Field extends string> = Row extends { [Key in Field]: z.ZodType } ? z.infer<Row[Field]> : undefined

/** Answers one endpoint. `merchant` is the name of the key that the request was made with. */
type Handler<Name extends MerchantEndpointName> = (parts: {
  params: Parsed<Table[Name], 'params'>
  request: Parsed<Table[Name], 'request'>
  merchant: string
  /** That key, or the session made from it. */
  bearer: string
  signal: AbortSignal
  /** Keeps a serverless runtime alive for work that the answer does not wait for. */
  later: (work: Promise<unknown>) => void
}) => Promise<z.infer<Table[Name]['answer']>>

// The table pairs each handler with its own schemas; past the border that pairing is trusted.
type AnyHandler = (parts: object) => Promise<unknown>
