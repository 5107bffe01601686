import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { getRequestListener } from '@hono/node-server'

import { createSandbox, type Sandbox } from '../../src/sandbox/index.ts'
import { testKey } from './shop.ts'
import { pour } from './sinks.ts'

const cli = new URL('../../src/cli/cart-recovery.ts', import.meta.url).pathname
const source = new URL('../../src/', import.meta.url).pathname

async function listen(t: TestContext, answer: (request: Request) => Response | Promise<Response>): Promise<string> {
  const server = createServer(getRequestListener(answer))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** What a test may spoil before the store is written down. */
export interface Store {
  sandbox: Sandbox
  config: Record<string, unknown>
  channel: Record<string, unknown>
  env: Record<string, string>
  bigcommerce: Record<string, unknown>
  /** Options of VesuvioPay beside its credentials, for a store that lists it first. */
  vesuviopay?: Record<string, unknown>
  /** An expression for the configuration, where it is to have a store of its own. */
  stateStore?: string
}

/** What `--json` prints. */
export interface Report {
  ok: boolean
  findings: { check: string; subject: string; ok: boolean; detail?: string; fixed?: boolean; platform?: string }[]
}

/** A store as it should be, on real HTTP: BigCommerce tells of carts, Buzzbip writes to shoppers. */
export async function setUp(t: TestContext, spoil: (store: Store) => void = () => {}, address?: string) {
  const sandbox = createSandbox()
  const { bigcommerce: account } = sandbox.world.accounts
  const apiUrl = await listen(t, (request) => sandbox.platforms.bigcommerce.fetch(request))
  const buzzbipUrl = await listen(t, (request) => sandbox.platforms.buzzbip.fetch(request))
  const vesuvioPayUrl = await listen(t, (request) => sandbox.platforms.vesuviopay.fetch(request))
  const served = await listen(t, ({ url }) =>
    url.endsWith('/cart-recovery/healthz') ? Response.json({ status: 'ok' }) : new Response('a shop', { status: 404 }),
  )
  const shop = address ?? served
  sandbox.setUrl('bigcommerce', apiUrl)
  sandbox.setRecoveryPageUrls({ 1: `${shop}/cart` })
  const destination = `${shop}/cart-recovery/webhooks/bigcommerce`
  account.hooks = ['store/cart/abandoned', 'store/cart/converted'].map((scope, index) => {
    return { id: index + 1, scope, destination, isActive: true, headers: {}, createdAt: sandbox.clock() }
  })
  const { accessToken, clientSecret } = account
  const { username, password } = sandbox.credentials.buzzbip
  const store: Store = {
    sandbox,
    config: { store: 'shop', publicUrl: `${shop}/cart-recovery`, keys: [testKey], insecureLoopback: true },
    channel: { origins: [shop], recoveryPageUrl: `${shop}/cart`, shopUrl: shop, checkoutOrigins: [apiUrl] },
    env: {},
    bigcommerce: { ...sandbox.credentials.bigcommerce, apiUrl },
  }
  spoil(store)

  const { storeId, publishableKey, webhookSecret } = sandbox.credentials.vesuviopay
  const vesuvioPayOptions = { storeId, publishableKey, webhookSecret, apiUrl: vesuvioPayUrl, ...store.vesuviopay }
  const folder = mkdtempSync(join(tmpdir(), 'cart-recovery-'))
  t.after(() => rmSync(folder, { recursive: true }))
  writeFileSync(
    join(folder, 'cart-recovery.config.ts'),
    `import { bigcommerce } from '${source}proxy/platforms/bigcommerce/bigcommerce.ts'
     import { buzzbip } from '${source}proxy/platforms/buzzbip/buzzbip.ts'
     import { vesuviopay } from '${source}proxy/platforms/vesuviopay/vesuviopay.ts'
     import { createSqliteStore } from '${source}proxy/stores/sqlite.ts'
     export default {
       ${store.stateStore ? `stateStore: ${store.stateStore},` : ''}
       ...${JSON.stringify({ ...store.config, channels: { 1: store.channel } })},
       platforms: [
         ${store.vesuviopay ? `vesuviopay(${JSON.stringify(vesuvioPayOptions)}),` : ''}
         bigcommerce(${JSON.stringify(store.bigcommerce)}),
         buzzbip(${JSON.stringify({ username, password, apiUrl: buzzbipUrl })}),
       ],
     }`,
  )
  const secrets = [
    ...Object.values(sandbox.credentials.vesuviopay).slice(1),
    testKey,
    accessToken,
    clientSecret,
    password,
  ]
  const run = async (...options: string[]) => {
    const result = await doctor(folder, options, store.env)
    for (const secret of secrets) assert.ok(!result.stdout.includes(secret) && !result.stderr.includes(secret))
    assert.equal(result.stderr, '')
    return result
  }
  return { sandbox, folder, run, read: async (...options: string[]) => toReport(await run('--json', ...options)) }
}

/** How a command ended, and what it said. */
export type Run = { status: number | null; stdout: string; stderr: string }

export function doctor(folder: string, options: string[], env: Record<string, string> = {}): Promise<Run> {
  const child = spawn(process.execPath, [cli, 'doctor', ...options], {
    cwd: folder,
    env: { PATH: process.env.PATH ?? '', ...env },
  })
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', (chunk) => {
    stdout += chunk
    pour('output', String(chunk))
  })
  child.stderr.on('data', (chunk) => {
    stderr += chunk
    pour('output', String(chunk))
  })
  return new Promise((resolve) => child.once('close', (status) => resolve({ status, stdout, stderr })))
}

/** One line of JSON, and an exit status that agrees with it. */
function toReport({ status, stdout }: Run): Report {
  assert.match(stdout, /^[^\n]+\n$/)
  const report: Report = JSON.parse(stdout)
  assert.equal(
    report.ok,
    report.findings.every(({ ok }) => ok),
  )
  assert.equal(status === 0, report.ok)
  return report
}

export const wrong = ({ findings }: Report) => findings.filter(({ ok }) => !ok)
