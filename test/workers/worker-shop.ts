// A store on Cloudflare's runtime: two workers on one D1 database, and its platforms as servers.
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestContext } from 'node:test'
import { getRequestListener } from '@hono/node-server'
import { Miniflare, type WorkerOptions } from 'miniflare'

import { createSandbox, type Sandbox } from '../../src/sandbox/index.ts'
import { createPages } from '../setup/pages.ts'
import { shopOrigin, testKey } from '../setup/shop.ts'
import { pour, pourAnswer } from '../setup/sinks.ts'

const merchantKey = 'merchant-key-of-the-worker-shop-01-xxxxxxxx'
const names = ['one', 'other'] as const

export interface WorkerShop {
  sandbox: Sandbox
  /** What BigCommerce does to a cart by itself, its webhooks delivered. */
  happens(key: string, step: 'abandon' | 'convert'): Promise<void>
  /** From the shop's page, to one worker and the other by turns. */
  shopper<Body>(path: string, body: unknown, tap?: string): Promise<{ status: number; body: Body }>
  merchant<Body>(path: string): Promise<Body>
  /** What Buzzbip wrote to shoppers. */
  messages(): Sandbox['world']['messages']
  /** The cron trigger. */
  trigger(): Promise<void>
}

/** What of `wrangler.jsonc` the runtime needs. */
export interface WorkerSettings {
  compatibility_date: string
  d1_databases: { binding: string }[]
}

export interface WorkerShopOptions {
  code: string
  settings: WorkerSettings
  /** The statements that make the tables. */
  tables: string
  /** The compatibility flags of each worker. */
  flags: readonly [one: string[], other: string[]]
}

/** Starts both workers from one script. */
export async function openWorkerShop(
  t: TestContext,
  { code, settings, tables, flags }: WorkerShopOptions,
): Promise<WorkerShop> {
  const [{ binding } = assert.fail()] = settings.d1_databases
  let turn = 0
  const urls: URL[] = []
  const next = (path: string) => new URL(path, urls[turn++ % urls.length])
  const sandbox = createSandbox({
    recoveryPageUrls: { 1: `${shopOrigin}/cart` },
    deliver: (request) => fetch(new Request(next(new URL(request.url).pathname), request)),
  })
  const { bigcommerce, buzzbip } = sandbox.credentials
  const platforms = await listen(t, (request) => sandbox.fetch(request))
  const options: Omit<WorkerOptions, 'name'> = {
    modules: [{ type: 'ESModule', path: 'worker.js', contents: code }],
    compatibilityDate: settings.compatibility_date,
    bindings: {
      CART_RECOVERY_KEY: testKey,
      CART_RECOVERY_MERCHANT_KEY: merchantKey,
      BIGCOMMERCE_STORE_HASH: bigcommerce.storeHash,
      BIGCOMMERCE_ACCESS_TOKEN: bigcommerce.accessToken,
      BIGCOMMERCE_CLIENT_SECRET: bigcommerce.webhooks.clientSecret,
      BUZZBIP_USERNAME: buzzbip.username,
      BUZZBIP_PASSWORD: buzzbip.password,
    },
    d1Databases: { [binding]: 'shop' },
    // The platforms' hosts, all of them on this machine.
    outboundService: { external: { address: platforms, http: {} } },
    unsafeDirectSockets: [{ host: '127.0.0.1' }],
  }
  const miniflare = new Miniflare({
    unsafeTriggerHandlers: true,
    handleStructuredLogs: ({ message }: { message: string }) => pour('logs', message),
    workers: names.map((name, index) => ({ ...options, name, compatibilityFlags: flags[index] ?? [] })),
  })
  t.after(() => miniflare.dispose())
  const database = await miniflare.getD1Database(binding, 'one')
  for (const statement of tables.split(/;\n/)) {
    if (statement.trim() !== '') await database.prepare(statement).run()
  }
  for (const name of names) urls.push(await miniflare.unsafeGetDirectURL(name))
  for (const [id, event] of ['abandoned', 'converted'].entries()) {
    const hook = { id, scope: `store/cart/${event}`, isActive: true, headers: {}, createdAt: sandbox.clock() }
    const destination = `${shopOrigin}/cart-recovery/webhooks/bigcommerce`
    sandbox.world.accounts.bigcommerce.hooks.push({ ...hook, destination })
  }
  const pages = createPages()

  async function ask<Body>(path: string, init: RequestInit): Promise<{ status: number; body: Body }> {
    const response = await pourAnswer(await fetch(next(`/cart-recovery${path}`), init))
    return { status: response.status, body: (await response.json()) as Body }
  }

  return {
    sandbox,
    async happens(key, step) {
      const cart = sandbox.world.carts.find((candidate) => candidate.key === key) ?? assert.fail(key)
      const url = `http://127.0.0.1/sandbox/carts/${cart.id}/${step}`
      assert.equal((await sandbox.controls.fetch(new Request(url, { method: 'POST' }))).status, 200)
    },
    async shopper<Body>(path: string, body: unknown, tap: string = crypto.randomUUID()) {
      const answer = await ask<Body>(path, {
        method: 'POST',
        headers: {
          origin: shopOrigin,
          'content-type': 'application/json',
          'cf-connecting-ip': '203.0.113.7',
          'idempotency-key': tap,
        },
        body: JSON.stringify(pages.send(path, body)),
      })
      pages.display(body, answer.body)
      return answer
    },
    async merchant<Body>(path: string) {
      const { status, body } = await ask<Body>(`/merchant${path}`, {
        headers: { authorization: `Bearer ${merchantKey}` },
      })
      assert.equal(status, 200)
      return body
    },
    messages: () => sandbox.world.messages.filter(({ platform }) => platform === 'buzzbip'),
    async trigger() {
      const answer = await fetch(new URL('/cdn-cgi/handler/scheduled', await miniflare.ready))
      assert.equal(await answer.text(), 'ok')
    },
  }
}

async function listen(t: TestContext, answer: (request: Request) => Promise<Response>): Promise<string> {
  const server = createServer(getRequestListener(answer))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}
