import assert from 'node:assert/strict'
import { test } from 'node:test'

import { createRecoveryClient, createShopperClient } from '../../client/index.ts'
import {
  abilities,
  cartOf,
  type FakeAnswers,
  fakeProxy,
  json,
  lineItem,
  problem,
} from '../../client/testing/fake-proxy.ts'
import { createRecoveryStore } from '../recovery-store.ts'
import { createCartLink } from './cart-link.ts'
import { createShopper } from './shopper.ts'

const cart = cartOf(lineItem('a'))
const link = { link: 'https://shop.example/cart?t=cr1_x', linkEndsAt: '2026-12-12T00:00:00.000Z' }

async function open(answers: FakeAnswers = {}) {
  const handles = ['h', 'other']
  const { fetch, requests, paths } = fakeProxy({
    '/recover': () => json({ cartHandle: handles.shift(), cart, abilities, linkEndsAt: link.linkEndsAt }),
    '/share': () => json(link),
    ...answers,
  })
  const client = createShopperClient({ endpoint: '', fetch, isOnline: () => true })
  let kept: unknown
  const store = createRecoveryStore(createRecoveryClient({ endpoint: '', fetch }), {
    keep: (handle) => {
      kept = handle
    },
    forget: () => {
      kept = undefined
    },
  })
  await store.recover('token')
  const keys = () =>
    requests.filter(({ path }) => path === '/share').map(({ headers }) => headers.get('Idempotency-Key'))
  return { store, client, own: createCartLink(store, client), paths, requests, keys, kept: () => kept }
}

test('a link asked for again is asked for with the same key, and that of another cart with another', async () => {
  const { store, own, keys } = await open()
  assert.deepEqual(await own.share(), { ok: true, value: link })
  await own.share()
  await store.recover('another')
  await own.share()
  const [one, same, other] = keys()
  assert.deepEqual([one === same, one === other], [true, false])
})

test('a link that cannot be made is said where it was tapped; a cart that is gone is gone from the page', async () => {
  const { store, own } = await open({ '/share': [problem('busy', { status: 429 }), problem('cart-gone')] })
  assert.equal((await own.share()).ok, false)
  assert.equal(store.$recovery.get().status, 'ready')
  await own.share()
  assert.equal(store.$recovery.get().status, 'failed')
})

test('an open cart knows when its link ends', async () => {
  const { store } = await open()
  const recovery = store.$recovery.get()
  assert.equal('open' in recovery && recovery.open?.linkEndsAt, link.linkEndsAt)
})

test('who leaves a cart takes nothing of it along, and a link opens it again', async () => {
  const { store, own, kept } = await open()
  store.setQuantity('a', 3)
  assert.ok(kept())
  own.leave()
  const left = store.$recovery.get()
  assert.equal(left.status === 'failed' && left.left, true)
  assert.deepEqual([store.$lines.get(), store.$summary.get(), kept()], [[], undefined, undefined])
  await store.retry()
  assert.equal(store.$recovery.get().status, 'failed', 'no handle is left to ask with')
  assert.equal(kept(), undefined)
  await store.recover('again')
  assert.deepEqual([store.$recovery.get().status, store.$lines.get()[0]?.chosen], ['ready', 1])
})

test('who leaves a cart that came by a mark has its cookie removed, with the handle of that cart', async () => {
  const { store, own, requests } = await open({ '/leave': () => json({}) })
  const asked = () => requests.filter(({ path }) => path === '/leave').map(({ body }) => body)
  own.leave()
  assert.deepEqual(asked(), [], 'no cookie is kept of a token')
  await store.recover({ opened: 'a-mark' })
  own.leave()
  assert.deepEqual(asked(), [{ cartHandle: 'other' }])
})

test('what was under way when they left brings nothing back', async () => {
  const answers: ((response: Response) => void)[] = []
  const later = () => new Promise<Response>((resolve) => answers.push(resolve))
  const { store, own, client, kept, paths } = await open({
    '/availability': later,
    '/back-in-stock': () => problem('sign-in-needed', { status: 401 }),
    '/sign-in/code': () => json({ sentTo: '+49 ••• ••01', retryAfterSeconds: 30 }, 202),
    '/sign-in': later,
    '/recover': () => json({ cartHandle: 'h', cart, abilities: { ...abilities, backInStock: true, signIn: true } }),
  })
  const shopper = createShopper(store, client)
  await shopper.setSubscribed(['a'], true)
  await shopper.sendCode('+49 170 1234501')
  const confirming = shopper.confirm('123456')
  const reading = store.revalidate()
  assert.deepEqual(paths().slice(-2), ['/sign-in', '/availability'])
  own.leave()
  answers[0]?.(json({ cartHandle: 'signed-in' }))
  answers[1]?.(json({ cart, abilities }))
  await Promise.all([confirming, reading])
  assert.deepEqual([store.$lines.get(), store.$pendingAction.get().status, kept()], [[], 'idle', undefined])
})
