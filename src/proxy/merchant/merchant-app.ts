import { type Context, Hono } from 'hono'
import type * as z from 'zod'

import {
  AbandonedCartSettings,
  ChannelCartSettings,
  MerchantCartAnswer,
  MerchantCartsAnswer,
  MerchantCartsQuery,
  MerchantMessagesAnswer,
  MerchantMessagesQuery,
  MerchantSession,
  MerchantSummary,
  MerchantSummaryQuery,
  ReminderAnswer,
  ReminderRequest,
} from '../../contract/index.ts'
import { RecoveryError } from '../adapter/errors.ts'
import type { StoreContext } from '../context.ts'
import type { ProxyEnv } from '../http/proxy-env.ts'
import { requireBody, requireQuery } from '../http/request.ts'
import { type MerchantAccess, merchantCors, openMerchantSession, requireMerchant } from './access.ts'
import { listCarts, listMessages, readCart } from './carts.ts'
import { sendReminder } from './reminder.ts'
import { summarize } from './summary.ts'

/** Listing a platform's carts takes longer than a shopper would wait. */
const deadlineMs = 20_000

/** The merchant's routes, below `/merchant`. */
export function createMerchantApp(context: StoreContext, access: MerchantAccess): Hono<ProxyEnv> {
  const app = new Hono<ProxyEnv>()
  const { store, log, settings } = context
  app.use('*', merchantCors(access))

  /** Lets a key in, and answers as the contract has it. */
  function route<Answer extends z.ZodType>(
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    answer: Answer,
    run: (c: Context, visit: { merchant: string; signal: AbortSignal }) => Promise<z.infer<Answer>>,
  ) {
    app.on(method, path, async (c) => {
      c.set('route', `/merchant${path}`)
      // A session does not make another one: it ends.
      const merchant = await requireMerchant(c, context, access, path === '/session')
      const result = await run(c, { merchant, signal: AbortSignal.timeout(deadlineMs) })
      log.info({ store, route: `/merchant${path}`, status: 200, merchant }, 'Answered')
      return c.json(answer.parse(result) as object)
    })
  }
  const needSettings = () => {
    if (settings) return settings
    throw new RecoveryError('not-supported', { detail: 'no platform of this store has such settings' })
  }
  const needChannel = (c: Context) => {
    const id = c.req.param('channelId') ?? ''
    if (/^\d{1,15}$/.test(id)) return id
    throw new RecoveryError('invalid-request', { detail: 'channelId: must be a whole number' })
  }

  route('POST', '/session', MerchantSession, (_c, { merchant }) => openMerchantSession(context, merchant, access))
  route('GET', '/carts', MerchantCartsAnswer, (c) => listCarts(context, requireQuery(c, MerchantCartsQuery)))
  route('GET', '/carts/:id', MerchantCartAnswer, (c, { signal }) => readCart(context, c.req.param('id') ?? '', signal))
  route('POST', '/carts/:id/reminder', ReminderAnswer, async (c, visit) =>
    sendReminder(context, c.req.param('id') ?? '', await requireBody(c, ReminderRequest), visit),
  )
  route('GET', '/reports', MerchantMessagesAnswer, (c) => listMessages(context, requireQuery(c, MerchantMessagesQuery)))
  route('GET', '/summary', MerchantSummary, (c) => summarize(context, requireQuery(c, MerchantSummaryQuery)))
  route('GET', '/settings', AbandonedCartSettings, (_c, { signal }) => needSettings().read(signal))
  route('PUT', '/settings', AbandonedCartSettings, async (c, { signal }) =>
    needSettings().write(await requireBody(c, AbandonedCartSettings), signal),
  )
  route('GET', '/settings/channels/:channelId', ChannelCartSettings, async (c, { signal }) =>
    needSettings().readChannel(needChannel(c), signal),
  )
  route('PUT', '/settings/channels/:channelId', ChannelCartSettings, async (c, { signal }) => {
    const [port, channelId] = [needSettings(), needChannel(c)]
    // What is left out stays as it is: platforms differ in what they make of it.
    const body = await requireBody(c, ChannelCartSettings.partial())
    const whole = ChannelCartSettings.parse({ ...(await port.readChannel(channelId, signal)), ...body })
    return port.writeChannel(channelId, whole, signal)
  })
  return app
}
