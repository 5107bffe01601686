import type { Platform } from '../../src/proxy/index.ts'
import { bigcommerce } from '../../src/proxy/platforms/bigcommerce/bigcommerce.ts'
import { buzzbip } from '../../src/proxy/platforms/buzzbip/buzzbip.ts'
import { vesuviopay } from '../../src/proxy/platforms/vesuviopay/vesuviopay.ts'
import type { Sandbox } from '../../src/sandbox/index.ts'
import { time } from './time.ts'

export const shopOrigin = 'https://shop.example'
export const base = `${shopOrigin}/cart-recovery`

export const channel = {
  origins: [shopOrigin],
  recoveryPageUrl: `${shopOrigin}/cart`,
  shopUrl: `${shopOrigin}/`,
  checkoutOrigins: ['https://store-demo.mybigcommerce.com', 'https://checkout.vesuviopay.example'],
}

/** The adapters of one instance. With an own cart, lines go to VesuvioPay and the checkout is a text message. */
export function platformsOf(sandbox: Sandbox, fetch: typeof globalThis.fetch, hasOwnCart: boolean): Platform[] {
  const { credentials, world, clock } = sandbox
  const { formFields, sms, whatsapp } = world.accounts.bigcommerce.consentFields
  const consentFields = { sms, whatsapp, smsFormField: formFields.sms, whatsappFormField: formFields.whatsapp }
  const { storeId, publishableKey } = credentials.vesuviopay
  const { webhookSecret } = world.accounts.vesuviopay
  const own = () => vesuviopay({ storeId, publishableKey, webhookSecret, sendCodePath: 'auth/send-code', fetch })
  return [
    ...(hasOwnCart ? [own()] : []),
    bigcommerce({ ...credentials.bigcommerce, consentFields, fetch }),
    buzzbip({ ...credentials.buzzbip, fetch, clock }),
  ]
}

/** Gives the store webhooks, and as many calls as it wants. */
export function openAccounts(sandbox: Sandbox): void {
  const { accounts } = sandbox.world
  for (const { quota } of [accounts.bigcommerce, accounts.vesuviopay, accounts.buzzbip]) quota.requests = 1_000_000_000
  for (const event of ['abandoned', 'converted', 'deleted'])
    accounts.bigcommerce.hooks.push({
      id: sandbox.world.nextId++,
      scope: `store/cart/${event}`,
      destination: `${base}/webhooks/bigcommerce`,
      isActive: true,
      headers: {},
      createdAt: time.now,
    })
  accounts.vesuviopay.webhooks.push({
    id: 'hook',
    url: `${base}/webhooks/vesuviopay`,
    eventTypes: ['order.created'],
    description: '',
    secret: accounts.vesuviopay.webhookSecret,
    isActive: true,
  })
}
