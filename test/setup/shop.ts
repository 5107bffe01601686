import type { CheckoutAnswer, Problem, RecoverAnswer, RestoreAnswer, UndoAnswer } from '../../src/contract/index.ts'
import { type CartRecoveryProxy, createProxy, type Log, type ProxyConfig } from '../../src/proxy/index.ts'
import { bigcommerce } from '../../src/proxy/platforms/bigcommerce/bigcommerce.ts'
import { vesuviopay } from '../../src/proxy/platforms/vesuviopay/vesuviopay.ts'
import { createSqliteStore } from '../../src/proxy/stores/sqlite.ts'
import { createSandbox, type Sandbox } from '../../src/sandbox/index.ts'
import { fetchAndWait } from './fetch-and-wait.ts'

import { createPages } from './pages.ts'
import { pour, pourAnswer } from './sinks.ts'

export const shopOrigin = 'https://shop.example'
export const testKey = Buffer.alloc(32, 42).toString('base64url')

/** A status and a body, of whichever kind the test expects. */
export interface Answer<Body> {
  status: number
  headers: Headers
  body: Body
}

export interface Shop {
  sandbox: Sandbox
  config: ProxyConfig
  /** Log lines, as JSON texts. */
  logged: string[]
  /** A cart of the sandbox's world by its key. */
  cart(key: string): { id: string; token: string }
  /** POSTs JSON from the shop's page, which displays what was answered before, and says so with a write. */
  post<Body = Problem>(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer<Body>>
  fetch(request: Request): Promise<Response>
  ready(): ReturnType<CartRecoveryProxy['ready']>
  recover(key: string): Promise<RecoverAnswer>
  checkout(body: object, key?: string): Promise<Answer<CheckoutAnswer & Problem>>
  restore(body: object): Promise<Answer<RestoreAnswer & Problem>>
  undo(body: object): Promise<Answer<UndoAnswer & Problem>>
  /** What the platform's cart really holds: quantity by name and options. */
  held(key: string): Record<string, number>
  /** Calls of the sandbox's ledger since the last time it was asked. */
  newCalls(): { method: string; path: string; write: boolean; status: number }[]
}

/** The store whose lines go into a VesuvioPay cart, and whose checkout can be a text message. */
export function openTextShop(changes: Partial<ProxyConfig> = {}): Shop {
  const sandbox = createSandbox()
  const { storeHash, accessToken } = sandbox.credentials.bigcommerce
  const { storeId, publishableKey } = sandbox.credentials.vesuviopay
  const channel = {
    origins: [shopOrigin],
    recoveryPageUrl: `${shopOrigin}/cart`,
    shopUrl: `${shopOrigin}/`,
    checkoutOrigins: ['https://store-demo.mybigcommerce.com', 'https://checkout.vesuviopay.example'],
  }
  return openShop(
    'demo',
    {
      platforms: [
        vesuviopay({ storeId, publishableKey, fetch: sandbox.fetch, sendCodePath: 'auth/send-code' }),
        bigcommerce({ storeHash, accessToken, fetch: sandbox.fetch }),
      ],
      channels: { 3: channel },
      sms: { countries: ['DE'] },
      clock: sandbox.clock,
      stateStore: createSqliteStore({ path: ':memory:', clock: sandbox.clock }),
      ...changes,
    },
    sandbox,
  )
}

/** A sandbox, and a proxy before it, in one process. */
export function openShop(
  scenario = 'demo',
  changes: Partial<ProxyConfig> = {},
  sandbox: Sandbox = createSandbox({ scenario }),
): Shop {
  const logged: string[] = []
  const { storeHash, accessToken } = sandbox.credentials.bigcommerce
  const line = (fields: object, message: string) => {
    const text = JSON.stringify({ ...fields, message })
    logged.push(text)
    pour('logs', text)
  }
  const log: Log = { info: line, warn: line, error: line }
  const config: ProxyConfig = {
    store: 'shop',
    publicUrl: `${shopOrigin}/cart-recovery`,
    keys: [testKey],
    platforms: [bigcommerce({ storeHash, accessToken, fetch: sandbox.fetch })],
    channels: {
      1: {
        origins: [shopOrigin],
        recoveryPageUrl: `${shopOrigin}/cart`,
        shopUrl: `${shopOrigin}/`,
        checkoutOrigins: ['https://store-demo.mybigcommerce.com'],
      },
    },
    clock: sandbox.clock,
    stateStore: createSqliteStore({ path: ':memory:', clock: sandbox.clock }),
    log,
    ...changes,
  }
  const proxy = createProxy(config)
  const pages = createPages()
  let callCount = 0

  async function post<Body>(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer<Body>> {
    const request = new Request(`${shopOrigin}/cart-recovery${path}`, {
      method: 'POST',
      headers: { origin: shopOrigin, 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(pages.send(path, body)),
    })
    const response = await pourAnswer(await fetchAndWait(proxy, request))
    const text = await response.text()
    const answer = text === '' ? null : JSON.parse(text)
    pages.display(body, answer)
    return { status: response.status, headers: response.headers, body: answer as Body }
  }
  const write = <Body>(path: string, body: object, key: string = crypto.randomUUID()) =>
    post<Body>(path, body, { 'idempotency-key': key })
  const find = (key: string) => {
    const cart = sandbox.world.carts.find((candidate) => candidate.key === key)
    if (!cart) throw new Error(`the world has no cart ${key}`)
    return cart
  }

  return {
    sandbox,
    config,
    logged,
    post,
    fetch: async (request) => pourAnswer(await fetchAndWait(proxy, request)),
    ready: proxy.ready,
    cart: (key) => ({ id: find(key).id, token: find(key).token ?? '' }),
    async recover(key) {
      const { status, body } = await post<RecoverAnswer & Problem>('/recover', { token: find(key).token })
      if (status !== 200) throw new Error(`/recover answered ${status} ${body.code}`)
      return body
    },
    checkout: (body, key) => write('/checkout', body, key),
    restore: (body) => write('/restore', body),
    undo: (body) => write('/undo', body),
    held: (key) => Object.fromEntries(find(key).lines.map((own) => [own.id, own.quantity])),
    newCalls() {
      const calls = sandbox.calls.list().slice(callCount)
      callCount += calls.length
      return calls
    },
  }
}
