import * as z from 'zod'

import type { Endpoint } from './endpoints.ts'
import { MerchantCartAnswer, MerchantCartsAnswer, MerchantCartsQuery } from './merchant-carts.ts'
import { MerchantMessagesAnswer, MerchantMessagesQuery, ReminderAnswer, ReminderRequest } from './merchant-messages.ts'
import { MerchantSession } from './merchant-session.ts'
import { MerchantSummary, MerchantSummaryQuery } from './merchant-summary.ts'
import { AbandonedCartSettings, ChannelCartSettings } from './settings.ts'

/** One endpoint of the merchant's console, as both sides see it. All of them need a merchant key or a session. */
export interface MerchantEndpoint extends Omit<Endpoint, 'method' | 'request'> {
  method: 'GET' | 'POST' | 'PUT'
  /** Of the `:parts` of the path. */
  params?: z.ZodObject
  /** Of the query where the method is GET, else of the body. Absent where there is none. */
  request?: z.ZodType
}

const read = { method: 'GET', write: false, status: 200 } as const
const cart = z.object({ id: z.string() })
const channel = z.object({ channelId: z.string().refine((id) => /^\d{1,15}$/.test(id), 'must be a whole number') })

/** Every endpoint the console may call. Routes, requests and guards derive from it, as from `endpoints`. */
export const merchantEndpoints = {
  // No write, because opening a session twice does no harm.
  openSession: { ...read, method: 'POST', path: '/merchant/session', answer: MerchantSession },
  listCarts: { ...read, path: '/merchant/carts', request: MerchantCartsQuery, answer: MerchantCartsAnswer },
  readCart: { ...read, path: '/merchant/carts/:id', params: cart, answer: MerchantCartAnswer },
  sendReminder: {
    method: 'POST',
    path: '/merchant/carts/:id/reminder',
    write: true,
    status: 200,
    params: cart,
    request: ReminderRequest,
    answer: ReminderAnswer,
  },
  listMessages: { ...read, path: '/merchant/reports', request: MerchantMessagesQuery, answer: MerchantMessagesAnswer },
  readSummary: { ...read, path: '/merchant/summary', request: MerchantSummaryQuery, answer: MerchantSummary },
  readSettings: { ...read, path: '/merchant/settings', answer: AbandonedCartSettings },
  writeSettings: {
    method: 'PUT',
    path: '/merchant/settings',
    write: true,
    status: 200,
    request: AbandonedCartSettings,
    answer: AbandonedCartSettings,
  },
  readChannelSettings: {
    ...read,
    path: '/merchant/settings/channels/:channelId',
    params: channel,
    answer: ChannelCartSettings,
  },
  writeChannelSettings: {
    method: 'PUT',
    path: '/merchant/settings/channels/:channelId',
    write: true,
    status: 200,
    params: channel,
    // A setting that is left out stays as it is.
    request: ChannelCartSettings.partial(),
    answer: ChannelCartSettings,
  },
} as const satisfies Record<string, MerchantEndpoint>

export type MerchantEndpointName = keyof typeof merchantEndpoints
