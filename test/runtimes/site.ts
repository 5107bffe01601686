// One world of the platforms, as servers, for one runtime: what its proxies are configured with, and what its cases ask.
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'

import { createSandbox, type Sandbox } from '../../src/sandbox/index.ts'
import { testKey } from '../setup/shop.ts'

export const shopOrigin = 'https://shop.example'
export const merchantKey = 'merchant-key-of-all-runtimes-0001-xxxxxxxxx'
export const merchantOrigin = 'https://console.shop.example'
export const serverKey = Buffer.alloc(32, 7).toString('base64url')

/** What the programs configure their two proxies with: plain data. */
export interface Settings {
  /** BigCommerce alone, with messages by Buzzbip. */
  shop: Record<string, unknown>
  /** BigCommerce with VesuvioPay, below the other one. */
  text: Record<string, unknown>
  platforms: Record<'bigcommerce' | 'vesuviopay' | 'buzzbip', Record<string, unknown>>
}

type WorldCart = Sandbox['world']['carts'][number]

/** Where the proxies of a runtime are. */
export interface Bases {
  shop: string
  text: string
}

export interface Site {
  sandbox: Sandbox
  settings: Settings
  bases: Bases
  /** A cart like that one, for one case alone. */
  addCart(key: string, changes?: Partial<WorldCart>): WorldCart
  /** What BigCommerce does to a cart by itself; its webhook is delivered by the time it resolves. */
  happens(cart: WorldCart, step: 'abandon' | 'convert'): Promise<void>
  close(): void
}

/** Starts the platforms. `bases` is filled in once the runtime listens. */
export async function openSite(): Promise<Site> {
  const bases: Bases = { shop: '', text: '' }
  const deliver = (request: Request) => {
    const { pathname } = new URL(request.url)
    return fetch(new Request(bases.shop.replace('/cart-recovery', pathname), request))
  }
  const sandbox = createSandbox({ recoveryPageUrls: { 1: `${shopOrigin}/cart`, 3: `${shopOrigin}/cart` }, deliver })
  const { world, credentials } = sandbox
  world.accounts.bigcommerce.quota.requests = 1_000_000
  const servers = await Promise.all(
    (['bigcommerce', 'vesuviopay', 'buzzbip'] as const).map((name) => listen(sandbox.platforms[name].fetch)),
  )
  const [bigcommerce = '', vesuviopay = '', buzzbip = ''] = servers.map(({ url }) => url)
  for (const [id, event] of ['abandoned', 'converted'].entries()) {
    const destination = `${shopOrigin}/cart-recovery/webhooks/bigcommerce`
    const hook = { id: id + 1, scope: `store/cart/${event}`, isActive: true, headers: {}, createdAt: 0, destination }
    world.accounts.bigcommerce.hooks.push(hook)
  }
  const { formFields, sms, whatsapp } = world.accounts.bigcommerce.consentFields
  const consentFields = { sms, whatsapp, smsFormField: formFields.sms, whatsappFormField: formFields.whatsapp }
  let count = 0

  return {
    sandbox,
    bases,
    settings: {
      ...stores,
      platforms: {
        bigcommerce: { ...credentials.bigcommerce, consentFields, apiUrl: bigcommerce },
        vesuviopay: { ...credentials.vesuviopay, apiUrl: vesuviopay, channelId: '3', sendCodePath: 'auth/send-code' },
        buzzbip: { ...credentials.buzzbip, apiUrl: buzzbip },
      },
    },
    addCart(key, changes = {}) {
      const model = world.carts.find((cart) => cart.key === key) ?? assert.fail(key)
      const phone = `+49170${String(2_000_000 + count++)}`
      const own = { id: crypto.randomUUID(), token: crypto.randomUUID().replaceAll('-', ''), key: `${key}-${count}` }
      const cart = { ...structuredClone(model), ...own, shopper: { ...model.shopper, phone }, ...changes }
      world.carts.push(cart)
      world.shoppers.push({ phone })
      return cart
    },
    async happens({ id }, step) {
      const request = new Request(`http://127.0.0.1/sandbox/carts/${id}/${step}`, { method: 'POST' })
      assert.equal((await sandbox.controls.fetch(request)).status, 200)
    },
    close: () => servers.forEach(({ close }) => void close()),
  }
}

const channel = {
  origins: [shopOrigin],
  recoveryPageUrl: `${shopOrigin}/cart`,
  shopUrl: `${shopOrigin}/`,
  checkoutOrigins: ['https://store-demo.mybigcommerce.com', 'https://checkout.vesuviopay.example'],
}
const both = { keys: [testKey], trustedHops: 1, serverKey, sms: { countries: ['DE'] } }
const stores = {
  shop: {
    ...both,
    store: 'shop',
    publicUrl: `${shopOrigin}/cart-recovery`,
    channels: { 1: channel },
    adopt: true,
    merchant: { keys: { ida: merchantKey }, origins: [merchantOrigin] },
  },
  text: { ...both, store: 'text', publicUrl: `${shopOrigin}/cart-recovery/text`, channels: { 3: channel } },
}

async function listen(answer: (request: Request) => Promise<Response>): Promise<{ url: string; close(): void }> {
  const server = createServer(getRequestListener((request) => answer(request)))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close }
}
