import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { setTimeout } from 'node:timers/promises'

import type { Case, Group } from '../case.ts'
import { send, sendBytes, statusesOf } from '../http.ts'
import { fromPage, newTap, open, piecesOf, post, tap, until } from '../shopper.ts'
import type { Site } from '../site.ts'

const head = ({ bases }: Site, path: string, headers: Record<string, string>) => {
  const lines = Object.entries({ host: 'shop.example', ...fromPage, ...headers }).map((pair) => pair.join(': '))
  return `POST ${new URL(bases.shop).pathname}${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`
}

const isAlive = async ({ bases }: Site) => assert.equal((await send(bases.shop, '/healthz')).status, 200)

const countOf = (sandbox: Site['sandbox'], path: string) =>
  sandbox.calls.list().filter((call) => call.path.includes(path)).length

/** Writes a request, and hangs up once the platform was asked at a path like this. */
async function hangUp({ bases, sandbox }: Site, bytes: string, path: string): Promise<void> {
  const { hostname, port } = new URL(bases.shop)
  const before = countOf(sandbox, path)
  const socket = connect({ host: hostname, port: Number(port) }, () => socket.write(bytes))
  socket.on('error', () => {})
  await until('the request is under way', () => countOf(sandbox, path) > before)
  socket.destroy()
}

/** What came is whole: taken for the body, it would restore and check out. No answer is due, because more was announced. */
const breaksOff = (path: string): Case => ({
  name: `a body that breaks off harms nothing (${path})`,
  async run(site) {
    const { page, worldCart, lineItems } = await open(site)
    const body = JSON.stringify({ ...page, lineItems: [{ id: lineItems[0]?.id, quantity: 1 }] })
    const bytes = head(site, path, { 'content-length': '5000', 'idempotency-key': newTap() })
    const text = await sendBytes(site.bases.shop, bytes + body, 100)
    assert.ok(
      statusesOf(text).every((status) => status >= 400),
      text,
    )
    await isAlive(site)
    const writes = site.sandbox.calls.list().filter((call) => call.write && call.path.includes(worldCart.id))
    assert.deepEqual(writes, [])
  },
})

export const connections: Group = {
  name: 'connections',
  cases: [
    ...['/recover', '/restore', '/checkout', '/webhooks/bigcommerce', '/link/checkout'].map(breaksOff),
    {
      name: 'a connection is kept for the next request',
      async run({ bases }) {
        const { pathname } = new URL(bases.shop)
        const request = (last: boolean) =>
          `GET ${pathname}/healthz HTTP/1.1\r\nhost: shop.example\r\nconnection: ${last ? 'close' : 'keep-alive'}\r\n\r\n`
        assert.deepEqual(statusesOf(await sendBytes(bases.shop, request(false) + request(true))), [200, 200])
      },
    },
    {
      name: 'after a refusal with a body the connection is usable, or closed',
      async run(site) {
        for (let n = 0; n < 3; n++) {
          await post(site, '/recover', { token: 'x'.repeat(100_000) })
          await isAlive(site)
        }
      },
    },
    {
      name: 'headers of 7 KB are read',
      async run({ bases }) {
        assert.equal((await send(bases.shop, '/healthz', { headers: { 'x-more': 'x'.repeat(7000) } })).status, 200)
      },
    },
    {
      name: 'headers of a megabyte are refused or not read, and harm nothing',
      async run(site) {
        const answer = await send(site.bases.shop, '/healthz', { headers: { 'x-more': 'x'.repeat(1 << 20) } }).catch(
          () => undefined,
        )
        if (answer) assert.ok([200, 400, 413, 431].includes(answer.status), String(answer.status))
        await isAlive(site)
      },
    },
    {
      name: 'a header that is none is refused before the proxy',
      async run(site) {
        const { pathname } = new URL(site.bases.shop)
        const text = await sendBytes(
          site.bases.shop,
          `GET ${pathname}/healthz HTTP/1.1\r\nhost: x\r\nbad header\r\n\r\n`,
          3000,
        )
        assert.deepEqual(statusesOf(text), [400], text)
        await isAlive(site)
      },
    },
    {
      name: 'what is no HTTP is refused, and harms nothing',
      async run(site) {
        const text = await sendBytes(site.bases.shop, '\x16\x03\x01\x02\x00\x01\x00\r\n\r\n', 3000)
        const [status = 0, ...more] = statusesOf(text)
        assert.ok(status >= 400 && more.length === 0, text)
        await isAlive(site)
      },
    },
    {
      name: 'a shopper who leaves a read harms nothing',
      async run(site) {
        const { token } = site.addCart('hero')
        site.sandbox.faults.set({ platform: 'bigcommerce', fault: 'slow', path: '/carts/', delayMs: 300 })
        const body = JSON.stringify({ token })
        const bytes = head(site, '/recover', { 'content-length': String(body.length) }) + body
        await hangUp(site, bytes, '/abandoned-carts/')
        site.sandbox.faults.clear()
        await isAlive(site)
        assert.equal((await post(site, '/recover', { token })).status, 200)
      },
    },
    {
      name: 'a tap whose shopper left is done to its end, and tells its answer later',
      async run(site) {
        const cart = await open(site)
        const { worldCart, page, lineItems } = cart
        site.sandbox.faults.set({ platform: 'bigcommerce', fault: 'slow', path: '/carts/', delayMs: 300 })
        const body = { ...page, lineItems: [{ id: lineItems[0]?.id, quantity: 1 }] }
        const text = JSON.stringify(body)
        const key = newTap()
        const bytes = head(site, '/restore', {
          'content-length': String(Buffer.byteLength(text)),
          'idempotency-key': key,
        })
        await hangUp(site, bytes + text, worldCart.id)
        await until('the line is written', () => piecesOf(cart)[0] === 1)
        site.sandbox.faults.clear()
        let answer = await tap(site, '/restore', body, key)
        // On a busy machine what was written is still being read back: the page asks again when it is told to.
        while (answer.status === 429) {
          await setTimeout(answer.json.retryAfterSeconds * 1000)
          answer = await tap(site, '/restore', body, key)
        }
        const { status, json } = answer
        assert.deepEqual([status, json.outcomes?.[0]?.outcome], [200, 'applied'], JSON.stringify(json))
      },
    },
    {
      name: 'forty requests at once are all answered',
      async run(site) {
        const { token } = site.addCart('all-available')
        const answers = await Promise.all(Array.from({ length: 40 }, () => post(site, '/recover', { token })))
        assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]))
      },
    },
  ],
}
