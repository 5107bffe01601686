import type { EndpointName, MerchantEndpointName } from '../../src/contract/index.ts'
import type { Chance } from '../load/chance.ts'
import type { OpenPages } from './pages.ts'

const phones = ['+491701234501', '+4915112345678', '0151 12345678', '+12025550123']

/** What an honest page sends to each endpoint. */
export const bodies: Record<EndpointName, (pages: OpenPages, chance: Chance) => object> = {
  recover: (pages, chance) => ({
    token: chance.happens(0.5) ? chance.pick(pages.tokens) : crypto.randomUUID().replaceAll('-', ''),
    ...(chance.happens(0.2) && { shopperToken: 'a.b.c' }),
  }),
  availability: (pages, chance) => ({ cartHandle: pages.pick(chance).cartHandle }),
  checkout: (pages, chance) => ({ ...pageOf(pages, chance), via: chance.pick(['web', 'text']) }),
  restore: (pages, chance) => pageOf(pages, chance),
  undo: (pages, chance) => {
    const { cartHandle, revision, undo } = pages.pick(chance)
    return { cartHandle, revision, undo }
  },
  signInCode: (pages, chance) => ({ cartHandle: pages.pick(chance).cartHandle, phone: chance.pick(phones) }),
  signIn: (pages, chance) => ({
    cartHandle: pages.pick(chance).cartHandle,
    ...(chance.happens(0.5) ? { phone: chance.pick(phones), code: '123456' } : { shopperToken: 'a.b.c' }),
  }),
  backInStock: (pages, chance) => {
    const { cartHandle, revision, lineIds } = pages.pick(chance)
    return { cartHandle, revision, lineItemIds: lineIds.slice(0, 2), subscribed: chance.happens(0.5) }
  },
  consent: (pages, chance) => ({
    cartHandle: pages.pick(chance).cartHandle,
    channels: { whatsapp: chance.happens(0.5) },
  }),
  share: (pages, chance) => ({ cartHandle: pages.pick(chance).cartHandle }),
  leave: (pages, chance) => ({ cartHandle: pages.pick(chance).cartHandle }),
  reminders: (pages, chance) => ({ cartHandle: pages.pick(chance).cartHandle }),
}

function pageOf(pages: OpenPages, chance: Chance) {
  const { cartHandle, revision, lineIds } = pages.pick(chance)
  return { cartHandle, revision, lineItems: lineIds.map((id) => ({ id, quantity: chance.between(0, 3) })) }
}

const settings = {
  enable_notification: true,
  email_customer_until_cart_is_recovered: true,
  marketing_emails_require_customer_consent: true,
  email_merchant_when_cart_is_converted: false,
  email_merchant_when_cart_is_abandoned: false,
  merchant_email_address: 'ida@shop.example',
  merchant_abandoned_cart_email_frequency_type: 'digest',
  merchant_abandoned_cart_digest_email_frequency: 10,
}

/** What an honest console sends: a query of GET, else a body. */
export const merchantBodies: Partial<Record<MerchantEndpointName, object>> = {
  listCarts: { limit: 5, status: 'opened', platform: 'bigcommerce' },
  listMessages: { limit: 5, status: 'sent' },
  readSummary: { days: 7 },
  sendReminder: { type: 'email', subject: 'Your cart', message: 'It is here: {link}', consent: true },
  writeSettings: settings,
  writeChannelSettings: settings,
}
