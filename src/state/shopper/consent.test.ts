import assert from 'node:assert/strict'
import { test } from 'node:test'

import { createRecoveryClient, createShopperClient } from '../../client/index.ts'
import {
  abilities,
  cartOf,
  type FakeAnswer,
  type FakeRequest,
  fakeProxy,
  json,
  lineItem,
  problem,
} from '../../client/testing/fake-proxy.ts'
import type { Consent, MessageChannel } from '../../contract/browser.ts'
import { createRecoveryStore } from '../recovery-store.ts'
import { createConsent } from './consent.ts'

const offered = { offered: ['email', 'sms'], about: { phone: '+49 ••• ••42' }, backInStock: undefined }
const canConsent = { ...abilities, consent: true }
const cart = cartOf(lineItem('a'))

const agreeing = ({ body }: FakeRequest) =>
  json({ consent: { email: false, sms: false, ...(body.channels as Consent) } })

/** What the page may agree to, and where messages would go. */
const known = { channels: ['email', 'sms'], about: { phone: '+49 ••• ••42' } }

async function open(
  answers: FakeAnswer[] = [agreeing],
  consent: Consent | null = { email: false, sms: false },
  can = canConsent,
  reminders: FakeAnswer = () => json(known),
  again: FakeAnswer = () => json({}),
) {
  const carts = ['h', 'other']
  const { fetch, requests } = fakeProxy({
    '/recover': () => json({ cartHandle: carts.shift(), cart, abilities: can, ...(consent && { consent }) }),
    '/restore': () => json({ cart, outcomes: [], undo: null }),
    '/consent': answers,
    '/availability': again,
    '/reminders': reminders,
  })
  const store = createRecoveryStore(createRecoveryClient({ endpoint: '', fetch }))
  const choice = createConsent(store, createShopperClient({ endpoint: '', fetch, isOnline: () => true }))
  await store.recover('token')
  const sent = () => requests.filter(({ path }) => !['/recover', '/restore', '/reminders'].includes(path))
  const state = () => choice.$consent.get()
  await new Promise(setImmediate)
  const asked = () => requests.filter(({ path }) => path === '/reminders').map(({ body }) => body.cartHandle)
  const choose = (channel: MessageChannel, agreed: boolean) => choice.choose([channel], agreed)
  return { store, sent, asked, choose, stop: choice.choose, state }
}

test('nothing is agreed to until it was chosen, and only then sent', async () => {
  const { state, sent, choose } = await open()
  assert.deepEqual(state(), { status: 'idle', saved: { email: false, sms: false }, ...offered })
  assert.equal(sent().length, 0)
  await choose('email', true)
  assert.deepEqual(state(), {
    status: 'saved',
    channels: ['email'],
    agreed: true,
    saved: { email: true, sms: false },
    ...offered,
  })
  const [request] = sent()
  assert.deepEqual([request?.init.method, request?.path], ['PUT', '/consent'])
  assert.deepEqual(request?.body, { cartHandle: 'h', channels: { email: true } })
  assert.ok(request?.headers.get('Idempotency-Key'))
})

test('a choice counts as saved only once it is', async () => {
  let release = (_: Response) => {}
  const { state, choose } = await open([
    () =>
      new Promise((resolve) => {
        release = resolve
      }),
  ])
  const choosing = choose('sms', true)
  await new Promise(setImmediate)
  assert.deepEqual([state().status, state().saved.sms], ['saving', false])
  release(json({ consent: { email: false, sms: true } }))
  await choosing
  assert.deepEqual([state().status, state().saved.sms], ['saved', true])
})

test('what could not be saved stays as it was, and can be tried again', async () => {
  const { state, choose } = await open([() => problem('busy'), agreeing])
  await choose('email', true)
  assert.deepEqual(state(), {
    status: 'failed',
    channels: ['email'],
    agreed: true,
    saved: { email: false, sms: false },
    ...offered,
  })
  await choose('email', true)
  assert.equal(state().saved.email, true)
})

test('where a yes is what back in stock takes, the cart is read again after it, and the choice stays said', async () => {
  for (const backInStock of [true, undefined]) {
    const { store, state, choose, sent } = await open(
      [agreeing],
      undefined,
      undefined,
      () => json({ ...known, backInStock }),
      () => json({ cart, abilities: { ...canConsent, backInStock: true }, consent: { email: false, sms: true } }),
    )
    await choose('sms', true)
    assert.deepEqual([state().status, state().saved.sms], ['saved', true])
    const recovery = store.$recovery.get()
    assert.equal(recovery.status === 'ready' && recovery.open.abilities.backInStock, backInStock === true)
    assert.equal(sent().filter(({ path }) => path === '/availability').length, backInStock ? 1 : 0)
  }
})

test('while the cart is read again the box takes a tap, and what that says stays', async () => {
  let answer = () => {}
  const late = new Promise<void>((resolve) => {
    answer = resolve
  })
  const again = { cart, abilities: { ...canConsent, backInStock: true } }
  const { state, choose, sent, store } = await open(
    [agreeing],
    undefined,
    undefined,
    () => json({ ...known, backInStock: true }),
    async () => {
      await late
      return json({ ...again, consent: { email: false, sms: true } })
    },
  )
  const agreed = choose('sms', true)
  while (!sent().some(({ path }) => path === '/availability')) await new Promise(setImmediate)
  const revoked = choose('sms', false)
  while (state().status !== 'saved' || state().saved.sms) await new Promise(setImmediate)
  answer()
  await Promise.all([agreed, revoked])
  store.setQuantity('a', 2)
  assert.deepEqual([state().status, state().saved.sms], ['saved', false])
})

test('an answer that says something else is no success', async () => {
  const { state, choose } = await open([() => json({ consent: { email: false } })])
  await choose('email', true)
  assert.equal(state().status, 'failed')
})

test('an agreement can be taken back', async () => {
  const { state, sent, choose } = await open([agreeing], { email: true })
  await choose('email', false)
  assert.deepEqual(sent()[0]?.body.channels, { email: false })
  assert.deepEqual([state().status, state().saved.email], ['saved', false])
})

test('taps go one after the other, and a second tap on the same box is the same tap', async () => {
  let atOnce = 0
  const { sent, choose } = await open([
    async (request) => {
      atOnce += 1
      await new Promise(setImmediate)
      assert.equal(atOnce, 1)
      atOnce -= 1
      return agreeing(request)
    },
  ])
  await Promise.all([choose('email', true), choose('email', true), choose('sms', true)])
  assert.deepEqual(
    sent().map(({ body }) => body.channels),
    [{ email: true }, { sms: true }],
  )
})

test('a cart that is closed meanwhile says so', async () => {
  const { store, state, choose } = await open([() => problem('cart-gone')])
  await choose('email', true)
  assert.equal(store.$recovery.get().status, 'failed')
  assert.deepEqual([state().status, state().saved], ['idle', {}])
})

test('a choice that waits is dropped with the cart it was made for, and what is late says nothing about the next', async () => {
  let openAnother = async () => {}
  const { store, sent, choose, state } = await open([
    async (request) => {
      await openAnother()
      return agreeing(request)
    },
  ])
  openAnother = () => store.recover('another')
  await Promise.all([choose('email', true), choose('sms', true)])
  assert.deepEqual(
    sent().map(({ body }) => [body.cartHandle, body.channels]),
    [['h', { email: true }]],
  )
  assert.deepEqual([state().status, state().saved], ['idle', { email: false, sms: false }])
})

test('there is nothing to choose where the store offers no channel', async () => {
  for (const { state } of [await open([], null), await open([], { email: true }, abilities)]) {
    assert.deepEqual(state().saved, {})
  }
})

test('what was saved outlives a restore of the lines', async () => {
  const { store, state, choose } = await open()
  await choose('email', true)
  await store.restore()
  assert.equal(store.$recovery.get().status, 'restored')
  assert.equal(state().saved.email, true)
})

test('what a page may agree to is asked once for a cart, and again where that failed', async () => {
  const { store, asked, state } = await open()
  assert.deepEqual([state().offered, state().about], [['email', 'sms'], { phone: '+49 ••• ••42' }])
  await store.refresh()
  assert.deepEqual(asked(), ['h'])
  const down = await open([], undefined, undefined, () => problem('upstream-down', { status: 503 }))
  assert.deepEqual([down.state().offered, down.state().about], [[], {}])
})

test('what another cart may agree to is not offered for this one', async () => {
  const onlyOnce = ({ body }: FakeRequest) => (body.cartHandle === 'h' ? json(known) : problem('busy'))
  const { store, asked, state } = await open(undefined, undefined, undefined, onlyOnce)
  await store.recover('another')
  await new Promise(setImmediate)
  assert.deepEqual(asked(), ['h', 'other'])
  assert.deepEqual([state().saved, state().offered], [{ email: false, sms: false }, []])
})

test('all reminders are stopped in one request', async () => {
  const { sent, stop, state } = await open([agreeing], { email: true, sms: false })
  await stop(['email', 'sms'], false)
  assert.deepEqual(
    sent().map(({ body }) => body.channels),
    [{ email: false, sms: false }],
  )
  assert.deepEqual([state().status, state().saved], ['saved', { email: false, sms: false }])
})
