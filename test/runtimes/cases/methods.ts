import assert from 'node:assert/strict'

import { endpoints } from '../../../src/contract/index.ts'
import { type Case, type Group, refuses } from '../case.ts'
import { sendBytes, statusesOf } from '../http.ts'

const bearer = { authorization: 'Bearer x' }

/** Methods that HTTP itself has other plans with. */
const odd = (line: string, ...statuses: number[]): Case => ({
  name: `${line.split(' ')[0]} ends in an answer or a closed connection`,
  needs: 'own-sockets',
  async run({ bases }) {
    const { pathname } = new URL(bases.shop)
    const request = `${line.replace('BASE', pathname)} HTTP/1.1\r\nhost: shop.example\r\nconnection: close\r\n\r\n`
    const [status = 0] = statusesOf(await sendBytes(bases.shop, request))
    assert.ok([0, ...statuses].includes(status), `${status}`)
  },
})

export const methods: Group = {
  name: 'methods',
  cases: [
    ...Object.values(endpoints).flatMap(({ path, method }) => [
      refuses(`GET ${path}`, path, { headers: { origin: 'https://shop.example' } }, 'method-not-allowed'),
      ...(method === 'PUT' ? [refuses(`POST ${path}`, path, { method: 'POST' }, 'method-not-allowed')] : []),
    ]),
    ...['PUT', 'PATCH', 'DELETE'].map((method) =>
      refuses(`${method} /recover`, '/recover', { method }, 'method-not-allowed'),
    ),
    ...['POST', 'PUT', 'DELETE', 'OPTIONS'].map((method) =>
      refuses(`${method} /open`, '/open', { method }, 'method-not-allowed'),
    ),
    refuses('GET /adopt', '/adopt', { headers: bearer }, 'method-not-allowed'),
    refuses('PUT /seal-customer', '/seal-customer', { method: 'PUT', headers: bearer }, 'method-not-allowed'),
    refuses('GET /webhooks/bigcommerce', '/webhooks/bigcommerce', {}, 'not-found'),
    refuses('POST /healthz', '/healthz', { method: 'POST' }, 'not-found'),
    refuses('DELETE /merchant/carts', '/merchant/carts', { method: 'DELETE', headers: bearer }, 'not-found'),
    odd('TRACE BASE/healthz', 400, 404, 405, 500, 501),
    odd('CONNECT shop.example:443', 400, 404, 405, 501),
    odd('BREW BASE/healthz', 400, 404, 405, 501),
  ],
}
