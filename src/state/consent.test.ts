import assert from 'node:assert/strict'
import { test } from 'node:test'

import { createRecoveryClient, createShopperClient } from '../client/index.ts'
import type { Consent } from '../contract/browser.ts'
import { createConsent } from './consent.ts'
import { createRecoveryStore } from './recovery-store.ts'

const abilities = {
  editLines: true,
  restore: true,
  checkout: true,
  textCheckout: false,
  backInStock: false,
  signIn: false,
  consent: true,
}
const price = { amount: 100, currency: 'EUR' }
const availability = { status: 'available' }
const cart = {
  lineItems: [{ id: 'a', kind: 'physical', name: 'a', options: [], quantity: 1, price, availability }],
  total: price,
}
const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status })
const problem = (code: string) => json({ type: 'about:blank', title: code, status: 503, code, supportCode: 'A1' }, 503)

interface Asked {
  method: string
  path: string
  body: { cartHandle: string; channels: Consent }
  key: string | null
}
type Answer = (asked: Asked) => Response | Promise<Response>

const agreeing: Answer = ({ body }) => json({ consent: { email: false, sms: false, ...body.channels } })

async function open(
  answers: Answer[] = [agreeing],
  consent: Consent | null = { email: false, sms: false },
  can = abilities,
) {
  const asked: Asked[] = []
  const carts = ['h', 'other']
  const fetch = async (url: string | URL | Request, init: RequestInit = {}) => {
    const path = String(url)
    if (path === '/recover')
      return json({ cartHandle: carts.shift(), cart, abilities: can, ...(consent && { consent }) })
    if (path === '/restore') return json({ cart, outcomes: [], undo: null })
    const key = new Headers(init.headers).get('Idempotency-Key')
    const request = { method: String(init.method), path, body: JSON.parse(String(init.body)), key }
    asked.push(request)
    const answer = answers.length > 1 ? answers.shift() : answers[0]
    return answer?.(request) ?? json({})
  }
  const store = createRecoveryStore(createRecoveryClient({ endpoint: '', fetch }))
  const choice = createConsent(store, createShopperClient({ endpoint: '', fetch, isOnline: () => true }))
  await store.recover('token')
  return { store, asked, choose: choice.choose, state: () => choice.$consent.get() }
}

test('nothing is agreed to until it was chosen, and only then sent', async () => {
  const { state, asked, choose } = await open()
  assert.deepEqual(state(), { status: 'idle', saved: { email: false, sms: false } })
  assert.equal(asked.length, 0)
  await choose('email', true)
  assert.deepEqual(state(), {
    status: 'saved',
    channel: 'email',
    agreed: true,
    saved: { email: true, sms: false },
  })
  const { key, ...rest } = asked[0] as Asked
  assert.deepEqual(rest, { method: 'PUT', path: '/consent', body: { cartHandle: 'h', channels: { email: true } } })
  assert.ok(key)
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
  assert.deepEqual(state(), { status: 'failed', channel: 'email', agreed: true, saved: { email: false, sms: false } })
  await choose('email', true)
  assert.equal(state().saved.email, true)
})

test('an answer that says something else is no success', async () => {
  const { state, choose } = await open([() => json({ consent: { email: false } })])
  await choose('email', true)
  assert.equal(state().status, 'failed')
})

test('an agreement can be taken back', async () => {
  const { state, asked, choose } = await open([agreeing], { email: true })
  await choose('email', false)
  assert.deepEqual(asked[0]?.body.channels, { email: false })
  assert.deepEqual([state().status, state().saved.email], ['saved', false])
})

test('taps go one after the other, and a second tap on the same box is the same tap', async () => {
  let atOnce = 0
  const { asked, choose } = await open([
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
    asked.map(({ body }) => body.channels),
    [{ email: true }, { sms: true }],
  )
})

test('a cart that is closed meanwhile says so', async () => {
  const { store, state, choose } = await open([() => problem('cart-gone')])
  await choose('email', true)
  assert.equal(store.$recovery.get().status, 'failed')
  assert.deepEqual(state(), { status: 'idle', saved: {} })
})

test('a choice that waits is dropped with the cart it was made for, and what is late says nothing about the next', async () => {
  let openAnother = async () => {}
  const { store, asked, choose, state } = await open([
    async (request) => {
      await openAnother()
      return agreeing(request)
    },
  ])
  openAnother = () => store.recover('another')
  await Promise.all([choose('email', true), choose('sms', true)])
  assert.deepEqual(
    asked.map(({ body }) => [body.cartHandle, body.channels]),
    [['h', { email: true }]],
  )
  assert.deepEqual(state(), { status: 'idle', saved: { email: false, sms: false } })
})

test('there is nothing to choose where the store can write to nobody', async () => {
  for (const { state } of [await open([], null), await open([], { email: true }, { ...abilities, consent: false })]) {
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
