import assert from 'node:assert/strict'
import { createServer, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'

import type {
  AdoptAnswer,
  CheckoutAnswer,
  MerchantCartsAnswer,
  MerchantMessagesAnswer,
  Problem,
  RecoverAnswer,
  RestoreAnswer,
} from '../../../src/contract/index.ts'
import { type CartRecoveryProxy, createProxy, mintLink, type ProxyConfig } from '../../../src/proxy/index.ts'
import { vendure } from '../../../src/proxy/platforms/vendure/vendure.ts'
import { sealLink } from '../../../src/proxy/sealing/sealed-link.ts'
import { createSealer } from '../../../src/proxy/sealing/sealer.ts'
import { createSqliteStore } from '../../../src/proxy/stores/sqlite.ts'
import { fetchAndWait } from '../../setup/fetch-and-wait.ts'
import { freePort } from '../../setup/free-port.ts'
import { createPages } from '../../setup/pages.ts'
import { shopOrigin, testKey } from '../../setup/shop.ts'
import { type Engine, startEngine } from '../start-engine.ts'
import { optionsFor } from './setup.ts'

/** The engine, the proxy before it, and the way from its webhooks to that proxy. */
export interface EngineStore {
  engine: Engine
  proxy: CartRecoveryProxy
  /** Log lines, as JSON texts. */
  logged: string[]
  /** Types of the deliveries that the proxy has taken. */
  delivered: string[]
  /** A request of the shopper's page, which displays what was answered before. */
  post<Body>(path: string, body: object): Promise<{ status: number; body: Body & Problem }>
  recover(token: string): Promise<RecoverAnswer>
  recoverCart(cartId: string): Promise<RecoverAnswer>
  /** Follows a link to a cart that may not be read now. */
  open(cartId: string): Promise<{ status: number; body: RecoverAnswer & Problem }>
  checkout(body: object): Promise<{ status: number; body: CheckoutAnswer & Problem }>
  restore(body: object): Promise<{ status: number; body: RestoreAnswer & Problem }>
  /** The shopper agrees to messages in the widget. */
  agree(cartHandle: string): Promise<void>
  /** The shop's server. */
  adopt(code: string | undefined): Promise<AdoptAnswer>
  carts(): Promise<MerchantCartsAnswer['carts']>
  messages(): Promise<MerchantMessagesAnswer['reports']>
  /** Moves the proxy's clock alone: it lists carts every ten minutes. */
  pass(ms: number): void
  /** From now on no delivery arrives. */
  loseWebhooks(): void
  close(): Promise<void>
}

const serverKey = Buffer.alloc(32, 9).toString('base64url')
const merchantKey = Buffer.alloc(32, 8).toString('base64url')
const base = `${shopOrigin}/cart-recovery`

/** The token of a link, in a message or by itself. */
export function tokenIn(message: string): string {
  const [, token] = /\?t(?:=|&#x3D;)(cr1_[\w.-]+)/.exec(message) ?? []
  assert.ok(token, 'there is no link')
  return token
}

/** Waits until something is so, however slow the machine is: the test's own time limit ends the wait. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 20))
}

/** Opens a store whose carts are the engine's. Undefined where that cannot be installed. */
export async function openEngineStore(
  changes: Partial<ProxyConfig> = {},
  fetch: typeof globalThis.fetch = globalThis.fetch,
): Promise<EngineStore | undefined> {
  const delivered: string[] = []
  let proxy: CartRecoveryProxy | undefined
  let isLost = false
  let passedMs = 0
  const clock = () => Date.now() + passedMs
  const receive = async (incoming: IncomingMessage) => {
    const body = await text(incoming)
    const headers = new Headers(
      Object.entries(incoming.headers).map(([name, value]): [string, string] => [name, String(value)]),
    )
    const request = new Request(`${base}/webhooks/vendure`, { method: 'POST', headers, body })
    const response = isLost ? undefined : await proxy?.fetch(request)
    if (response?.ok) delivered.push(JSON.parse(body).type)
    return response?.status ?? 503
  }
  const server = createServer((incoming, outgoing) => {
    receive(incoming).then((status) => outgoing.writeHead(status).end())
  })
  const port = await freePort()
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const webhookUrl = `http://127.0.0.1:${port}/cart-recovery/webhooks/vendure`
  const engine = await startEngine({ webhookUrl })
  if (!engine) {
    server.close()
    return undefined
  }

  const logged: string[] = []
  const line = (fields: object, message: string) => void logged.push(JSON.stringify({ ...fields, message }))
  const stateStore = createSqliteStore({ path: ':memory:', clock })
  const config: ProxyConfig = {
    ...{ store: 'shop', publicUrl: base, keys: [testKey], serverKey, adopt: true, volatileLedger: true },
    platforms: [vendure({ ...optionsFor(engine), fetch })],
    channels: {
      1: {
        origins: [shopOrigin],
        recoveryPageUrl: `${shopOrigin}/cart`,
        shopUrl: shopOrigin,
        checkoutOrigins: [shopOrigin],
      },
    },
    merchant: { keys: { ida: merchantKey } },
    stateStore,
    clock,
    log: { info: line, warn: line, error: line },
    ...changes,
  }
  const running = createProxy(config)
  proxy = running
  const pages = createPages()

  async function ask<Body>(method: string, path: string, body?: object, more: Record<string, string> = {}) {
    const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID(), ...more }
    const sent = body && { body: JSON.stringify(pages.send(path, body)) }
    const response = await fetchAndWait(running, new Request(`${base}${path}`, { method, headers, ...sent }))
    const answer = await response.json()
    pages.display(body, answer)
    return { status: response.status, body: answer as Body & Problem }
  }
  const post = <Body>(path: string, body: object) => ask<Body>('POST', path, body, { origin: shopOrigin })
  const withMerchant = { authorization: `Bearer ${merchantKey}` }
  async function recover(token: string): Promise<RecoverAnswer> {
    const { status, body } = await post<RecoverAnswer>('/recover', { token })
    assert.equal(status, 200, body.code)
    return body
  }

  return {
    ...{ engine, proxy: running, logged, delivered, post, recover },
    async recoverCart(cartId) {
      return recover(tokenIn(await mintLink(config, { cartId })))
    },
    async open(cartId) {
      const token = await sealLink(createSealer('shop', [testKey], clock), { platform: 'vendure', cartId })
      return post('/recover', { token })
    },
    checkout: (body) => post('/checkout', body),
    restore: (body) => post('/restore', body),
    async agree(cartHandle) {
      const body = { cartHandle, channels: { email: true } }
      const { status } = await ask<object>('PUT', '/consent', body, { origin: shopOrigin })
      assert.equal(status, 200)
    },
    async adopt(code) {
      const { status, body } = await ask<AdoptAnswer>(
        'POST',
        '/adopt',
        { code },
        { authorization: `Bearer ${serverKey}` },
      )
      assert.equal(status, 200, body.code)
      return body
    },
    carts: async () => (await ask<MerchantCartsAnswer>('GET', '/merchant/carts', undefined, withMerchant)).body.carts,
    messages: async () =>
      (await ask<MerchantMessagesAnswer>('GET', '/merchant/reports', undefined, withMerchant)).body.reports,
    pass(ms) {
      passedMs += ms
    },
    loseWebhooks() {
      isLost = true
    },
    async close() {
      await Promise.all([running.stop(), engine.close()])
      server.close()
      server.closeAllConnections()
      await stateStore.close()
    },
  }
}
