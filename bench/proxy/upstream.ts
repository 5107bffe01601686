// A BigCommerce that answers at once, in a process of its own: `node upstream.ts PORT`. Any token leads to a cart of its own.
// A store named `lines10` has carts of ten lines.
import { createServer, type ServerResponse } from 'node:http'

import { tjarAnswer } from '../growth/tjar-answers.ts'
import { cannedCart, cannedProducts } from './canned-answers.ts'
import { toAnswer } from './to-answer.ts'

const anId = '00000000-0000-4000-8000-000000000000'
const headers = {
  'content-type': 'application/json',
  'x-rate-limit-requests-left': '19000',
  'x-rate-limit-requests-quota': '20000',
  'x-rate-limit-time-reset-ms': '15000',
}
const carts = new Map<number, [before: Buffer, after: Buffer]>()
const answers = new Map<string, Buffer>()

createServer((request, response) => {
  const url = request.url ?? ''
  const [, root, store = '', , kind, id = ''] = url.split(/[/?]/)
  if (root === 'healthz') return send(response, Buffer.from('{}'))
  const lines = Number((root === 'answer' ? store : store.replace('lines', '')) || 1)
  if (root === 'answer') return request.resume().on('end', () => send(response, answerOf(lines)))
  if (kind === 'abandoned-carts') return send(response, Buffer.from(`{"data":{"cart_id":"${toCartId(id)}"},"meta":{}}`))
  if (root === 'api') return send(response, toBuffer(tjarAnswer(url)))
  if (id.startsWith('gone')) return response.writeHead(404, headers).end('{"status":404}')
  if (kind === 'carts') {
    const [before, after] = cartOf(lines)
    return send(response, before, Buffer.from(id), after)
  }
  send(response, productsOf(url))
}).listen(Number(process.argv[2]), '127.0.0.1')

function send(response: ServerResponse, ...parts: Buffer[]) {
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  response.writeHead(200, { ...headers, 'content-length': length })
  response.cork()
  for (const part of parts) response.write(part)
  response.end()
  response.uncork()
}

/** The cart's answer before and after its id. */
function cartOf(lines: number): [Buffer, Buffer] {
  const [before = '', after = ''] = JSON.stringify(cannedCart(anId, lines)).split(anId)
  const made = carts.get(lines) ?? [Buffer.from(before), Buffer.from(after)]
  carts.set(lines, made)
  return made
}

function productsOf(url: string): Buffer {
  const query = new URL(url, 'http://127.0.0.1').searchParams
  const list = (name: string) => (query.get(name) ?? '').split(',').filter(Boolean)
  const made = answers.get(url) ?? toBuffer(cannedProducts(list('id:in').map(Number), list('include_fields')))
  answers.set(url, made)
  return made
}

/** What the proxy answers in the end, for the server that only forwards. */
function answerOf(lines: number): Buffer {
  const { data } = cannedCart(anId, lines)
  const ids = Array.from({ length: lines }, (_, index) => 1000 + index)
  const made =
    answers.get(`answer ${lines}`) ?? toBuffer(toAnswer({ data } as never, [cannedProducts(ids, [])] as never))
  answers.set(`answer ${lines}`, made)
  return made
}

const toBuffer = (value: unknown) => Buffer.from(JSON.stringify(value))
const toCartId = (token: string) => token.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
