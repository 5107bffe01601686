import assert from 'node:assert/strict'
import { test } from 'node:test'

import { createRecoveryClient, createShopperClient } from '../../client/index.ts'
import {
  abilitiesByPhone,
  cartOf,
  type FakeAnswers,
  type FakeRequest,
  fakeProxy,
  json,
  lineItem,
  problem,
} from '../../client/testing/fake-proxy.ts'
import type { LineItem } from '../../contract/browser.ts'
import { createRecoveryStore } from '../recovery-store.ts'
import { createShopper, type ShopperOptions } from './shopper.ts'

const line = (id: string, fields: Partial<LineItem> = {}) =>
  lineItem(id, { availability: { status: 'out-of-stock' }, ...fields })
const here = { availability: { status: 'available' } } as const
const lines = [line('a'), line('b'), line('c', here)]

const listed = ({ body }: FakeRequest) => {
  const { lineItemIds, subscribed } = body as { lineItemIds: string[]; subscribed: boolean }
  return json({ lineItems: lineItemIds.map((id) => ({ id, subscribed, availability: { status: 'out-of-stock' } })) })
}
const refused = () => problem('sign-in-needed')

async function open(answers: FakeAnswers = {}, options?: ShopperOptions, lineItems = lines) {
  const { fetch, requests } = fakeProxy({
    '/recover': () => json({ cartHandle: 'h', cart: cartOf(...lineItems), abilities: abilitiesByPhone }),
    '/availability': () => json({ cart: cartOf(...lineItems), abilities: abilitiesByPhone }),
    '/back-in-stock': listed,
    '/sign-in/code': () => json({ sentTo: '+49 ••• ••42', retryAfterSeconds: 30 }, 202),
    '/sign-in': () => json({ cartHandle: 'own' }),
    '/checkout': () => json({ checkoutUrl: 'https://shop.example/checkout', sentTo: '+49 ••• ••42' }),
    ...answers,
  })
  const clock = { now: 1000 }
  const store = createRecoveryStore(createRecoveryClient({ endpoint: '', fetch }), { now: () => clock.now })
  const shopper = createShopper(store, createShopperClient({ endpoint: '', fetch, isOnline: () => true }), options)
  await store.recover('token')
  const paths = () => requests.slice(1).map(({ path }) => path)
  const action = () => store.$pendingAction.get()
  const subscribed = (id: string) => store.$lines.get().find(({ lineItem }) => lineItem.id === id)?.lineItem.subscribed
  return { store, shopper, requests, paths, action, subscribed, clock }
}

test('a action completes itself after phone and code', async () => {
  const { shopper, paths, action, subscribed } = await open({ '/back-in-stock': [refused, listed] })
  const steps: string[] = []
  await shopper.setSubscribed(['a'], true)
  steps.push(action().status)
  await shopper.sendCode(' +49 151 ')
  steps.push(action().status)
  await shopper.confirm('123456')
  steps.push(action().status)
  assert.deepEqual(steps, ['phone', 'code', 'completed'])
  assert.deepEqual(paths(), ['/back-in-stock', '/sign-in/code', '/sign-in', '/back-in-stock'])
  assert.equal(subscribed('a'), true)
  assert.equal(subscribed('b'), undefined)
})

test('the number is in no state, at no step', async () => {
  const { store, shopper } = await open({ '/back-in-stock': [refused, listed] })
  const seen: unknown[] = []
  store.$pendingAction.listen((state) => seen.push(state))
  store.$recovery.listen((state) => seen.push(state))
  await shopper.setSubscribed(['a'], true)
  await shopper.sendCode('+49 151 2345642')
  await shopper.confirm('123456')
  assert.ok(seen.length > 5)
  assert.equal(JSON.stringify(seen).includes('2345642'), false)
  assert.equal(JSON.stringify(seen).includes('123456'), false)
})

test('the countdown is the proxy’s, and resending keeps the code’s place', async () => {
  const { shopper, action, clock } = await open({ '/back-in-stock': refused })
  await shopper.setSubscribed(['a'], true)
  await shopper.sendCode('+49 151')
  assert.deepEqual(action(), {
    status: 'code',
    action: { kind: 'back-in-stock', lineItemIds: ['a'], subscribed: true },
    sentTo: '+49 ••• ••42',
    resendAt: 31_000,
    again: false,
  })
  clock.now = 40_000
  const sending = shopper.sendCode()
  assert.equal(action().status, 'sending')
  await sending
  const state = action()
  assert.deepEqual(state.status === 'code' && [state.resendAt, state.again], [70_000, true])
})

test('a refused resend stays at the code, and waits as long as the answer says', async () => {
  const sent = () => json({ sentTo: '+49', retryAfterSeconds: 0 }, 202)
  const { shopper, action } = await open({
    '/back-in-stock': refused,
    '/sign-in/code': [sent, () => problem('too-many-codes', { retryAfterSeconds: 60 })],
  })
  await shopper.setSubscribed(['a'], true)
  await shopper.sendCode('+49 151')
  await shopper.sendCode()
  const state = action()
  assert.deepEqual(state.status === 'code' && [state.problem?.code, state.resendAt], ['too-many-codes', 61_000])
})

test('a number goes with its country, to the code and to the sign-in, and counts as another one in another country', async () => {
  const { shopper, requests } = await open({ '/back-in-stock': [refused, listed] })
  await shopper.setSubscribed(['a'], true)
  await shopper.sendCode('0170 1234501', 'DE')
  shopper.changePhone()
  await shopper.sendCode('0170 1234501', 'AT')
  await shopper.confirm('123456')
  const sent = requests.filter(({ path }) => path.startsWith('/sign-in'))
  assert.deepEqual(
    sent.map(({ body }) => [body.phone, body.country, body.code]),
    [
      ['0170 1234501', 'DE', undefined],
      ['0170 1234501', 'AT', undefined],
      ['0170 1234501', 'AT', '123456'],
    ],
  )
})

test('a code just sent is used again; another number gets its own', async () => {
  const { shopper, action, paths } = await open({ '/back-in-stock': refused })
  await shopper.setSubscribed(['a'], true)
  await shopper.sendCode('+49 151')
  shopper.changePhone()
  assert.equal(action().status, 'phone')
  await shopper.sendCode('+49 151')
  assert.equal(action().status, 'code')
  assert.equal(paths().filter((path) => path === '/sign-in/code').length, 1)
  shopper.changePhone()
  await shopper.sendCode('+39 06')
  assert.equal(paths().filter((path) => path === '/sign-in/code').length, 2)
})

test('a wrong code can be tried again', async () => {
  const { shopper, action } = await open({
    '/back-in-stock': [refused, listed],
    '/sign-in': [() => problem('code-wrong'), () => json({ cartHandle: 'own' })],
  })
  await shopper.setSubscribed(['a'], true)
  await shopper.sendCode('+49 151')
  await shopper.confirm('1')
  const state = action()
  assert.equal(state.status === 'code' && state.problem?.code, 'code-wrong')
  await shopper.confirm('2')
  assert.equal(action().status, 'completed')
})

test('an answer that comes after “Not now” changes nothing', async () => {
  let release = (_: Response) => {}
  const slow = new Promise<Response>((resolve) => {
    release = resolve
  })
  const { shopper, action } = await open({ '/back-in-stock': refused, '/sign-in/code': () => slow })
  await shopper.setSubscribed(['a'], true)
  const sending = shopper.sendCode('+49 151')
  shopper.dismiss()
  release(json({ sentTo: '+49', retryAfterSeconds: 30 }, 202))
  await sending
  assert.equal(action().status, 'idle')
})

test('the shop’s own sign-in is asked for only when an action needs it', async () => {
  let taken = 0
  const consumeToken = () => {
    taken += 1
    return taken === 1 ? 'token-of-the-shop' : undefined
  }
  const { shopper, requests, action } = await open({ '/back-in-stock': [refused, listed, refused] }, { consumeToken })
  assert.equal(taken, 0)
  await shopper.setSubscribed(['a'], true)
  assert.deepEqual(requests.at(-2)?.body, { cartHandle: 'h', shopperToken: 'token-of-the-shop' })
  assert.equal(action().status, 'completed')
  await shopper.setSubscribed(['b'], true)
  assert.equal(action().status, 'phone')
})

test('more lines than one request may name go in several', async () => {
  const many = Array.from({ length: 120 }, (_, index) => line(`line-${index}`))
  const { shopper, requests, subscribed } = await open({}, {}, many)
  await shopper.setSubscribed(
    many.map(({ id }) => id),
    true,
  )
  assert.deepEqual(
    requests.slice(1).map(({ body }) => (body.lineItemIds as string[]).length),
    [50, 50, 20],
  )
  assert.equal(subscribed('line-119'), true)
})

const cameBack = [
  { id: 'a', availability: { status: 'available' } },
  { id: 'b', subscribed: true, availability: { status: 'out-of-stock' } },
]

test('a line that came back is on the page from then on, and the next tap says so', async () => {
  const { store, shopper, requests, paths } = await open({
    '/back-in-stock': () => json({ lineItems: cameBack, revision: 'with a' }),
  })
  await shopper.setSubscribed(['a', 'b'], true)
  assert.equal(requests.at(-1)?.body.revision, cartOf(...lines).revision)
  await store.checkout()
  assert.deepEqual(paths(), ['/back-in-stock', '/checkout'])
  assert.equal(requests.at(-1)?.body.revision, 'with a')
})

test('what an answer says of availability goes into the cart that was asked about, and not into a newer one', async () => {
  const newer = cartOf(line('a'), line('b'), line('c', { ...here, quantity: 2 }))
  let release = () => {}
  const { store, shopper, requests, subscribed } = await open({
    '/back-in-stock': () =>
      new Promise<Response>((resolve) => {
        release = () => resolve(json({ lineItems: cameBack, revision: 'with a' }))
      }),
    '/availability': () => json({ cart: newer, abilities: abilitiesByPhone }),
  })
  const asked = shopper.setSubscribed(['a', 'b'], true)
  await store.revalidate()
  release()
  await asked
  assert.equal(subscribed('b'), true)
  assert.deepEqual(
    store.$lines.get().map(({ buyable }) => buyable),
    [0, 0, 2],
  )
  await store.checkout()
  assert.equal(requests.at(-1)?.body.revision, newer.revision)
})

test('a line that came back is told of apart from those that are subscribed to', async () => {
  const { store, shopper, action } = await open({
    '/back-in-stock': () => json({ lineItems: cameBack, revision: 'with a' }),
  })
  await shopper.setSubscribed(['a', 'b'], true)
  const state = action()
  assert.deepEqual(
    state.status === 'completed' && [state.back.map(({ id }) => id), state.lineItems.map(({ id }) => id)],
    [['a'], ['b']],
  )
  assert.deepEqual(
    store.$lines.get().map(({ buyable }) => buyable),
    [1, 0, 1],
  )
})

test('what the shopper chose stays chosen', async () => {
  const { store, shopper } = await open()
  store.setQuantity('c', 3)
  await shopper.setSubscribed(['a'], true)
  assert.equal(store.$lines.get().at(-1)?.chosen, 3)
})

test('the result of an action is cleared by the next change of the cart', async () => {
  const { store, shopper, action } = await open()
  await shopper.setSubscribed(['a'], true)
  store.setQuantity('c', 2)
  assert.equal(action().status, 'idle')
})

test('the text checkout keeps its address to itself until it is asked for it', async () => {
  const { store, shopper, action } = await open({
    '/checkout': [refused, () => json({ checkoutUrl: 'https://x.example/' })],
  })
  assert.equal(await shopper.checkout(), undefined)
  assert.equal(action().status, 'phone')
  await shopper.sendCode('+49 151')
  await shopper.confirm('123456')
  assert.equal(store.$recovery.get().status, 'finished')
  assert.equal(JSON.stringify([store.$recovery.get(), action()]).includes('x.example'), false)
  assert.equal(await shopper.checkout(), 'https://x.example/')
})

test('a link that only the text message has is a finished checkout, and is not sent again', async () => {
  let taps = 0
  const { store, shopper, action } = await open({
    '/checkout': () => {
      taps++
      return json({ checkoutUrl: null, sentTo: '+49 ••• ••42' })
    },
  })
  assert.equal(await shopper.checkout(), undefined)
  const recovery = store.$recovery.get()
  assert.deepEqual([recovery.status, 'byText' in recovery && recovery.byText], ['finished', 'only'])
  const state = action()
  assert.equal(state.status === 'completed' && state.sentTo, '+49 ••• ••42')
  for (let tap = 0; tap < 3; tap++) assert.equal(await shopper.checkout(), undefined)
  assert.equal(taps, 1)
})

test('a web checkout without an address is a failure', async () => {
  const { store } = await open({ '/checkout': () => json({ checkoutUrl: null }) })
  assert.equal(await store.checkout(), undefined)
  const recovery = store.$recovery.get()
  assert.equal(recovery.status === 'failed' && recovery.problem.code, 'internal-error')
})

test('the text checkout and a web checkout do not both go on', async () => {
  const { store, shopper } = await open({
    '/checkout': ({ body }) => json({ checkoutUrl: body.via ? 'https://t.example/' : 'https://w.example/' }),
  })
  const [byText, byWeb] = await Promise.all([shopper.checkout(), store.checkout()])
  assert.deepEqual([byText, byWeb], [undefined, 'https://w.example/'])
  assert.equal('byText' in store.$recovery.get(), false)
})

test('keeping shopping without an own cart to write to asks for nothing', async () => {
  const { store, action } = await open({ '/restore': refused })
  assert.equal(await store.restore(), true)
  assert.equal(store.$recovery.get().status, 'ready')
  assert.equal(action().status, 'idle')
})

test('who is on the list stays there, whatever an answer leaves out', async () => {
  const { store, shopper, subscribed } = await open({
    '/restore': () => json({ cart: cartOf(...lines), outcomes: [], undo: null }),
    '/checkout': () => problem('stock-moved', { cart: cartOf(...lines) }),
    '/availability': () =>
      json({ cart: cartOf(line('a', { subscribed: false }), ...lines.slice(1)), abilities: abilitiesByPhone }),
  })
  await shopper.setSubscribed(['a'], true)
  await store.restore()
  assert.equal(subscribed('a'), true)
  await store.checkout()
  assert.equal(subscribed('a'), true)
  await store.revalidate()
  assert.equal(subscribed('a'), false)
})

test('a link that is over is offered no more, and a tap on it sends no other', async () => {
  const { store, shopper, paths, clock } = await open({
    '/checkout': () => json({ checkoutUrl: 'https://x.example/', expiresInSeconds: 1800 }),
  })
  await shopper.checkout()
  clock.now += 1_799_000
  assert.equal(await shopper.checkout(), 'https://x.example/')
  await shopper.dropExpiredLink()
  assert.equal(store.$recovery.get().status, 'finished')
  clock.now += 1000
  assert.equal(await shopper.checkout(), undefined)
  const recovery = store.$recovery.get()
  assert.equal(recovery.status === 'ready' && recovery.linkExpired, true)
  assert.deepEqual(paths(), ['/checkout', '/availability'], 'the cart is read: it may be ordered by now')
  await shopper.checkout()
  assert.deepEqual(paths().slice(2), ['/checkout'])
  assert.equal(await shopper.checkout(), 'https://x.example/')
})

test('a link that is over because the cart was ordered says that', async () => {
  const { store, shopper, clock } = await open({
    '/checkout': () => json({ checkoutUrl: null, expiresInSeconds: 60 }),
    '/availability': () => problem('completed'),
  })
  await shopper.checkout()
  clock.now += 60_000
  await shopper.dropExpiredLink()
  const recovery = store.$recovery.get()
  assert.equal(recovery.status === 'failed' && recovery.problem.code, 'completed')
})
