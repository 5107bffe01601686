import type { Log, Platform, ProxyConfig, StateStore } from '../../src/proxy/index.ts'
import { createProxy } from '../../src/proxy/index.ts'
import { bigcommerce } from '../../src/proxy/platforms/bigcommerce/bigcommerce.ts'
import { buzzbip } from '../../src/proxy/platforms/buzzbip/buzzbip.ts'
import { tjar } from '../../src/proxy/platforms/tjar/tjar.ts'
import { vesuviopay } from '../../src/proxy/platforms/vesuviopay/vesuviopay.ts'
import { createSqliteStore } from '../../src/proxy/stores/sqlite.ts'
import { createSandbox, type Sandbox } from '../../src/sandbox/index.ts'
import { fetchAndWait } from './fetch-and-wait.ts'
import { createPages } from './pages.ts'
import { shopOrigin, testKey } from './shop.ts'
import { pour, pourAnswer } from './sinks.ts'

type RunningProxy = ReturnType<typeof createProxy>

export const merchantKey = 'merchant-key-of-the-test-shop-0001-xxxxxxxx'
const base = `${shopOrigin}/cart-recovery`

export interface MerchantShopOptions {
  sandbox?: Sandbox
  stateStore?: StateStore
  /** @default BigCommerce with Buzzbip */
  platforms?: (sandbox: Sandbox) => Platform[]
  changes?: Partial<ProxyConfig>
}

/** A store with its automations: proxy, sandbox, webhooks registered, and a merchant's key. */
export interface MerchantShop {
  sandbox: Sandbox
  proxy: RunningProxy
  logged: string[]
  cart(key: string): Sandbox['world']['carts'][number]
  /** What the platform does to a cart by itself, its webhooks delivered. */
  happens(key: string, step: 'abandon' | 'convert' | 'expire'): Promise<void>
  merchant<Body>(method: string, path: string, body?: unknown): Promise<{ status: number; body: Body }>
  shopper<Body>(method: string, path: string, body: unknown): Promise<{ status: number; body: Body }>
  /** WhatsApp, text messages and Tjar's e-mails, but not what BigCommerce sends by itself. */
  messages(): Sandbox['world']['messages']
  /** Moves the clock of everybody. */
  pass(ms: number): void
  /** The same store after its process was killed, on the same state store. */
  restart(on?: StateStore): void
  /** The same store with another configuration. */
  change(changes: Partial<ProxyConfig>): void
  readonly config: ProxyConfig
}

export function createMerchantSandbox(): { sandbox: Sandbox; connect(proxy: () => RunningProxy): void } {
  let receiver: () => RunningProxy = () => {
    throw new Error('nobody listens yet')
  }
  const sandbox = createSandbox({
    recoveryPageUrls: { 1: `${shopOrigin}/cart`, 2: `${shopOrigin}/cart`, tjar: `${shopOrigin}/cart` },
    deliver: (request) => receiver().fetch(request),
  })
  return {
    sandbox,
    connect(proxy) {
      receiver = proxy
    },
  }
}

export const bigcommerceOf = (sandbox: Sandbox) => {
  const { formFields, sms, whatsapp } = sandbox.world.accounts.bigcommerce.consentFields
  const consentFields = { sms, whatsapp, smsFormField: formFields.sms, whatsappFormField: formFields.whatsapp }
  return bigcommerce({ ...sandbox.credentials.bigcommerce, consentFields, fetch: sandbox.fetch })
}
/** Sells in channel 3, and sends codes. */
export const vesuviopayOf = (sandbox: Sandbox, fetch: typeof globalThis.fetch = sandbox.fetch) =>
  vesuviopay({ ...sandbox.credentials.vesuviopay, channelId: '3', sendCodePath: 'auth/send-code', fetch })
export const buzzbipOf = (sandbox: Sandbox, fetch: typeof globalThis.fetch = sandbox.fetch) =>
  buzzbip({ ...sandbox.credentials.buzzbip, fetch, clock: sandbox.clock })
export const tjarOf = (sandbox: Sandbox) =>
  tjar({ ...sandbox.credentials.tjar, channelId: 'tjar', fetch: sandbox.fetch })

export function openMerchantShop(options: MerchantShopOptions = {}): MerchantShop {
  const { sandbox, connect } = createMerchantSandbox()
  const { clock } = sandbox
  let stateStore = options.stateStore ?? createSqliteStore({ path: ':memory:', clock })
  const logged: string[] = []
  const pages = createPages()
  const line = (fields: object, message: string) => {
    const text = JSON.stringify({ ...fields, message })
    logged.push(text)
    pour('logs', text)
  }
  const log: Log = { info: line, warn: line, error: line }
  const platformsOf = options.platforms ?? ((own: Sandbox) => [bigcommerceOf(own), buzzbipOf(own)])
  const channel = {
    origins: [shopOrigin],
    recoveryPageUrl: `${shopOrigin}/cart`,
    shopUrl: `${shopOrigin}/`,
    checkoutOrigins: ['https://store-demo.mybigcommerce.com', 'https://demo-store.tjar.sa'],
  }
  let changes = options.changes ?? {}
  const toConfig = (): ProxyConfig => ({
    store: 'shop',
    publicUrl: base,
    keys: [testKey],
    platforms: platformsOf(sandbox),
    channels: { 1: channel, tjar: channel },
    merchant: { keys: { ida: merchantKey } },
    volatileLedger: true,
    stateStore,
    clock,
    log,
    ...changes,
  })
  const create = () => createProxy(toConfig())
  let proxy = create()
  connect(() => proxy)
  for (const event of ['abandoned', 'converted', 'deleted']) {
    const destination = `${base}/webhooks/bigcommerce`
    const hook = { id: 1, scope: `store/cart/${event}`, destination, isActive: true, headers: {}, createdAt: clock() }
    sandbox.world.accounts.bigcommerce.hooks.push({ ...hook, id: sandbox.world.nextId++ })
  }

  async function ask<Body>(method: string, path: string, body: unknown, headers: Record<string, string>) {
    const request = new Request(`${base}${path}`, {
      method,
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: JSON.stringify(pages.send(path, body)) }),
    })
    const response = await pourAnswer(await fetchAndWait(proxy, request))
    const text = await response.text()
    const answer = text === '' ? null : JSON.parse(text)
    pages.display(body, answer)
    return { status: response.status, body: answer as Body }
  }
  const cart = (key: string) => {
    const found = sandbox.world.carts.find((candidate) => candidate.key === key)
    if (!found) throw new Error(`the world has no cart ${key}`)
    return found
  }

  return {
    sandbox,
    get proxy() {
      return proxy
    },
    logged,
    cart,
    async happens(key, step) {
      const id = sandbox.world.carts.find((one) => one.key === key)?.id ?? key
      const request = new Request(`http://127.0.0.1/sandbox/carts/${id}/${step}`, { method: 'POST' })
      const response = await sandbox.controls.fetch(request)
      if (!response.ok) throw new Error(`${step}: ${await response.text()}`)
      await proxy.work()
    },
    merchant: (method, path, body) =>
      ask(method, `/merchant${path}`, body, {
        authorization: `Bearer ${merchantKey}`,
        'idempotency-key': crypto.randomUUID(),
      }),
    shopper: (method, path, body) =>
      ask(method, path, body, { origin: shopOrigin, 'idempotency-key': crypto.randomUUID() }),
    messages: () => sandbox.world.messages.filter(({ platform }) => platform !== 'bigcommerce'),
    pass(ms) {
      sandbox.world.clockOffsetSeconds += ms / 1000
    },
    get config() {
      return toConfig()
    },
    change(more) {
      changes = { ...changes, ...more }
      proxy = create()
    },
    restart(on) {
      stateStore = on ?? stateStore
      proxy = create()
    },
  }
}
