import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'

import type { LineItem } from '../../src/contract/index.ts'
import { openShop, type Shop } from '../setup/shop.ts'

const line = (lines: LineItem[] | undefined, index: number): LineItem => {
  const found = lines?.[index]
  if (!found) throw new Error(`there is no line ${index}`)
  return found
}

/** Quantities in the platform's own cart, in order. */
const held = (shop: Shop, key = 'hero') => Object.values(shop.held(key))
const writes = (shop: Shop) => shop.newCalls().filter(({ write }) => write)

function setStock(shop: Shop, { productId, variantId }: LineItem, stock: number) {
  const product = shop.sandbox.world.products.find(({ id }) => String(id) === productId)
  const variant = product?.variants.find(({ id }) => String(id) === variantId)
  if (!variant) throw new Error('no such variant')
  variant.stock = stock
}

test('opening a link, a thousand times, writes nothing', async () => {
  const shop = openShop()
  shop.sandbox.world.accounts.bigcommerce.quota.requests = 10_000
  for (let opened = 0; opened < 1000; opened += 50) {
    await Promise.all(Array.from({ length: 50 }, () => shop.recover('hero')))
  }
  const calls = shop.newCalls()
  // One link within seconds shares its reads; how many seconds it takes is the machine's.
  assert.ok(calls.length >= 3 && calls.length <= 60, `${calls.length} calls`)
  assert.ok(calls.every(({ write, method }) => !write && method === 'GET'))
})

test('a recovery on BigCommerce takes two reads in sequence and one batch', async () => {
  const shop = openShop()
  await shop.recover('fifty-lines')
  assert.equal(shop.newCalls().length, 3)
})

test('what changed stands first in a long cart, and nothing else moves', async () => {
  const shop = openShop()
  const { cart } = await shop.recover('many-lines')
  const hasChanged = ({ availability, previousPrice }: LineItem) =>
    previousPrice !== undefined || !/^(available|low-stock|unknown)$/.test(availability.status)
  const changes = cart?.lineItems.map(hasChanged) ?? []
  assert.ok(changes.includes(true) && changes.includes(false))
  assert.equal(changes.lastIndexOf(true) + 1, changes.indexOf(false), 'the changes, and then the rest')
  const before = shop.sandbox.world.carts.find(({ key }) => key === 'many-lines')?.lines ?? []
  const names = before.map(({ name }) => name)
  for (const group of [true, false]) {
    const places = cart?.lineItems.filter((line) => hasChanged(line) === group).map(({ name }) => names.indexOf(name))
    assert.equal(places?.includes(-1), false)
    assert.deepEqual(
      places,
      places?.toSorted((one, other) => one - other),
    )
  }
})

test('250 lines are asked for in chunks of fifty products', async () => {
  const shop = openShop()
  const { cart } = await shop.recover('many-lines')
  const products = new Set(cart?.lineItems.map(({ productId }) => productId)).size
  assert.equal(shop.newCalls().length, 2 + Math.ceil(products / 50))
})

test('what was chosen is what the checkout gets', async () => {
  const shop = openShop()
  const { cart, cartHandle } = await shop.recover('all-available')
  const lineItems = [
    { id: line(cart?.lineItems, 0).id, quantity: 1 },
    { id: line(cart?.lineItems, 1).id, quantity: 0 },
  ]
  const { status, body } = await shop.checkout({ cartHandle, lineItems })
  assert.equal(status, 200)
  assert.match(body.checkoutUrl ?? '', /^https:\/\/store-demo\.mybigcommerce\.com\/cart\.php\?/)
  const untouched = cart?.lineItems.slice(2).map(({ quantity }) => quantity) ?? []
  assert.deepEqual(held(shop, 'all-available'), [1, ...untouched])
})

test('removing every line asks, and deletes nothing', async () => {
  const shop = openShop()
  const { cart, cartHandle } = await shop.recover('all-available')
  shop.newCalls()
  const before = held(shop, 'all-available')
  const lineItems = cart?.lineItems.map(({ id }) => ({ id, quantity: 0 }))
  assert.equal((await shop.checkout({ cartHandle, lineItems })).body.code, 'empty')
  assert.equal((await shop.restore({ cartHandle, lineItems })).body.code, 'empty')
  assert.deepEqual(held(shop, 'all-available'), before)
  assert.deepEqual(writes(shop), [])
})

test('a cart with nothing left to buy is empty, and stays', async () => {
  const shop = openShop()
  const { cartHandle } = await shop.recover('all-sold-out')
  assert.equal((await shop.checkout({ cartHandle })).body.code, 'empty')
  assert.ok(held(shop, 'all-sold-out').length > 0)
})

test('stock that moved since is shown with the new cart, nothing written; the second tap goes through', async () => {
  const shop = openShop()
  const { cart, cartHandle } = await shop.recover('hero')
  const mug = line(cart?.lineItems, 0)
  setStock(shop, mug, 1)
  shop.newCalls()
  const moved = await shop.checkout({ cartHandle })
  assert.equal(moved.status, 409)
  assert.equal(moved.body.code, 'stock-moved')
  assert.deepEqual(moved.body.cart?.lineItems[0]?.availability, { status: 'partial', quantity: 1 })
  assert.deepEqual(writes(shop), [])
  const again = await shop.checkout({ cartHandle })
  assert.equal(again.status, 200)
  assert.deepEqual(held(shop), [1, 1, 2])
})

test('more than there is leads to the limit first, and to the checkout with it', async () => {
  const shop = openShop()
  const { cart, cartHandle } = await shop.recover('hero')
  const mug = line(cart?.lineItems, 0)
  setStock(shop, mug, 40)
  const moved = await shop.checkout({ cartHandle, lineItems: [{ id: mug.id, quantity: 60 }] })
  assert.equal(moved.body.code, 'stock-moved')
  assert.equal(moved.body.cart?.lineItems[0]?.availability.quantity, 40)
  const again = await shop.checkout({ cartHandle, lineItems: [{ id: mug.id, quantity: 60 }] })
  assert.equal(again.status, 200)
  assert.equal(held(shop)[0], 40)
})

test('fifty taps in two tabs end with the same lines, and each tap with a link of its own', async () => {
  const shop = openShop()
  shop.sandbox.world.accounts.bigcommerce.quota.requests = 10_000
  const tabs = [await shop.recover('hero'), await shop.recover('hero')]
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, tap) => {
      const { cartHandle, cart } = tabs[tap % 2] ?? {}
      return shop.checkout({ cartHandle, lineItems: [{ id: line(cart?.lineItems, 0).id, quantity: 1 }] })
    }),
  )
  assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]))
  assert.equal(new Set(answers.map(({ body }) => body.checkoutUrl)).size, 50)
  assert.deepEqual(held(shop), [1, 1, 2])
  const made = writes(shop)
  assert.deepEqual(
    made.filter(({ path }) => !path.includes('redirect_urls')).map(({ method }) => method),
    ['PUT', 'PUT', 'DELETE'],
  )
})

test('the same key repeats its answer, and makes no second link', async () => {
  const shop = openShop()
  const { cartHandle } = await shop.recover('all-available')
  shop.newCalls()
  const answers = await Promise.all(Array.from({ length: 20 }, () => shop.checkout({ cartHandle }, 'tap-00000001')))
  assert.equal(new Set(answers.map(({ body }) => body.checkoutUrl)).size, 1)
  assert.equal(writes(shop).length, 1)
})

for (const method of ['PUT', 'DELETE', 'POST']) {
  test(`a ${method} whose answer is lost ends, with the next tap at the latest, at the same cart`, async () => {
    const shop = openShop()
    const { cartHandle } = await shop.recover('hero')
    shop.sandbox.faults.set({ platform: 'bigcommerce', fault: 'lost-answer', method, times: 1 })
    const first = await shop.checkout({ cartHandle })
    if (method === 'POST') assert.equal(first.body.code, 'unconfirmed')
    else assert.equal(first.status, 200)
    assert.equal((await shop.checkout({ cartHandle })).status, 200)
    assert.deepEqual(held(shop), [3, 1, 2])
  })
}

test('a platform that fails in the middle leaves a cart that the next tap completes', async () => {
  const shop = openShop()
  const { cartHandle } = await shop.recover('hero')
  shop.sandbox.faults.set({ platform: 'bigcommerce', fault: '503', method: 'DELETE', times: 9 })
  assert.equal((await shop.checkout({ cartHandle })).body.code, 'unconfirmed')
  shop.sandbox.faults.clear()
  assert.equal((await shop.checkout({ cartHandle })).status, 200)
  assert.deepEqual(held(shop), [3, 1, 2])
})

test('keep shopping sets the touched lines, twice as once, and undo takes them back', async () => {
  const shop = openShop()
  const { cart, cartHandle } = await shop.recover('hero')
  const before = held(shop)
  const lineItems = [
    { id: line(cart?.lineItems, 0).id, quantity: 1 },
    { id: line(cart?.lineItems, 1).id, quantity: 0 },
  ]
  const first = await shop.restore({ cartHandle, lineItems })
  assert.deepEqual(
    first.body.outcomes.map(({ outcome, quantity }) => [outcome, quantity]),
    [
      ['applied', 1],
      ['removed', 0],
    ],
  )
  assert.deepEqual(held(shop), [1, 3, 1])
  shop.newCalls()
  const second = await shop.restore({ cartHandle, lineItems })
  assert.deepEqual(new Set(second.body.outcomes.map(({ outcome }) => outcome)), new Set(['unchanged']))
  assert.equal(second.body.undo, null)
  assert.deepEqual(writes(shop), [])
  const undone = await shop.undo({ cartHandle, undo: first.body.undo })
  assert.deepEqual(new Set(undone.body.outcomes.map(({ outcome }) => outcome)), new Set(['applied']))
  assert.deepEqual(held(shop).sort(), before.sort())
  const twice = await shop.undo({ cartHandle, undo: first.body.undo })
  assert.equal(twice.status, 200)
  assert.deepEqual(held(shop).sort(), before.sort())
})

test('undo answers the lines in the order that they had, under whatever ids they come back', async () => {
  const shop = openShop()
  const { cart, cartHandle } = await shop.recover('hero')
  const lines = cart?.lineItems ?? []
  // What is sold out the platform would not take back.
  for (const item of lines) setStock(shop, item, 9)
  const order = (items: LineItem[]) =>
    items.map(({ name, options, quantity }) => JSON.stringify([name, options, quantity]))
  const remove = (...items: LineItem[]) =>
    shop.restore({ cartHandle, lineItems: items.map(({ id }) => ({ id, quantity: 0 })) })
  const first = await remove(line(lines, 0), line(lines, 2))
  const second = await remove(line(lines, 1))
  const half = await shop.undo({ cartHandle, undo: second.body.undo })
  assert.deepEqual(order(half.body.cart.lineItems), order([line(lines, 1), line(lines, 3)]))
  const { body } = await shop.undo({ cartHandle, undo: first.body.undo })
  assert.deepEqual(order(body.cart.lineItems), order(lines))
  assert.notDeepEqual(
    body.cart.lineItems.map(({ id }) => id),
    lines.map(({ id }) => id),
  )
})

test('undo leaves alone what somebody else changed meanwhile', async () => {
  const shop = openShop()
  const { cart, cartHandle } = await shop.recover('hero')
  const mug = line(cart?.lineItems, 0)
  const { body } = await shop.restore({ cartHandle, lineItems: [{ id: mug.id, quantity: 1 }] })
  const own = shop.sandbox.world.carts.find(({ key }) => key === 'hero')
  if (own?.lines[0]) own.lines[0].quantity = 2
  const undone = await shop.undo({ cartHandle, undo: body.undo })
  assert.deepEqual(undone.body.outcomes, [{ id: mug.id, outcome: 'changed-elsewhere', quantity: 2 }])
  assert.equal(held(shop)[0], 2)
})

test('undo ends after ten minutes, and once the checkout began', async () => {
  const shop = openShop()
  const { cart, cartHandle } = await shop.recover('hero')
  const lineItems = [{ id: line(cart?.lineItems, 0).id, quantity: 1 }]
  const { body } = await shop.restore({ cartHandle, lineItems })
  await shop.checkout({ cartHandle })
  assert.equal((await shop.undo({ cartHandle, undo: body.undo })).body.code, 'undo-over')

  const anotherShop = openShop()
  const recovered = await anotherShop.recover('hero')
  const touched = [{ id: line(recovered.cart?.lineItems, 0).id, quantity: 1 }]
  const restored = await anotherShop.restore({ cartHandle: recovered.cartHandle, lineItems: touched })
  anotherShop.sandbox.world.clockOffsetSeconds = 601
  const over = await anotherShop.undo({ cartHandle: recovered.cartHandle, undo: restored.body.undo })
  assert.equal(over.body.code, 'undo-over')
  assert.equal(held(anotherShop)[0], 1)
})

test('a gift certificate that was removed comes back with its people', async () => {
  const shop = openShop()
  const { cart, cartHandle } = await shop.recover('every-kind')
  const certificate = cart?.lineItems.find(({ kind }) => kind === 'gift-certificate')
  const before = shop.sandbox.world.carts
    .find(({ key }) => key === 'every-kind')
    ?.lines.find(({ kind }) => kind === 'gift-certificate')
  const { body } = await shop.restore({ cartHandle, lineItems: [{ id: certificate?.id, quantity: 0 }] })
  await shop.undo({ cartHandle, undo: body.undo })
  const after = shop.sandbox.world.carts
    .find(({ key }) => key === 'every-kind')
    ?.lines.find(({ kind }) => kind === 'gift-certificate')
  assert.deepEqual({ ...after, id: '' }, { ...before, id: '' })
})

test('more than twenty changes go in turns, and the checkout says so', async () => {
  const shop = openShop()
  shop.sandbox.world.accounts.bigcommerce.quota.requests = 10_000
  const { cart, cartHandle } = await shop.recover('fifty-lines')
  const lineItems = cart?.lineItems
    .filter(({ quantity, availability }) => quantity > 1 || availability.status === 'available')
    .slice(0, 30)
    .map(({ id, quantity }) => ({ id, quantity: quantity > 1 ? 1 : 0 }))
  assert.equal((await shop.checkout({ cartHandle, lineItems })).body.code, 'too-many-changes')
  let turns = 0
  let pending = true
  while (pending && turns < 5) {
    const { body } = await shop.restore({ cartHandle, lineItems })
    pending = body.outcomes.some(({ outcome }) => outcome === 'pending')
    turns++
  }
  assert.equal(turns, 2)
})

test('a shopper sees their lines while stock is still being asked for', async () => {
  const shop = openShop()
  shop.sandbox.faults.set({ platform: 'bigcommerce', fault: 'hang', path: '/catalog' })
  // The call for stock never ends: that the lines are there says that they did not wait for it.
  const { cart } = await shop.recover('hero')
  const forStock = shop.newCalls().filter(({ path }) => path.includes('/catalog'))
  assert.deepEqual(
    forStock.map(({ status }) => status),
    [0],
  )
  for (const { availability } of cart?.lineItems ?? [])
    assert.deepEqual(availability, { status: 'unknown', checking: true })
})

test('stock that cannot be found out is unknown, never available, and does not stop the checkout', async () => {
  const shop = openShop()
  shop.sandbox.faults.set({ platform: 'bigcommerce', fault: '503', path: '/catalog' })
  const { cart, cartHandle } = await shop.recover('all-available')
  for (const { availability } of cart?.lineItems ?? []) assert.equal(availability.status, 'unknown')
  assert.equal((await shop.checkout({ cartHandle })).status, 200)
})

test('a cart that only a copy can check out is that copy from then on', async () => {
  const shop = openShop()
  shop.sandbox.readings.set({ redirectUrls: 'api-carts-only' })
  const { cartHandle } = await shop.recover('storefront')
  const carts = shop.sandbox.world.carts.length
  const first = await shop.checkout({ cartHandle })
  assert.equal(first.status, 200)
  const back = await shop.post<{ cart: { lineItems: LineItem[] } }>('/availability', { cartHandle })
  assert.equal(back.status, 200)
  assert.equal((await shop.checkout({ cartHandle })).status, 200)
  assert.equal(shop.sandbox.world.carts.length, carts + 1)
})

test('a checkout that leads to an origin nobody listed is refused', async () => {
  const shop = openShop()
  const [channel] = Object.values(shop.config.channels)
  if (channel) channel.checkoutOrigins = ['https://checkout.shop.example']
  const { cartHandle } = await shop.recover('all-available')
  const { status, body } = await shop.checkout({ cartHandle })
  assert.equal(status, 503)
  // The developer reads which origin to list; the link itself is not handed out.
  assert.doesNotMatch(JSON.stringify(body), /cart\.php|token/)
})

test('no answer and no log line holds a secret, a platform id or anything of a person', async () => {
  const shop = openShop()
  const { cart, cartHandle } = await shop.recover('every-kind')
  const answers = [JSON.stringify(cart)]
  const certificate = cart?.lineItems.find(({ kind }) => kind === 'gift-certificate')
  const restored = await shop.restore({ cartHandle, lineItems: [{ id: certificate?.id, quantity: 0 }] })
  answers.push(
    JSON.stringify(restored.body),
    JSON.stringify((await shop.undo({ cartHandle, undo: restored.body.undo })).body),
  )
  answers.push(JSON.stringify((await shop.post('/recover', { token: shop.cart('account').token })).body))
  shop.sandbox.faults.set({ platform: 'bigcommerce', fault: '500' })
  answers.push(JSON.stringify((await shop.checkout({ cartHandle })).body))
  const own = shop.sandbox.world.carts.find(({ key }) => key === 'every-kind')
  const { accessToken } = shop.sandbox.credentials.bigcommerce
  const secrets = [
    accessToken,
    own?.id,
    own?.token,
    own?.email,
    own?.shopper.phone,
    own?.shopper.lastName,
    '@',
    'download',
    ...(own?.lines.map(({ id }) => id) ?? []),
  ]
  for (const text of [...answers, ...shop.logged]) {
    for (const secret of secrets) assert.ok(secret && !text.includes(secret), `${secret} in ${text}`)
  }
  assert.ok(shop.logged.length > 3)
})

type Step = { tab: 0 | 1; quantity: number; act: 'checkout' | 'restore'; lose: boolean }
const steps = fc.array(
  fc.record<Step>({
    tab: fc.constantFrom(0, 1),
    quantity: fc.integer({ min: 1, max: 5 }),
    act: fc.constantFrom('checkout', 'restore'),
    lose: fc.boolean(),
  }),
  { minLength: 1, maxLength: 5 },
)

test('whatever two tabs do at once, no line ends above what one of them chose, and none is doubled or lost', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (taken) => {
      const shop = openShop()
      shop.sandbox.world.accounts.bigcommerce.quota.requests = 10_000
      const tabs = [await shop.recover('all-available'), await shop.recover('all-available')]
      const before = held(shop, 'all-available')
      if (taken.some(({ lose }) => lose)) {
        shop.sandbox.faults.set({ platform: 'bigcommerce', fault: 'lost-answer', method: 'PUT', times: 1 })
      }
      await Promise.all(
        taken.map(({ tab, quantity, act }) => {
          const { cartHandle, cart } = tabs[tab] ?? {}
          return shop[act]({ cartHandle, lineItems: [{ id: line(cart?.lineItems, 0).id, quantity }] })
        }),
      )
      const after = held(shop, 'all-available')
      assert.equal(after.length, before.length)
      assert.deepEqual(after.slice(1), before.slice(1))
      const chosen = [before[0] ?? 0, ...taken.map(({ quantity }) => quantity)]
      assert.ok(chosen.includes(after[0] ?? 0), `${after[0]} was chosen in neither tab`)
    }),
    { numRuns: 150 },
  )
})
