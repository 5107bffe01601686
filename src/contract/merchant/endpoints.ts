import * as z from 'zod'

import type { Endpoint } from '../endpoints.ts'
import { MerchantCartAnswer, MerchantCartsAnswer, MerchantCartsQuery } from './carts.ts'
import { MerchantMessagesAnswer, MerchantMessagesQuery, ReminderAnswer, ReminderRequest } from './messages.ts'
import { EndedSession, MerchantSession } from './session.ts'
import { AbandonedCartSettings, ChannelCartSettings, StoredCartSettings } from './settings.ts'
import { MerchantSummary, MerchantSummaryQuery } from './summary.ts'

/** One endpoint of the merchant's console, as both sides see it. All of them need a merchant key or a session. */
export interface MerchantEndpoint extends Omit<Endpoint, 'method' | 'request'> {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Of the `:parts` of the path. */
  params?: z.ZodObject
  /** Of the query where the method is GET, else of the body. Absent where there is none. */
  request?: z.ZodType
}

const read = { method: 'GET', write: false, status: 200 } as const
const cart = z.object({ id: z.string() })
const channel = z.object({ channelId: z.string().refine((id) => /^\d{1,15}$/.test(id), 'must be a whole number') })

/** Every endpoint the console may call. Routes, requests, guards and the table of docs/merchant.md derive from it. */
export const merchantEndpoints = {
  /** Makes a session of 15 minutes from a key. It is no write, because opening two does no harm. */
  openSession: { ...read, method: 'POST', path: '/merchant/session', answer: MerchantSession },
  /** Ends the session that it is asked with, before its 15 minutes are over. */
  closeSession: { ...read, method: 'DELETE', path: '/merchant/session', answer: EndedSession },
  /** Carts, newest first. Where there are more, `nextPage` is the next answer's `page`. */
  listCarts: { ...read, path: '/merchant/carts', request: MerchantCartsQuery, answer: MerchantCartsAnswer },
  /** One cart with its lines, its shopper masked, its messages, and why no reminder can be sent. */
  readCart: { ...read, path: '/merchant/carts/:id', params: cart, answer: MerchantCartAnswer },
  /** Sends one reminder, at most one per cart. */
  sendReminder: {
    method: 'POST',
    path: '/merchant/carts/:id/reminder',
    write: true,
    status: 200,
    params: cart,
    request: ReminderRequest,
    answer: ReminderAnswer,
  },
  /** Messages and what became of each, newest first, in pages like the carts. */
  listMessages: { ...read, path: '/merchant/reports', request: MerchantMessagesQuery, answer: MerchantMessagesAnswer },
  /** What came back, the funnel, what missing stock cost, and how many wait for it. */
  readSummary: { ...read, path: '/merchant/summary', request: MerchantSummaryQuery, answer: MerchantSummary },
  /** The platform's abandoned-cart settings, by their documented names. */
  readSettings: { ...read, path: '/merchant/settings', answer: StoredCartSettings },
  /** Replaces these settings, and answers what the platform has then. */
  writeSettings: {
    method: 'PUT',
    path: '/merchant/settings',
    write: true,
    status: 200,
    request: AbandonedCartSettings,
    answer: StoredCartSettings,
  },
  /** What one sales channel overrides. Null: the store's value. */
  readChannelSettings: {
    ...read,
    path: '/merchant/settings/channels/:channelId',
    params: channel,
    answer: StoredCartSettings,
  },
  /** Changes what one sales channel overrides. A setting that is left out stays as it is. */
  writeChannelSettings: {
    method: 'PUT',
    path: '/merchant/settings/channels/:channelId',
    write: true,
    status: 200,
    params: channel,
    request: ChannelCartSettings.partial(),
    answer: StoredCartSettings,
  },
} as const satisfies Record<string, MerchantEndpoint>

export type MerchantEndpointName = keyof typeof merchantEndpoints
