import assert from 'node:assert/strict'

import { type Case, type Group, refuses } from '../case.ts'
import { send, sendBytes, statusesOf } from '../http.ts'
import { assertProblem } from '../shopper.ts'

/** A path as it is written, and which statuses are fine. Several where servers differ before the proxy is called. */
const answers = (name: string, path: string, ...statuses: number[]): Case => ({
  name,
  async run({ bases }) {
    const { status, text } = await send(bases.shop, path)
    assert.ok(statuses.includes(status), `${status} ${text.slice(0, 200)}`)
  },
})

/** A request line as bytes, which no client would send. */
const requestLine = (name: string, line: (path: string) => string, ...statuses: number[]): Case => ({
  name,
  needs: 'own-sockets',
  async run({ bases }) {
    const { pathname } = new URL(bases.shop)
    const text = await sendBytes(bases.shop, `${line(pathname)}\r\nhost: shop.example\r\nconnection: close\r\n\r\n`)
    const [status = 0] = statusesOf(text)
    assert.ok(statuses.includes(status), `${status} ${text.slice(0, 200)}`)
  },
})

export const paths: Group = {
  name: 'paths',
  cases: [
    {
      name: 'healthz says that it lives',
      async run({ bases }) {
        const { status, headers, json } = await send(bases.shop, '/healthz')
        assert.deepEqual([status, json.status], [200, 'ok'])
        assert.match(headers['content-type'] ?? '', /^application\/json/)
      },
    },
    answers('a trailing slash is the same route', '/healthz/', 200),
    answers('a query changes no route', '/healthz?a=1&t=2', 200),
    {
      name: 'a second proxy below the first has a healthz of its own',
      run: async ({ bases }) => assert.equal((await send(bases.text, '/healthz')).status, 200),
    },
    answers('an encoded letter is that letter', '/%68ealthz', 200),
    answers('what is no encoding is no route', '/%E0%A4%A', 404, 400),
    answers('two slashes are another path', '//healthz', 404),
    answers('letters are told apart', '/HEALTHZ', 404),
    answers('a path of 4,000 letters is no route', `/${'a'.repeat(4000)}`, 404, 414),
    refuses('an unknown path is a problem', '/nothing', {}, 'not-found'),
    refuses('the base alone is a problem', '', {}, 'not-found'),
    refuses('the base with a slash is a problem', '/', {}, 'not-found'),
    refuses('an encoded slash is part of a name', '/open%2F1', {}, 'not-found'),
    refuses('a name of a prototype is no channel', '/open/__proto__', {}, 'not-found'),
    refuses('a name of a prototype is no platform', '/webhooks/constructor', { method: 'POST' }, 'not-found'),
    {
      name: 'an address that begins like the base is not below it',
      run: async ({ bases }) => assert.equal((await send(`${bases.shop}x`, '/healthz')).status, 404),
    },
    {
      name: 'outside of the base is not for the proxy',
      run: async ({ bases }) => assert.equal((await send(new URL(bases.shop).origin, 'healthz')).status, 404),
    },
    {
      name: 'HEAD is GET without the body',
      async run({ bases }) {
        const { status, text } = await send(bases.shop, '/healthz', { method: 'HEAD' })
        assert.deepEqual([status, text], [200, ''])
      },
    },
    {
      name: 'HEAD of an unknown path has no body either',
      async run({ bases }) {
        const { status, text } = await send(bases.shop, '/nothing', { method: 'HEAD' })
        assert.deepEqual([status, text], [404, ''])
      },
    },
    {
      name: 'a POST with a trailing slash is the same route',
      async run({ bases }) {
        const headers = { origin: 'https://shop.example', 'content-type': 'application/json' }
        const answer = await send(bases.shop, '/recover/', { method: 'POST', headers, body: '{"token":"settings"}' })
        assertProblem(answer, 'invalid-link')
      },
    },
    requestLine(
      'dots that lead back are resolved or refused',
      (base) => `GET ${base}/x/../healthz HTTP/1.1`,
      200,
      404,
      400,
    ),
    requestLine('dots do not lead out of the base', (base) => `GET ${base}/../healthz HTTP/1.1`, 404, 400),
    requestLine(
      'a whole address as the target is its path',
      (base) => `GET http://shop.example${base}/healthz HTTP/1.1`,
      200,
    ),
    requestLine('HTTP/1.0 is answered', (base) => `GET ${base}/healthz HTTP/1.0`, 200, 400, 505),
    requestLine('a fragment is no part of the path', (base) => `GET ${base}/healthz#x HTTP/1.1`, 200, 404, 400),
  ],
}
