import assert from 'node:assert/strict'
import { mock, test } from 'node:test'
import * as fc from 'fast-check'

import { createRecoveryClient, createShopperClient } from '../client/index.ts'
import { abilitiesByPhone, cartOf, fakeProxy, json, lineItem, problem } from '../client/testing/fake-proxy.ts'
import type { Availability, LineItem } from '../contract/browser.ts'
import { openOf } from './recovery.ts'
import { createRecoveryStore } from './recovery-store.ts'
import { createShopper } from './shopper/shopper.ts'

// Taps, links and answers in any order. Each cart that is answered has a price of its own, so that the page says which
// answer it shows; each request belongs to a turn, counted here by what was tapped and not by the store.

/** A request without an answer yet. */
interface Waiting {
  path: string
  turn: number
  /** Whether a raised quantity can be had, asked beside the actions. */
  isQuestion: boolean
  answer: (response: Response) => void
}

const taps = [
  'revalidate',
  'checkout',
  'restore',
  'undo',
  'edit',
  'wait',
  'notify',
  'text-checkout',
  'sign-in',
  'not-now',
] as const
type Tap = (typeof taps)[number] | 'recover' | 'refresh'

/** What a path may answer, by the number of the cart in it. Undefined: its answer has no cart. */
type Kind = (version: number) => { response: Response; hasCart?: boolean }

const out: Availability = { status: 'out-of-stock' }
const here: Availability = { status: 'available' }
function cartOfVersion(version: number, fields: Partial<LineItem> = {}) {
  const price = { amount: version, currency: 'EUR' }
  return cartOf(lineItem('a', { price, ...fields }), lineItem('b', { price, availability: out }))
}
const withCart =
  (body: (cart: ReturnType<typeof cartOfVersion>) => object, fields?: Partial<LineItem>): Kind =>
  (version) => ({ response: json(body(cartOfVersion(version, fields))), hasCart: true })
const failing =
  (...codes: Parameters<typeof problem>): Kind =>
  () => ({ response: problem(...codes) })
const without =
  (body: unknown, status = 200): Kind =>
  () => ({ response: status === 204 ? new Response(null, { status }) : json(body, status) })

const checking: Partial<LineItem> = { availability: { status: 'unknown', checking: true } }
const abilities = abilitiesByPhone
const outcome = (id: string, what: string) => ({ id, outcome: what, quantity: 1 })
const listed = (availability: Availability) => without({ lineItems: [{ id: 'b', subscribed: true, availability }] })
const moved: Kind = (version) => ({
  response: problem('stock-moved', { cart: cartOfVersion(version) }),
  hasCart: true,
})

const kinds: Record<string, Kind[]> = {
  '/recover': [
    withCart((cart) => ({ cartHandle: 'h', cart, abilities })),
    withCart((cart) => ({ cartHandle: 'h', cart, abilities }), checking),
    without({ cartHandle: 'h', cart: null, abilities, signIn: 'phone' }),
    failing('busy'),
  ],
  '/availability': [withCart((cart) => ({ cart, abilities })), failing('upstream-down'), failing('cart-gone')],
  '/checkout': [
    without({ checkoutUrl: 'https://shop.example/checkout', sentTo: '+49' }),
    moved,
    failing('too-many-changes'),
    failing('sign-in-needed'),
    failing('busy'),
  ],
  '/restore': [
    withCart((cart) => ({ cart, outcomes: [outcome('a', 'applied')], undo: 'u' })),
    withCart((cart) => ({ cart, outcomes: [outcome('a', 'pending')], undo: 'u' })),
    failing('unconfirmed'),
  ],
  '/undo': [withCart((cart) => ({ cart, outcomes: [] })), failing('busy')],
  '/back-in-stock': [listed(out), listed(here), failing('sign-in-needed'), failing('busy')],
  '/sign-in/code': [without({ sentTo: '+49', retryAfterSeconds: 30 }, 202)],
  '/sign-in': [without({ cartHandle: 'own' }), failing('code-wrong')],
}

const settle = async () => {
  for (let round = 0; round < 4; round++) await new Promise(setImmediate)
}

function createRun() {
  const waiting: Waiting[] = []
  const turnOf = new Map<number, number>()
  const withCarts = new Set<number>()
  let lastTurn = 0
  let lastAction = 0
  let version = 0
  let newest = 0
  /** The request whose answer is being handled: what is asked next follows from it. */
  let cause: Waiting | undefined

  function turnFor(path: string, isByText: boolean, isQuestion: boolean): number {
    const isSeries =
      (path === '/restore' && /checkout|restore/.test(cause?.path ?? '')) ||
      (path === '/checkout' && !isByText && cause !== undefined) ||
      (path === '/undo' && cause?.path === '/undo') ||
      (path === '/availability' && cause?.path === '/back-in-stock')
    if (isSeries && cause) return cause.turn
    lastTurn += 1
    // Beside the actions: the second reading of a cart, and what only the sign-in form or a line asks.
    const isSecond = path === '/availability' && (isQuestion || /recover|availability/.test(cause?.path ?? ''))
    if (!isSecond && !/^.(back-in-stock|sign-in)/.test(path)) lastAction = lastTurn
    return lastTurn
  }

  const { fetch } = fakeProxy(
    ({ path, body }) =>
      new Promise((answer) => {
        const isQuestion = body.lineItems !== undefined && path === '/availability'
        waiting.push({ path, turn: turnFor(path, body.via === 'text', isQuestion), isQuestion, answer })
      }),
  )
  const store = createRecoveryStore(createRecoveryClient({ endpoint: '', fetch }))
  const shopper = createShopper(store, createShopperClient({ endpoint: '', fetch, isOnline: () => true }))
  const displayed = () => openOf(store.$recovery.get())?.cart.lineItems[0]?.price.amount
  const displayedTurn = () => turnOf.get(displayed() ?? 0) ?? 0

  const perform: Record<Tap, () => unknown> = {
    recover: () => store.recover('t'),
    refresh: () => store.refresh(),
    revalidate: () => store.revalidate(),
    checkout: () => store.checkout(),
    restore: () => store.restore(),
    undo: () => store.undo(),
    edit: () => store.setQuantity('a', store.$lines.get()[0]?.chosen === 2 ? 3 : 2),
    wait: () => mock.timers.tick(300),
    notify: () => shopper.setSubscribed(['b'], true),
    'text-checkout': () => shopper.checkout(),
    'sign-in': () => (store.$pendingAction.get().status === 'code' ? shopper.confirm('1') : shopper.sendCode('+49 1')),
    'not-now': () => shopper.dismiss(),
  }

  /** Answers one request, and checks what the page made of it. */
  async function answer(index: number, kind: number) {
    const [request] = waiting.splice(index % waiting.length, 1)
    if (!request) return
    const { path, turn, isQuestion } = request
    const list = kinds[path] ?? []
    version += 1
    turnOf.set(version, turn)
    const { response, hasCart } = list[kind % list.length]?.(version) ?? { response: problem('busy') }
    const isReplaced = turn < lastAction
    const before = store.$recovery.get()
    cause = request
    request.answer(response)
    await settle()
    cause = undefined
    const after = store.$recovery.get()
    if (isReplaced) assert.equal(after.status, before.status, `${path} was replaced, and changed what the page says`)
    if (hasCart) withCarts.add(turn)
    const goesOn = waiting.some((other) => other.turn === turn)
    // What is asked about a quantity is passed over where more was chosen meanwhile.
    if (withCarts.has(turn) && openOf(after) && !isReplaced && !goesOn && !isQuestion)
      assert.ok(displayedTurn() >= turn, `${path} answered a cart that is not on the page`)
  }

  return {
    async step({ tap, index, kind }: { tap: Tap | 'answer'; index: number; kind: number }) {
      if (tap !== 'answer') perform[tap]()
      else if (waiting.length) await answer(index, kind)
      await settle()
      const shown = displayedTurn()
      if (displayed() !== undefined) assert.ok(shown >= newest, `turn ${shown} is displayed after turn ${newest}`)
      newest = Math.max(newest, shown)
    },
    async finish() {
      mock.timers.tick(300)
      await settle()
      while (waiting.length) await answer(0, 0)
      const recovery = store.$recovery.get()
      assert.doesNotMatch(recovery.status, /recovering|restoring|finishing/)
      assert.ok(!openOf(recovery)?.checking, 'a line is still being checked')
    },
  }
}

test('whatever is tapped and in whatever order it is answered, no answer is shown after a newer one', async (t) => {
  mock.timers.enable({ apis: ['setTimeout'] })
  t.after(() => mock.timers.reset())
  const step = fc.record({
    tap: fc.oneof(
      { weight: 10, arbitrary: fc.constant('answer' as const) },
      { weight: 1, arbitrary: fc.constantFrom('recover' as const, 'refresh' as const) },
      { weight: 9, arbitrary: fc.constantFrom(...taps) },
    ),
    index: fc.nat(5),
    kind: fc.nat(19),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (steps) => {
      const run = createRun()
      await run.step({ tap: 'recover', index: 0, kind: 0 })
      await run.step({ tap: 'answer', index: 0, kind: steps.length % 2 })
      for (const each of steps) await run.step(each)
      await run.finish()
    }),
    { numRuns: 1000 },
  )
})
