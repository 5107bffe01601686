// The network's edge for the tests of client, state and elements: a proxy that answers in contract shapes, as real Responses.
import type { Abilities, Cart, LineItem, Problem, ProblemCode } from '../../contract/browser.ts'

/** What a shopper of an ordinary shop can do. */
export const abilities: Abilities = {
  editLines: true,
  restore: true,
  checkout: true,
  textCheckout: false,
  backInStock: false,
  signIn: false,
  consent: false,
}

/** What a shopper can do where the shop also knows them by phone. */
export const abilitiesByPhone: Abilities = { ...abilities, textCheckout: true, backInStock: true, signIn: true }

/** A line that can be bought, once, for a euro, unless said otherwise. */
export function lineItem(id: string, fields: Partial<LineItem> = {}): LineItem {
  return {
    id,
    kind: 'physical',
    name: id,
    options: [],
    quantity: 1,
    price: { amount: 100, currency: 'EUR' },
    availability: { status: 'available' },
    ...fields,
  }
}

/** A cart that costs what its lines cost. Its revision says in clear what is displayed. */
export function cartOf(...lineItems: LineItem[]): Cart {
  const amount = lineItems.reduce((sum, { price, quantity }) => sum + price.amount * quantity, 0)
  const revision = lineItems.map(({ id, quantity, price }) => `${quantity} ${id} at ${price.amount}`).join(', ')
  return { lineItems, total: { amount, currency: lineItems[0]?.price.currency ?? 'EUR' }, revision }
}

/** An answer with a body; from status 400 on, its type is a problem's. */
export function json(body: unknown, status = 200): Response {
  const type = status < 400 ? 'application/json' : 'application/problem+json'
  return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': type } })
}

/** A problem of that code, with status 410 unless its fields have another. */
export function problem(code: ProblemCode, fields: Partial<Problem> = {}): Response {
  const status = fields.status || 410
  return json({ type: 'about:blank', title: code, status, code, supportCode: 'A1-B2', ...fields }, status)
}

/** A request that reached the proxy. */
export interface FakeRequest {
  path: string
  body: Record<string, unknown>
  headers: Headers
  init: RequestInit
}

type FakeHandler = (request: FakeRequest) => Response | Promise<Response>

export type FakeAnswer = Response | Promise<Response> | FakeHandler

/** What a path answers; the last one of a list again and again. */
export type FakeAnswers = Record<string, FakeAnswer | readonly FakeAnswer[]>

/** A proxy with answers by path, or one for all, that keeps its requests. A path without an answer has no network. */
export function fakeProxy(answers: FakeAnswers | FakeHandler) {
  const requests: FakeRequest[] = []
  const answered = new Map<string, number>()
  return {
    requests,
    paths: () => requests.map(({ path }) => path),
    fetch: async (input: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
      const path = String(input instanceof Request ? input.url : input)
      const request = { path, body: JSON.parse(String(init.body)), headers: new Headers(init.headers), init }
      requests.push(request)
      const given = typeof answers === 'function' ? answers : (answers[path] ?? [])
      const list = Array.isArray(given) ? given : [given]
      const turn = answered.get(path) ?? 0
      answered.set(path, turn + 1)
      const answer: FakeAnswer | undefined = list[Math.min(turn, list.length - 1)]
      if (answer === undefined) throw new TypeError(`Nothing answers ${path}`)
      const response = await (typeof answer === 'function' ? answer(request) : answer)
      return response.clone()
    },
  }
}
