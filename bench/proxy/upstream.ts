// A BigCommerce that answers at once, in a process of its own: `node upstream.ts PORT`. Any token leads to a cart of its own,
// with products of its own, so that no two of them share an answer. A store named `lines10` has carts of ten lines.
import { createServer, type ServerResponse } from 'node:http'
import { json } from 'node:stream/consumers'

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
// Part of every product's id, and of nothing else: in an answer it is replaced by five digits of the cart's own.
const anyBlock = '70717'
const firstProduct = Number(`1${anyBlock}0000`)
/** Answers as they are before, between, and after what is replaced. */
const templates = new Map<string, string[]>()

createServer(async (request, response) => {
  const url = request.url ?? ''
  const [, root, store = '', , kind, id = ''] = url.split(/[/?]/)
  if (root === 'healthz') return send(response, Buffer.from('{}'))
  const lines = Number((root === 'answer' ? store : store.replace('lines', '')) || 1)
  if (root === 'answer') {
    const { token } = (await json(request)) as { token: string }
    return send(response, Buffer.from(answerOf(token, lines)))
  }
  if (kind === 'abandoned-carts') return send(response, Buffer.from(`{"data":{"cart_id":"${toCartId(id)}"},"meta":{}}`))
  if (root === 'api') return send(response, toBuffer(tjarAnswer(url)))
  if (id.startsWith('gone')) return response.writeHead(404, headers).end('{"status":404}')
  send(response, Buffer.from(kind === 'carts' ? cartOf(id, lines) : productsOf(url)))
}).listen(Number(process.argv[2]), '127.0.0.1')

function send(response: ServerResponse, body: Buffer) {
  response.writeHead(200, { ...headers, 'content-length': body.length })
  response.end(body)
}

/** By the beginning of a token, which is also that of its cart's id. */
const blockOf = (id: string) => String(10_000 + (Number.parseInt(id.slice(0, 8), 16) % 90_000))

function cartOf(id: string, lines: number): string {
  const template = templateOf(`cart ${lines}`, () => cannedCart(anId, lines, firstProduct))
  return template.join(blockOf(id)).replace(anId, id)
}

function productsOf(url: string): string {
  const [, block = ''] = /id:in=1(\d{5})/.exec(decodeURIComponent(url)) ?? []
  const anyUrl = url.replaceAll(`1${block}0`, `1${anyBlock}0`)
  const template = templateOf(anyUrl, () => {
    const query = new URL(anyUrl, 'http://127.0.0.1').searchParams
    const list = (name: string) => (query.get(name) ?? '').split(',').filter(Boolean)
    return cannedProducts(list('id:in').map(Number), list('include_fields'))
  })
  return template.join(block)
}

function templateOf(key: string, make: () => object): string[] {
  const made = templates.get(key) ?? JSON.stringify(make()).split(anyBlock)
  templates.set(key, made)
  return made
}

/** What the proxy answers in the end, for the server that only forwards. */
function answerOf(token: string, lines: number): string {
  const template = templateOf(`answer ${lines}`, () => {
    const { data } = cannedCart(anId, lines, firstProduct)
    const ids = Array.from({ length: lines }, (_, index) => firstProduct + index)
    return toAnswer({ data } as never, [cannedProducts(ids, [])] as never)
  })
  return template.join(blockOf(token))
}

const toBuffer = (value: unknown) => Buffer.from(JSON.stringify(value))
const toCartId = (token: string) => token.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
