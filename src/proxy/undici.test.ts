import assert from 'node:assert/strict'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type TestContext, test } from 'node:test'
import { Agent, getGlobalDispatcher, setGlobalDispatcher } from 'undici'
import * as z from 'zod'

import { callPlatformsBy, type PlatformFetch } from './adapter/upstream/platform-fetch.ts'
import { createUpstream, type UpstreamOptions } from './adapter/upstream/upstream.ts'
import { callPlatformsByUndici, loadUndici } from './undici.ts'

const Answer = z.object({ value: z.number() })
type Handler = (response: ServerResponse, call: number, request: IncomingMessage) => void

const clients: Record<string, PlatformFetch> = { fetch: globalThis.fetch, undici: await loadUndici() }

/** A platform on real HTTP that answers as told, and counts calls and connections. */
async function platform(t: TestContext, handler: Handler, options: Partial<UpstreamOptions> = {}) {
  const seen = { calls: 0, connections: 0, ended: 0 }
  const server = createServer((request, response) => {
    response.on('close', () => {
      seen.ended++
    })
    handler(response, ++seen.calls, request)
  })
  server.on('connection', () => {
    seen.connections++
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v3/`
  const headers = { 'x-auth-token': 'secret' }
  const upstream = createUpstream({ name: 'platform', base, headers, attemptMs: 300, ...options })
  const call = { path: 'things?a=1', route: '/things', answer: Answer }
  return {
    base,
    seen,
    close: () => new Promise((resolve) => server.close(resolve)),
    get: (signal = AbortSignal.timeout(5000)) => upstream.read({ ...call, signal }),
    send: (body: unknown) => upstream.write({ ...call, method: 'POST', body, signal: AbortSignal.timeout(5000) }),
  }
}

const good = (response: ServerResponse) => response.setHeader('content-type', 'application/json').end('{"value":1}')

for (const [name, fetch] of Object.entries(clients)) {
  test(`${name}: a call has its method, path, headers and body, and an answer its headers`, async (t) => {
    const got: unknown[] = []
    const quota: (string | null)[] = []
    const p = await platform(
      t,
      async (response, _call, request) => {
        const { method, url, headers } = request
        let body = ''
        for await (const chunk of request) body += chunk
        const { 'x-auth-token': token, 'content-type': type, 'user-agent': agent } = headers
        got.push([method, url, token, type, agent, body])
        good(response.setHeader('X-Left', '4'))
      },
      {
        fetch,
        quota(headers) {
          quota.push(headers.get('x-left'), headers.get('x-absent'))
          return undefined
        },
      },
    )
    await p.get()
    await p.send({ name: 'ü' })
    assert.deepEqual(got, [
      ['GET', '/v3/things?a=1', 'secret', undefined, 'node', ''],
      ['POST', '/v3/things?a=1', 'secret', 'application/json', 'node', '{"name":"ü"}'],
    ])
    assert.deepEqual(quota, ['4', null, '4', null])
  })

  test(`${name}: connections serve one call after the other, refusals included`, async (t) => {
    const p = await platform(t, (response, call) => (call === 2 ? response.writeHead(503).end('{}') : good(response)), {
      fetch,
    })
    for (let read = 0; read < 6; read++) await p.get()
    assert.equal(p.seen.calls, 7)
    // The next call may start just before the connection of the one before it is free.
    assert.ok(p.seen.connections <= 2, `${p.seen.connections} connections`)
  })

  test(`${name}: the time limit covers the headers and the body`, async (t) => {
    const p = await platform(
      t,
      (response, call) => {
        if (call === 2) response.writeHead(200, { 'content-type': 'application/json' }).write('{"val')
        if (call === 3) good(response)
      },
      { fetch },
    )
    assert.deepEqual(await p.get(), { value: 1 })
  })

  test(`${name}: a caller who leaves ends the call, before and in the middle of an answer`, async (t) => {
    const p = await platform(t, (response, call) => void (call === 2 && response.write('{"val')), { fetch })
    for (const calls of [1, 2]) {
      const caller = new AbortController()
      const reading = p.get(caller.signal)
      setTimeout(() => caller.abort(), 50)
      await assert.rejects(reading, { failure: 'given-up' })
      assert.equal(p.seen.calls, calls)
    }
    while (p.seen.ended < 2) await new Promise((resolve) => setTimeout(resolve, 5))
  })

  test(`${name}: a connection that breaks, before an answer and in the middle of one, is tried again`, async (t) => {
    const p = await platform(
      t,
      (response, call) => {
        if (call === 1) return response.destroy()
        if (call > 2) return good(response)
        response.writeHead(200, { 'content-length': '100' }).write('{"value":1}')
        setTimeout(() => response.destroy(), 20)
      },
      { fetch },
    )
    assert.deepEqual(await p.get(), { value: 1 })
    assert.equal(p.seen.calls, 3)
  })

  test(`${name}: an endless answer is cut off, and its connection closed`, async (t) => {
    const p = await platform(
      t,
      (response) => {
        response.writeHead(200, { 'content-type': 'application/json' })
        const writing = setInterval(() => response.write('x'.repeat(500)), 5)
        response.on('close', () => clearInterval(writing))
      },
      { fetch, limitBytes: 1000 },
    )
    await assert.rejects(p.get(), { failure: 'too-large' })
    while (p.seen.ended < 1) await new Promise((resolve) => setTimeout(resolve, 5))
  })

  test(`${name}: a redirect is not followed`, async (t) => {
    const p = await platform(t, (response) => response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end(), {
      fetch,
    })
    await assert.rejects(p.get(), { failure: 'redirect' })
    assert.equal(p.seen.calls, 1)
  })

  test(`${name}: nothing is read of an answer to a platform that sent none`, async (t) => {
    const p = await platform(t, (response) => response.writeHead(204).end(), { fetch })
    await assert.rejects(p.get(), { failure: 'unexpected-shape' })
  })

  test(`${name}: where nothing listens, a write is known not to have been sent`, async (t) => {
    const p = await platform(t, good, { fetch })
    await p.close()
    await assert.rejects(p.send({}), { failure: 'unreachable', wasNotSent: true, isUncertain: false })
  })

  test(`${name}: a call over TLS to what speaks none fails`, async (t) => {
    const p = await platform(t, good)
    const base = p.base.replace('http:', 'https:')
    const upstream = createUpstream({ name: 'platform', base, headers: {}, fetch })
    const call = { path: '', route: '/', answer: Answer, signal: AbortSignal.timeout(5000) }
    await assert.rejects(upstream.read(call), { failure: 'unreachable' })
    assert.equal(p.seen.calls, 0)
  })
}

test('connections are those of fetch, and an agent that is set up for it counts', async (t) => {
  const own = getGlobalDispatcher()
  assert.ok(!(own instanceof Agent), 'the agent is Node’s own, not the package’s')
  const paths: string[] = []
  class Watching extends Agent {
    override dispatch(...[options, handler]: Parameters<Agent['dispatch']>) {
      paths.push(options.path)
      return super.dispatch(options, handler)
    }
  }
  const p = await platform(t, good, { fetch: await loadUndici() })
  setGlobalDispatcher(new Watching())
  t.after(() => setGlobalDispatcher(own))
  await p.get()
  assert.deepEqual(paths, ['/v3/things?a=1'])
})

test('platforms without a fetch of their own are called by undici, but where the global fetch is another one', async (t) => {
  await callPlatformsByUndici()
  t.after(() => callPlatformsBy(globalThis.fetch))
  const p = await platform(t, good)
  const fetched = t.mock.method(globalThis, 'fetch', globalThis.fetch)
  await p.get()
  assert.equal(fetched.mock.callCount(), 1)
  fetched.mock.restore()
  const agents: string[] = []
  const byUndici = await platform(t, (response, _call, request) => {
    agents.push(request.headers['accept-encoding'] as string)
    good(response)
  })
  await byUndici.get()
  assert.deepEqual(agents, ['identity'])
})
