// A store on real HTTP: its platforms as servers, and `serve` as a process of its own with a ledger in a file.
import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { getRequestListener } from '@hono/node-server'

import { createSandbox, type Sandbox } from '../../src/sandbox/index.ts'
import { freePort } from './free-port.ts'
import { testKey } from './shop.ts'
import { pour } from './sinks.ts'

const cli = new URL('../../src/cli/cart-recovery.ts', import.meta.url).pathname
const source = new URL('../../src/proxy/platforms/', import.meta.url).pathname

export const servedOrigin = 'http://127.0.0.1:5999'
export const servedMerchantKey = 'merchant-key-of-the-served-shop-01-xxxxxxxx'

/** One process of `serve`. */
export interface Served {
  child: ChildProcess
  /** The lines of its log so far. */
  lines(): Record<string, unknown>[]
  errors(): string
  /** Resolves to the exit status, null after a signal. */
  exited: Promise<number | null>
  /** Resolves once a line with this message was logged, to the line. */
  logged(message: string): Promise<Record<string, unknown>>
}

export interface ServedShop {
  sandbox: Sandbox
  /** Where the process runs: its configuration and its ledger. */
  folder: string
  publicUrl: string
  /** Begun calls of the automation, and how long each takes. */
  automation: { begun: number; delayMs: number }
  spawn(args?: string[], env?: Record<string, string>): Served
  /** The same, where variables alone say which port. */
  spawnWithoutPort(env: Record<string, string>): Served
  /** The same, and waits until it listens. */
  serve(args?: string[], env?: Record<string, string>): Promise<Served>
  /** What BigCommerce does to a cart by itself, its webhooks delivered. */
  happens(key: string, step: 'abandon' | 'convert'): Promise<void>
  /** Adds carts like that one, each of a shopper of its own. Gives their keys. */
  copies(key: string, count: number): string[]
  /** POSTs JSON from the shop's page. */
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>
}

export interface ServedShopOptions {
  /** Lines go into a VesuvioPay cart, and shoppers sign in by phone. */
  hasOwnCarts?: boolean
  changes?: Record<string, unknown>
}

/** BigCommerce with Buzzbip, reached by HTTP alone. */
export async function openServedShop(
  t: TestContext,
  { hasOwnCarts = false, changes = {} }: ServedShopOptions = {},
): Promise<ServedShop> {
  const folder = mkdtempSync(join(tmpdir(), 'cart-recovery-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const port = await freePort()
  const publicUrl = `http://127.0.0.1:${port}/cart-recovery`
  const sandbox = createSandbox({ recoveryPageUrls: { 1: `${servedOrigin}/cart` } })
  const { world, credentials } = sandbox
  const automation = { begun: 0, delayMs: 0 }
  const shopUrl = await listen(t, (request) => sandbox.platforms.bigcommerce.fetch(request))
  const automationUrl = await listen(t, async (request) => {
    const isReport = new URL(request.url).pathname === '/api/v1/cart/'
    if (isReport) automation.begun++
    if (isReport) await delay(automation.delayMs)
    return sandbox.platforms.buzzbip.fetch(request)
  })
  const ownCartsUrl = await listen(t, (request) => sandbox.platforms.vesuviopay.fetch(request))
  sandbox.setUrl('bigcommerce', shopUrl)
  for (const [index, event] of ['abandoned', 'converted'].entries()) {
    const hook = { id: index + 1, scope: `store/cart/${event}`, isActive: true, headers: {}, createdAt: 0 }
    world.accounts.bigcommerce.hooks.push({ ...hook, destination: `${publicUrl}/webhooks/bigcommerce` })
  }
  const { formFields, sms, whatsapp } = world.accounts.bigcommerce.consentFields
  const consentFields = { sms, whatsapp, smsFormField: formFields.sms, whatsappFormField: formFields.whatsapp }
  const channel = {
    origins: [servedOrigin],
    recoveryPageUrl: `${servedOrigin}/cart`,
    shopUrl: servedOrigin,
    checkoutOrigins: [shopUrl],
  }
  const config = {
    store: 'shop',
    publicUrl,
    keys: [testKey],
    insecureLoopback: true,
    merchant: { keys: { ida: servedMerchantKey } },
    channels: { [hasOwnCarts ? 3 : 1]: channel },
    sms: { countries: ['DE'] },
    ...changes,
  }
  const ownCarts = { ...credentials.vesuviopay, apiUrl: ownCartsUrl, sendCodePath: 'auth/send-code', channelId: '3' }
  const shop = { ...credentials.bigcommerce, apiUrl: shopUrl, consentFields }
  writeFileSync(
    join(folder, 'cart-recovery.config.ts'),
    `import { bigcommerce } from '${source}bigcommerce/bigcommerce.ts'
     import { buzzbip } from '${source}buzzbip/buzzbip.ts'
     import { vesuviopay } from '${source}vesuviopay/vesuviopay.ts'
     export default {
       ...${JSON.stringify(config)},
       ...(process.env.TEST_KEYS && { keys: process.env.TEST_KEYS.split(' '), ledgerKey: process.env.TEST_LEDGER_KEY }),
       platforms: [
         ${hasOwnCarts ? `vesuviopay(${JSON.stringify(ownCarts)}),` : ''}
         bigcommerce(${JSON.stringify(shop)}),
         buzzbip(${JSON.stringify({ ...credentials.buzzbip, apiUrl: automationUrl })}),
       ],
     }`,
  )

  const run = (args: string[] = [], env: Record<string, string> = {}) =>
    spawnServe(t, folder, ['serve', '--port', String(port), ...args], env)
  const cartOf = (key: string) => world.carts.find((cart) => cart.key === key) ?? assert.fail(key)

  return {
    sandbox,
    folder,
    publicUrl,
    automation,
    spawn: run,
    spawnWithoutPort: (env) => spawnServe(t, folder, ['serve'], env),
    async serve(args, env) {
      const served = run(args, env)
      await served.logged('Listening')
      return served
    },
    async happens(key, step) {
      const url = `http://127.0.0.1/sandbox/carts/${cartOf(key).id}/${step}`
      assert.equal((await sandbox.controls.fetch(new Request(url, { method: 'POST' }))).status, 200)
    },
    copies(key, count) {
      const { id: _, ...cart } = cartOf(key)
      return Array.from({ length: count }, (_item, index) => {
        const shopper = { ...cart.shopper, phone: `+4917012${String(45000 + index)}` }
        const copy = { ...structuredClone(cart), id: crypto.randomUUID(), key: `${key}-${index}`, shopper }
        world.carts.push(copy)
        return copy.key
      })
    },
    post: (path, body, headers = {}) =>
      fetch(`${publicUrl}${path}`, {
        method: 'POST',
        headers: {
          origin: servedOrigin,
          'content-type': 'application/json',
          'idempotency-key': crypto.randomUUID(),
          ...headers,
        },
        body: JSON.stringify(body),
      }),
  }
}

function spawnServe(t: TestContext, cwd: string, args: string[], env: Record<string, string>): Served {
  const child = spawn(process.execPath, [cli, ...args], { cwd, env: { PATH: process.env.PATH ?? '', ...env } })
  t.after(() => child.kill('SIGKILL'))
  const texts = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].on('data', (chunk) => {
      texts[name] += chunk
      pour('output', String(chunk))
    })
  }
  const lines = () =>
    texts.stdout
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line))
  return {
    child,
    lines,
    errors: () => texts.stderr,
    // `close` and not `exit`: by then all that was printed is read.
    exited: new Promise((resolve) => child.once('close', resolve)),
    async logged(message) {
      let line: Record<string, unknown> | undefined
      await until(message, () => {
        if (child.exitCode !== null) throw new Error(`ended before "${message}": ${texts.stderr}`)
        line = lines().find(({ msg }) => msg === message)
        return line !== undefined
      })
      return line ?? assert.fail(message)
    },
  }
}

/** Waits until that holds, and fails after half a minute. */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 30_000
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`in vain: ${what}`)
    await delay(50)
  }
}

const delay = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

async function listen(t: TestContext, answer: (request: Request) => Promise<Response>): Promise<string> {
  const server = createServer(getRequestListener(answer))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
