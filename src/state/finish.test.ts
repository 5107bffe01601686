import assert from 'node:assert/strict'
import { test } from 'node:test'

import { createRecoveryClient } from '../client/index.ts'
import {
  abilities,
  cartOf,
  type FakeAnswers,
  fakeProxy,
  json,
  lineItem,
  problem,
} from '../client/testing/fake-proxy.ts'
import type { Abilities, Offer, ProblemCode } from '../contract/browser.ts'
import { createRecoveryStore } from './recovery-store.ts'

const checkoutUrl = 'https://shop.example/checkout'
const cart = cartOf(lineItem('a', { quantity: 2 }), lineItem('b'))
const smaller = cartOf(lineItem('a'))
/** What every write names: the cart, and what of it is on the page. */
const page = { cartHandle: 'h', revision: cart.revision }
const outcome = { id: 'a', outcome: 'applied', quantity: 1 }

const written: FakeAnswers = {
  '/availability': () => json({ cart, abilities }),
  '/checkout': () => json({ checkoutUrl }),
  '/restore': () => json({ cart: smaller, outcomes: [outcome], undo: 'u1' }),
  '/undo': () => json({ cart, outcomes: [outcome] }),
}

/** A store with an open cart, whose states are kept from then on. */
async function open(
  answers: FakeAnswers = {},
  can: Partial<Abilities> = {},
  opened = cart,
  acceptsCheckoutUrl: (url: string) => boolean = (url) => url === checkoutUrl,
) {
  const { fetch, requests, paths } = fakeProxy({
    '/recover': () => json({ cartHandle: 'h', cart: opened, abilities: { ...abilities, ...can } }),
    ...written,
    ...answers,
  })
  const store = createRecoveryStore(createRecoveryClient({ endpoint: '', fetch }), { acceptsCheckoutUrl })
  await store.recover('t')
  const states: string[] = []
  store.$recovery.listen(({ status }) => states.push(status))
  const bodies = (path: string) => requests.filter((request) => request.path === path).map(({ body }) => body)
  return { store, states, bodies, recovery: () => store.$recovery.get(), written: () => paths().slice(1) }
}

test('a checkout without edits sends no lines', async () => {
  const { store, states, bodies } = await open()
  assert.equal(await store.checkout(), checkoutUrl)
  assert.deepEqual(states, ['finishing', 'finished'])
  assert.deepEqual(bodies('/checkout'), [page])
})

test('an address that is not accepted is a failure, and is not answered', async () => {
  const { store, states } = await open({}, {}, cart, () => false)
  assert.equal(await store.checkout(), undefined)
  assert.deepEqual(states, ['finishing', 'failed'])
})

test('a checkout that the shopper should know something of stays until the next tap, and makes another link then', async () => {
  const offer: Offer = { status: 'expired', label: 'WINTER5' }
  const notice = { codesToEnter: ['TEN'], signInAtCheckout: true, offer }
  const { store, states, bodies, recovery } = await open({ '/checkout': () => json({ checkoutUrl, ...notice }) })
  assert.equal(await store.checkout(), undefined)
  const state = recovery()
  assert.deepEqual(state.status === 'ready' && [state.notice, state.open.cart.offer], [notice, offer])
  assert.equal(await store.checkout(), checkoutUrl)
  assert.deepEqual(states, ['finishing', 'ready', 'finishing', 'finished'])
  assert.equal(bodies('/checkout').length, 2)
})

test('a checkout with edits sends those', async () => {
  const { store, bodies } = await open()
  store.setQuantity('a', 1)
  await store.checkout()
  assert.deepEqual(bodies('/checkout'), [{ ...page, lineItems: [{ id: 'a', quantity: 1 }] }])
})

test('a cart that cannot be written here is not', async () => {
  const { store, written: paths } = await open({}, { checkout: false, restore: false })
  assert.equal(await store.checkout(), undefined)
  assert.equal(await store.restore(), false)
  assert.deepEqual(paths(), [])
})

test('a cart of which nothing can be bought is not written', async () => {
  const soldOut = cartOf(lineItem('a', { availability: { status: 'out-of-stock' } }))
  const { store, written: paths } = await open({}, {}, soldOut)
  await store.checkout()
  await store.restore()
  assert.deepEqual(paths(), [])
})

test('lines that are being checked are shown as checked while the cart is written', async () => {
  const checking = cartOf(lineItem('a', { availability: { status: 'unknown', checking: true } }))
  const { fetch } = fakeProxy({
    ...written,
    '/recover': () => json({ cartHandle: 'h', cart: checking, abilities }),
    '/availability': () => new Promise<Response>(() => {}),
  })
  const store = createRecoveryStore(createRecoveryClient({ endpoint: '', fetch }))
  store.recover('t')
  await new Promise((resolve) => setTimeout(resolve))
  assert.equal(store.$lines.get()[0]?.checking, true)
  assert.equal(await store.checkout(), checkoutUrl)
  assert.equal(store.$lines.get()[0]?.checking, false)
})

const failures: [ProblemCode, action: 'checkout' | 'restore', path: string][] = [
  ['busy', 'checkout', '/checkout'],
  ['empty', 'checkout', '/checkout'],
  ['busy', 'restore', '/restore'],
  ['unconfirmed', 'restore', '/restore'],
]
for (const [code, action, path] of failures) {
  test(`a ${action} that ends in ${code} keeps the cart and can be tried again`, async () => {
    const { store, recovery, states } = await open({ [path]: [() => problem(code), written[path] as () => Response] })
    await store[action]()
    const state = recovery()
    assert.ok(state.status === 'failed')
    assert.deepEqual([state.problem.code, state.attempt, state.open?.cart.lineItems.length], [code, action, 2])
    await store[action]()
    assert.equal(states.at(-1), action === 'checkout' ? 'finished' : 'restored')
  })
}

test('stock that moved shows the cart as it is now, and what was displayed', async () => {
  const { store, recovery } = await open({ '/checkout': () => problem('stock-moved', { cart: smaller }) })
  assert.equal(await store.checkout(), undefined)
  const state = recovery()
  assert.ok(state.status === 'ready')
  assert.equal(state.problem?.code, 'stock-moved')
  assert.equal(state.problem && 'cart' in state.problem, false, 'the cart stands in one place')
  assert.deepEqual([state.open.cart.lineItems.length, state.displayed?.cart.lineItems.length], [1, 2])
})

test('a tap names the cart that is on the page, whatever was answered and not displayed', async () => {
  const { store, bodies } = await open({
    '/checkout': [() => new Response('cut off', { status: 409 }), () => problem('stock-moved', { cart: smaller })],
  })
  for (let taps = 0; taps < 3; taps++) await store.checkout()
  const shown = cart.revision
  assert.deepEqual(
    bodies('/checkout').map(({ revision }) => revision),
    [shown, shown, smaller.revision],
  )
})

test('a tap that overtakes a reading names the cart that is still on the page', async () => {
  let release = () => {}
  const { store, bodies } = await open({
    '/availability': () =>
      new Promise<Response>((resolve) => {
        release = () => resolve(json({ cart: smaller, abilities }))
      }),
  })
  const reading = store.revalidate()
  const tap = store.checkout()
  release()
  await Promise.all([reading, tap])
  assert.deepEqual(bodies('/checkout'), [page])
})

test('stock that moved without a cart is a failure', async () => {
  const { store, recovery } = await open({ '/checkout': () => problem('stock-moved') })
  await store.checkout()
  assert.equal(recovery().status, 'failed')
})

test('another problem with a cart is a failure', async () => {
  const { store, recovery } = await open({ '/checkout': () => problem('busy', { cart: smaller }) })
  await store.checkout()
  assert.equal(recovery().status, 'failed')
})

test('too many changes are restored first, then checked out', async () => {
  const {
    store,
    bodies,
    written: paths,
  } = await open({
    '/checkout': [() => problem('too-many-changes'), () => json({ checkoutUrl })],
  })
  store.setQuantity('a', 1)
  store.setQuantity('b', 1)
  assert.equal(await store.checkout(), checkoutUrl)
  assert.deepEqual(paths(), ['/checkout', '/restore', '/checkout'])
  const lineItems = [{ id: 'a', quantity: 1 }]
  assert.deepEqual(bodies('/restore'), [{ ...page, lineItems }])
  assert.deepEqual(bodies('/checkout')[1], { ...page, lineItems })
})

test('where that restore fails, the checkout fails with its problem', async () => {
  const {
    store,
    recovery,
    written: paths,
  } = await open({
    '/checkout': () => problem('too-many-changes'),
    '/restore': () => problem('busy'),
  })
  await store.checkout()
  assert.deepEqual(paths(), ['/checkout', '/restore'])
  const state = recovery()
  assert.deepEqual(state.status === 'failed' && [state.problem.code, state.attempt], ['busy', 'checkout'])
})

test('a newer request makes an answer count for nothing', async () => {
  for (const [action, path] of [
    ['checkout', '/checkout'],
    ['restore', '/restore'],
  ] as const) {
    let release = (_: Response) => {}
    const late = new Promise<Response>((resolve) => {
      release = resolve
    })
    const { store, recovery } = await open({ [path]: () => late })
    const running = store[action]()
    await store.refresh()
    release(await (written[path] as () => Response)())
    assert.equal((await running) || undefined, undefined, action)
    assert.equal(recovery().status, 'ready', action)
  }
})

test('a newer request between restore and checkout stops the checkout', async () => {
  let release = (_: Response) => {}
  const late = new Promise<Response>((resolve) => {
    release = resolve
  })
  const { store, written: paths } = await open({
    '/checkout': () => problem('too-many-changes'),
    '/restore': () => late,
  })
  const running = store.checkout()
  await new Promise((resolve) => setTimeout(resolve))
  await store.refresh()
  release(json({ cart, outcomes: [], undo: null }))
  assert.equal(await running, undefined)
  assert.deepEqual(paths(), ['/checkout', '/restore', '/availability'])
})

test('a restore leaves no choices to send, and can be undone once', async () => {
  const { store, states, recovery, bodies, written: paths } = await open()
  store.setQuantity('a', 1)
  assert.equal(await store.restore(), false)
  const state = recovery()
  assert.ok(state.status === 'restored')
  assert.deepEqual([state.undoable, state.open.choices.size, state.open.cart.lineItems.length], [true, 0, 1])
  await store.undo()
  await store.undo()
  assert.deepEqual(states.slice(1), ['restoring', 'restored', 'restoring', 'ready'])
  assert.deepEqual(bodies('/undo'), [{ cartHandle: 'h', revision: smaller.revision, undo: 'u1' }])
  assert.deepEqual(paths(), ['/restore', '/undo'])
  const undone = recovery()
  assert.deepEqual(undone.status === 'ready' && [undone.undone, undone.open.cart.lineItems.length], [true, 2])
})

test('what went into the shopper’s own cart stays chosen in this one, which does not hold it', async () => {
  const { store, recovery, bodies } = await open({
    '/restore': () => json({ cart, outcomes: [outcome], undo: 'u1', isShoppersOwn: true }),
  })
  store.setQuantity('a', 1)
  await store.restore()
  assert.equal(recovery().status, 'restored')
  await store.checkout()
  assert.deepEqual(bodies('/checkout'), [{ ...page, lineItems: [{ id: 'a', quantity: 1 }] }])
})

test('a restore that wrote nothing cannot be undone', async () => {
  const {
    store,
    recovery,
    written: paths,
  } = await open({
    '/restore': () => json({ cart, outcomes: [outcome], undo: null }),
  })
  await store.restore()
  const state = recovery()
  assert.equal(state.status === 'restored' && state.undoable, false)
  await store.undo()
  assert.deepEqual(paths(), ['/restore'])
  assert.equal(recovery().status, 'restored')
})

test('an edit after a restore ends the way back', async () => {
  const { store, written: paths } = await open()
  await store.restore()
  store.setQuantity('a', 3)
  await store.undo()
  assert.deepEqual(paths(), ['/restore'])
})

test('a restore for which a sign-in is needed leaves the cart, and says so', async () => {
  const { store, states } = await open({ '/restore': () => problem('sign-in-needed') })
  assert.equal(await store.restore(), true)
  assert.deepEqual(states, ['restoring', 'ready'])
})

test('an undo that failed can be tried again, and only then', async () => {
  const { store, recovery, bodies } = await open({
    '/undo': [() => problem('busy'), () => json({ cart, outcomes: [] })],
  })
  await store.restore()
  await store.undo()
  const state = recovery()
  assert.deepEqual(state.status === 'failed' && [state.problem.code, state.attempt], ['busy', 'undo'])
  await store.undo()
  assert.equal(recovery().status, 'ready')
  assert.equal(bodies('/undo').length, 2)
})

test('an undo that breaks off displays what it set back, and the same one takes back the rest', async () => {
  const partly = { cart: cartOf(lineItem('a', { quantity: 2 })), undo: 'u1' }
  const { store, recovery, bodies } = await open({
    '/undo': [() => problem('busy', partly), () => json({ cart, outcomes: [] })],
  })
  await store.restore()
  await store.undo()
  assert.equal(recovery().status, 'failed')
  assert.equal(store.$lines.get().length, 1)
  await store.undo()
  assert.deepEqual([recovery().status, store.$lines.get().length], ['ready', 2])
  assert.deepEqual(
    bodies('/undo').map(({ undo }) => undo),
    ['u1', 'u1'],
  )
})

test('after another failure nothing is undone', async () => {
  const { store, written: paths } = await open({ '/checkout': () => problem('busy') })
  await store.restore()
  await store.checkout()
  await store.undo()
  assert.deepEqual(paths(), ['/restore', '/checkout'])
})

test('a newer request makes an undo count for nothing', async () => {
  let release = (_: Response) => {}
  const late = new Promise<Response>((resolve) => {
    release = resolve
  })
  const { store, recovery } = await open({ '/undo': () => late })
  await store.restore()
  const running = store.undo()
  await store.refresh()
  release(json({ cart: smaller, outcomes: [] }))
  await running
  const state = recovery()
  assert.deepEqual(state.status === 'ready' && [state.undone, state.open.cart.lineItems.length], [undefined, 2])
})
