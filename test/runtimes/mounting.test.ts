import assert from 'node:assert/strict'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type TestContext, test } from 'node:test'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import { createProxy } from '../../src/proxy/index.ts'
import { openShop } from '../setup/shop.ts'
import { send } from './http.ts'
import { installRuntimes } from './install.ts'
import { assertProblem, fromPage } from './shopper.ts'

// What a developer reads who mounts the proxy in another way than docs/deploy.md has it.

installRuntimes()
const shop = openShop()
const proxy = createProxy(shop.config)
const listener = getRequestListener(proxy.fetch)

/** What this test uses of a framework; the folder's own `node_modules` has it, and no types of it. */
interface App {
  use(...given: unknown[]): unknown
  all(...given: unknown[]): unknown
}
const { default: express } = (await import('express' as string)) as {
  default: (() => App & RequestListener) & { json(): unknown }
}
const { default: fastify } = (await import('fastify' as string)) as {
  default: () => App & { listen(options: object): Promise<string>; close(): Promise<void> }
}

async function listen(t: TestContext, answer: RequestListener): Promise<string> {
  const server = createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => server.closeAllConnections())
  t.after(() => server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/cart-recovery`
}

const recover = (base: string) => {
  const body = JSON.stringify({ token: shop.cart('hero').token })
  return send(base, '/recover', { method: 'POST', headers: fromPage, body })
}

async function assertWholePath(base: string) {
  const answer = await recover(base)
  assertProblem(answer, 'not-found')
  assert.match(answer.json.detail, /begin with \/cart-recovery: pass requests on with their whole path/)
}

async function assertReadBefore(base: string) {
  const answer = await recover(base)
  assertProblem(answer, 'invalid-request')
  assert.match(answer.json.detail, /read before it came here: mount the proxy before what parses bodies/)
}

test('Express cuts the path off below `use`, and the answer says so', async (t) => {
  const app = express()
  app.use('/cart-recovery', listener)
  await assertWholePath(await listen(t, app))
})

test('Hono cuts the path off below `mount`, and the answer says so', async (t) => {
  const app = new Hono().mount('/cart-recovery', proxy.fetch)
  await assertWholePath(await listen(t, getRequestListener(app.fetch)))
})

test('Hono keeps it where it is told to', async (t) => {
  const app = new Hono().mount('/cart-recovery', proxy.fetch, { replaceRequest: false })
  assert.equal((await recover(await listen(t, getRequestListener(app.fetch)))).status, 200)
})

test('a body that Express parsed before is said', async (t) => {
  const app = express()
  app.use(express.json())
  app.all('/cart-recovery{/*path}', listener)
  await assertReadBefore(await listen(t, app))
})

test('a body that Hono parsed before is said', async (t) => {
  const app = new Hono()
  app.use(async (c, next) => {
    await c.req.json()
    await next()
  })
  app.all('/cart-recovery/*', (c) => proxy.fetch(c.req.raw, c.env as object))
  await assertReadBefore(await listen(t, getRequestListener(app.fetch)))
})

test('a body that Fastify parsed before is said', async (t) => {
  const app = fastify()
  app.all('/cart-recovery/*', (request: { raw: never }, reply: { raw: never; hijack(): void }) => {
    reply.hijack()
    return listener(request.raw, reply.raw)
  })
  const origin = await app.listen({ port: 0, host: '127.0.0.1' })
  t.after(() => app.close())
  await assertReadBefore(`${origin}/cart-recovery`)
})
