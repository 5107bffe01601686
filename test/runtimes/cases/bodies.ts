import assert from 'node:assert/strict'
import { gzipSync } from 'node:zlib'

import { type Case, type Group, refuses, refusesBody } from '../case.ts'
import { type Sent, send, sendBytes, statusesOf } from '../http.ts'
import { assertProblem, fromPage, post } from '../shopper.ts'

const kib = 1024

/** A request for a cart of its own, whose body arrives in some unusual way. */
const opens = (name: string, toSent: (body: string) => Sent): Case => ({
  name,
  async run(site) {
    const { headers = {}, ...sent } = toSent(JSON.stringify({ token: site.addCart('hero').token }))
    const answer = await send(site.bases.shop, '/recover', {
      method: 'POST',
      headers: { ...fromPage, ...headers },
      ...sent,
    })
    assert.deepEqual([answer.status, answer.json?.cart?.lineItems.length], [200, 4], answer.text.slice(0, 200))
  },
})

const typed = (type: string): Sent => ({ headers: { 'content-type': type } })

/** Two lengths in one request: which of them a server believes decides where the next request begins. */
const smuggles = (name: string, headers: string[], body: string): Case => ({
  name,
  needs: 'own-sockets',
  async run({ bases }) {
    const { pathname } = new URL(bases.shop)
    const lines = ['host: shop.example', ...Object.entries(fromPage).map((pair) => pair.join(': ')), ...headers]
    const text = await sendBytes(
      bases.shop,
      `POST ${pathname}/recover HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body}`,
      1500,
    )
    assert.ok(statusesOf(text).length <= 1, text)
    assert.ok(
      statusesOf(text).every((status) => status >= 400),
      text,
    )
  },
})

const token = { token: 'settings' }

export const bodies: Group = {
  name: 'bodies',
  cases: [
    refusesBody('empty', '/recover', '', 'invalid-request'),
    refusesBody('no JSON', '/recover', 'token', 'invalid-request'),
    refusesBody('JSON that breaks off', '/recover', '{"token":', 'invalid-request'),
    refusesBody('JSON and more', '/recover', '{"token":"x"}{}', 'invalid-request'),
    refusesBody('a list', '/recover', [], 'invalid-request'),
    refusesBody('a number', '/recover', '7', 'invalid-request'),
    refusesBody('null', '/recover', 'null', 'invalid-request'),
    refusesBody('without its field', '/recover', {}, 'invalid-request'),
    refusesBody('with a field of another type', '/recover', { token: 7 }, 'invalid-request'),
    refusesBody('with an unknown field', '/recover', { token: 'x', email: 'ida@mail.example' }, 'invalid-request'),
    refusesBody('with a polluted prototype', '/recover', '{"token":"x","__proto__":{"a":1}}', 'invalid-request'),
    refusesBody('nested 5,000 deep', '/recover', `${'['.repeat(5000)}${']'.repeat(5000)}`, 'invalid-request'),
    refusesBody('up to the limit', '/recover', JSON.stringify(token).padEnd(64 * kib), 'invalid-link'),
    refusesBody(
      'one byte above the limit',
      '/recover',
      JSON.stringify(token).padEnd(64 * kib + 1),
      'request-too-large',
    ),
    refusesBody('a megabyte', '/recover', { token: 'x'.repeat(kib * kib) }, 'request-too-large'),
    refuses(
      'too large, chunk by chunk',
      '/recover',
      { method: 'POST', headers: fromPage, body: Array.from({ length: 9 }, () => 'x'.repeat(8 * kib)) },
      'request-too-large',
    ),
    refuses(
      'not UTF-8',
      '/recover',
      { method: 'POST', headers: fromPage, body: Buffer.from('{"token":"\xff"}', 'latin1') },
      'invalid-request',
    ),
    refuses(
      'UTF-16',
      '/recover',
      { method: 'POST', headers: fromPage, body: Buffer.from(JSON.stringify(token), 'utf16le') },
      'invalid-request',
    ),
    refuses(
      'compressed',
      '/recover',
      { method: 'POST', headers: { ...fromPage, 'content-encoding': 'gzip' }, body: gzipSync(JSON.stringify(token)) },
      'invalid-request',
    ),
    ...['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/jsonx'].map(
      (type) => refusesBody(`of type "${type}"`, '/recover', token, 'unsupported-media-type', typed(type)),
    ),
    { ...refusesBody('of no type', '/recover', token, 'unsupported-media-type', typed('')), needs: 'own-server' },
    opens('with a charset', (body) => ({ ...typed('application/json; charset=utf-8'), body })),
    opens('of a type in capitals', (body) => ({ ...typed('Application/JSON'), body })),
    opens('with a byte order mark', (body) => ({ body: `\ufeff${body}` })),
    opens('in two chunks', (body) => ({ body: [body.slice(0, 5), body.slice(5)] })),
    opens('byte by byte', (body) => ({ body: [...body] })),
    opens('of a client that waits for 100 Continue', (body) => ({ headers: { expect: '100-continue' }, body })),
    smuggles('two lengths', ['content-length: 4', 'content-length: 20'], '{"token":"settings"}'),
    smuggles(
      'a length and chunks',
      ['content-length: 4', 'transfer-encoding: chunked'],
      '0\r\n\r\nGET /x HTTP/1.1\r\nhost: x\r\n\r\n',
    ),
    {
      name: 'of a GET is not looked at',
      async run({ bases }) {
        const { status } = await send(bases.shop, '/healthz', { headers: { 'content-length': '2' }, body: '{}' })
        assert.equal(status, 200)
      },
    },
    {
      name: 'quotes nothing of itself in the refusal',
      async run(site) {
        const answer = await post(site, '/recover', { 'secret-of-a-caller': 'also-secret' })
        assertProblem(answer, 'invalid-request')
        assert.doesNotMatch(answer.text, /secret/)
      },
    },
  ],
}
