import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { getRequestListener } from '@hono/node-server'

import { createSandbox } from '../../src/sandbox/index.ts'
import { freePort } from '../setup/free-port.ts'
import { testKey } from '../setup/shop.ts'
import { pour } from '../setup/sinks.ts'

const cli = new URL('../../src/cli/cart-recovery.ts', import.meta.url).pathname
const source = new URL('../../src/proxy/platforms/', import.meta.url).pathname

async function listen(t: TestContext, port: number, answer: (request: Request) => Promise<Response>): Promise<number> {
  const server: Server = createServer(getRequestListener(answer))
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 30_000
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`in vain: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

test('what a process took before it was killed, the next one sends: once, and nothing about what was ordered', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'cart-recovery-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const [proxyPort, buzzbipPort] = [await freePort(), await freePort()]
  const proxy = `http://127.0.0.1:${proxyPort}/cart-recovery`
  const sandbox = createSandbox({ recoveryPageUrls: { 1: 'http://127.0.0.1:5999/cart' } })
  const apiUrl = `http://127.0.0.1:${await listen(t, 0, (request) => sandbox.platforms.bigcommerce.fetch(request))}`
  const { world, credentials } = sandbox
  for (const [index, event] of ['abandoned', 'converted'].entries()) {
    const hook = { id: index + 1, scope: `store/cart/${event}`, isActive: true, headers: {}, createdAt: 0 }
    world.accounts.bigcommerce.hooks.push({ ...hook, destination: `${proxy}/webhooks/bigcommerce` })
  }
  const channel = {
    origins: ['http://127.0.0.1:5999'],
    recoveryPageUrl: 'http://127.0.0.1:5999/cart',
    shopUrl: 'http://127.0.0.1:5999',
    checkoutOrigins: [apiUrl],
    // One of the carts belongs to a customer account.
    accountCarts: true,
  }
  const { sms, whatsapp } = world.accounts.bigcommerce.consentFields
  const consentFields = {
    sms,
    whatsapp,
    whatsappFormField: world.accounts.bigcommerce.consentFields.formFields.whatsapp,
  }
  const shop = { ...credentials.bigcommerce, apiUrl, consentFields }
  const automation = { ...credentials.buzzbip, apiUrl: `http://127.0.0.1:${buzzbipPort}` }
  const config = { store: 'shop', publicUrl: proxy, keys: [testKey], insecureLoopback: true, channels: { 1: channel } }
  writeFileSync(
    join(folder, 'cart-recovery.config.ts'),
    `import { bigcommerce } from '${source}bigcommerce/bigcommerce.ts'
     import { buzzbip } from '${source}buzzbip/buzzbip.ts'
     export default {
       ...${JSON.stringify(config)},
       platforms: [bigcommerce(${JSON.stringify(shop)}), buzzbip(${JSON.stringify(automation)})],
     }`,
  )

  async function serve(): Promise<ChildProcess> {
    const child = spawn(process.execPath, [cli, 'serve', '--port', String(proxyPort)], {
      cwd: folder,
      env: { PATH: process.env.PATH ?? '' },
    })
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => pour('output', String(chunk)))
    t.after(() => child.kill('SIGKILL'))
    await until('serve listens', () =>
      fetch(`${proxy}/healthz`)
        .then(({ ok }) => ok)
        .catch(() => false),
    )
    return child
  }
  const happens = async (key: string, step: string) => {
    const id = world.carts.find((cart) => cart.key === key)?.id
    const request = new Request(`http://127.0.0.1/sandbox/carts/${id}/${step}`, { method: 'POST' })
    assert.equal((await sandbox.controls.fetch(request)).status, 200)
  }
  const messages = () => world.messages.filter(({ platform }) => platform === 'buzzbip')

  const first = await serve()
  for (const key of ['hero', 'all-available', 'account']) await happens(key, 'abandon')
  await happens('all-available', 'convert')
  assert.deepEqual(
    world.deliveries.map(({ status }) => status),
    ['delivered', 'delivered', 'delivered', 'delivered'],
  )
  const gone = new Promise((resolve) => first.once('exit', resolve))
  first.kill('SIGKILL')
  await gone
  assert.equal(messages().length, 0)

  await listen(t, buzzbipPort, (request) => sandbox.platforms.buzzbip.fetch(request))
  await serve()
  await until('two messages go out', () => messages().length === 2)
  // Whatever else were due would have come with them.
  await new Promise((resolve) => setTimeout(resolve, 1500))
  assert.deepEqual(
    messages()
      .map(({ to }) => to)
      .sort(),
    ['+491701234501', '+491701234503'],
  )
})
