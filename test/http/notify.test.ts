import assert from 'node:assert/strict'
import { test } from 'node:test'

import type { RecoverAnswer, RemindersAnswer } from '../../src/contract/index.ts'
import { createProxy, type ProxyConfig } from '../../src/proxy/index.ts'
import { createMemoryStore } from '../../src/proxy/stores/memory.ts'
import { openMerchantShop } from '../setup/merchant.ts'
import {
  type Answer,
  answering,
  away,
  lost,
  minuteMs,
  openNotifyShop as openShop,
  secret,
  url,
} from '../setup/notify-shop.ts'

test('the service is told once the line is back: who signed nowhere, with cart, line and a link that opens', async () => {
  const { shop, told, cart, recover, begin, setStock, later } = openShop()
  for (const line of cart.lines)
    if ('options' in line) line.options.push({ name: 'Engraving', nameId: 700, value: 'For Sara', valueId: null })
  assert.equal((await recover()).abilities.backInStock, true)
  const { soldOut } = await begin()
  assert.ok(soldOut.options.some(({ value }) => value === 'For Sara'))
  assert.equal((await recover()).soldOut?.subscribed, true, 'another visit reads it from the ledger')
  await later()
  assert.equal(told.length, 0)
  assert.equal((await setStock(3, soldOut)).status, 200)
  await later()
  const [message] = told
  assert.ok(message)
  assert.equal(message.type, 'line_item.back_in_stock')
  assert.deepEqual([message.data.cart.platform, message.data.cart.id], ['bigcommerce', cart.id])
  assert.equal(message.data.lineItem.variantId, soldOut.variantId)
  assert.equal(message.data.lineItem.name, soldOut.name)
  assert.ok(cart.email)
  assert.ok(!JSON.stringify(message).includes(cart.email), 'whom to write to the service knows')
  assert.doesNotMatch(JSON.stringify(message), /Sara/, 'what was typed may be a name')
  const token = new URL(message.data.cart.link ?? '').searchParams.get('t')
  const { body } = await shop.shopper<RecoverAnswer>('POST', '/recover', { token })
  assert.ok(body.cart?.lineItems.every(({ availability }) => availability.status !== 'out-of-stock'))
  for (let looks = 0; looks < 3; looks++) await later()
  assert.equal(told.length, 1)
  assert.doesNotMatch(shop.logged.join(), new RegExp(`service\\.example|${secret}|${cart.id}`))
})

test('who asks twice is told once, who asks again later is told again, and who stops is not told', async () => {
  const { shop, calls, begin, subscription, setStock, later, recover } = openShop()
  const { cartHandle, soldOut } = await begin()
  await subscription(cartHandle, soldOut)
  assert.deepEqual((await subscription(cartHandle, soldOut, false)).line?.subscribed, false)
  assert.equal((await recover()).soldOut?.subscribed, false)
  await setStock(3, soldOut)
  await later()
  assert.equal(calls.length, 0)
  const { line } = await subscription(cartHandle, soldOut)
  assert.deepEqual([line?.subscribed, line?.availability.status], [false, 'low-stock'])
  await later()
  assert.equal(calls.length, 0, 'what can be bought needs no message')
  for (let round = 1; round <= 2; round++) {
    await setStock(0, soldOut)
    assert.equal((await subscription(cartHandle, soldOut)).line?.subscribed, true)
    await setStock(3, soldOut)
    await later()
    assert.equal(calls.length, round)
  }
  assert.notEqual(calls[0]?.id, calls[1]?.id)
  await setStock(0, soldOut)
  shop.restart()
  assert.equal((await recover()).soldOut?.subscribed, false, 'also to a page that displays the line as listed')
})

for (const [name, answer] of Object.entries({
  'refuses the connection': away,
  'answers 401': answering(401),
  'answers 429': answering(429),
  'answers 503': answering(503),
})) {
  test(`a service that ${name} has taken nothing, and is told again under the same id`, async () => {
    const { shop, calls, told, begin, setStock, later } = openShop({ answers: [answer, answer] })
    const { soldOut } = await begin()
    await setStock(3, soldOut)
    await later()
    await shop.proxy.work()
    assert.deepEqual([calls.length, told.length], [1, 0])
    for (let tries = 0; tries < 4; tries++) await later()
    assert.deepEqual([calls.length, told.length], [3, 1])
    assert.equal(new Set(calls.map(({ id }) => id)).size, 1)
    assert.doesNotMatch(shop.logged.join(), /sara/i)
  })
}

for (const [name, answer] of Object.entries({
  'answers 500': answering(500),
  'answers 502': answering(502),
  'answers 400': answering(400),
  'answers with a redirect': () =>
    new Response(null, { status: 307, headers: { location: 'https://elsewhere.example/' } }),
  'breaks the connection off': lost,
})) {
  test(`a service that ${name} may know already: it is told again under the id that it knows it by`, async () => {
    const { calls, told, begin, setStock, later, isListed } = openShop({ answers: [answer, answer] })
    const { soldOut } = await begin()
    await setStock(3, soldOut)
    await later()
    await setStock(0, soldOut)
    await later()
    assert.deepEqual([calls.length, told.length], [1, 0], 'what is sold out again is not told')
    assert.equal(await isListed(), true, 'and the page promises what holds')
    await setStock(3, soldOut)
    for (let tries = 0; tries < 5; tries++) await later()
    assert.deepEqual([calls.length, told.length], [3, 1])
    assert.equal(new Set(calls.map(({ id }) => id)).size, 1)
  })
}

test('what a service does not take for a day is told no more, which the log says', async () => {
  const { shop, calls, begin, setStock, later, isListed } = openShop({ answers: Array(200).fill(answering(404)) })
  const { soldOut } = await begin()
  await setStock(3, soldOut)
  let hours = 0
  while (!shop.logged.some((line) => line.includes('is told no more of it')) && hours++ < 48)
    for (let looks = 0; looks < 3; looks++) await later(20)
  assert.ok(hours >= 18 && hours <= 36, `${hours} hours`)
  const tries = calls.length
  for (let looks = 0; looks < 3; looks++) await later()
  assert.equal(calls.length, tries)
  await setStock(0, soldOut)
  assert.equal(await isListed(), false, 'the shopper may ask again')
})

for (const seconds of ['99999999999', '9'.repeat(30)]) {
  test(`a service that asks to wait for ${seconds} seconds is told after a day`, async () => {
    const never: Answer = () => new Response(null, { status: 503, headers: { 'retry-after': seconds } })
    const { calls, told, begin, setStock, later } = openShop({ answers: [never] })
    const { soldOut } = await begin()
    await setStock(3, soldOut)
    await later()
    assert.deepEqual([calls.length, told.length], [1, 0])
    await later(25 * 60)
    assert.equal(told.length, 1)
  })
}

test('one that the service refuses holds up no other', async () => {
  const { shop, told, setStock, subscription, later } = openShop({ answers: [answering(400)] })
  const { token } = shop.cart('all-sold-out')
  const { body } = await shop.shopper<RecoverAnswer>('POST', '/recover', { token })
  const [one, other] = body.cart?.lineItems ?? []
  assert.ok(one && other)
  for (const line of [one, other]) await subscription(body.cartHandle, line)
  for (const line of [one, other]) await setStock(3, line)
  await later()
  assert.equal(told.length, 1)
})

test('two instances that find a line back at the same time tell of it once', async () => {
  const { shop, calls, begin, setStock } = openShop()
  const { soldOut } = await begin()
  await setStock(3, soldOut)
  shop.pass(11 * minuteMs)
  const others = Array.from({ length: 3 }, () => createProxy(shop.config))
  await Promise.all([shop.proxy, ...others].flatMap((proxy) => [proxy.work(), proxy.work()]))
  assert.equal(calls.length, 1)
})

test('an instance that was killed while the service was told: another tells it again, under the same id', async () => {
  const gate = Promise.withResolvers<Response>()
  const { shop, calls, begin, setStock, later } = openShop({ answers: [() => gate.promise] })
  const { soldOut } = await begin()
  await setStock(3, soldOut)
  shop.pass(11 * minuteMs)
  const killed = shop.proxy.work()
  while (calls.length === 0) await new Promise(setImmediate)
  shop.restart()
  for (let tries = 0; tries < 3; tries++) await later()
  assert.equal(calls.length, 2)
  assert.equal(new Set(calls.map(({ id }) => id)).size, 1)
  gate.resolve(await answering(503)())
  await killed
  for (let tries = 0; tries < 3; tries++) await later()
  assert.equal(calls.length, 2, 'the late answer of the killed one revives nothing')
})

test('who ordered the rest of the cart is told of the line all the same, without a link', async () => {
  const { shop, told, cart, begin, setStock, later } = openShop()
  const { soldOut, cartHandle } = await begin()
  await shop.shopper('POST', '/checkout', { cartHandle })
  await shop.happens('one-sold-out', 'convert')
  await later()
  await setStock(3, soldOut)
  for (let tries = 0; tries < 3; tries++) await later()
  const [message] = told
  assert.deepEqual([told.length, message?.data.lineItem.name], [1, soldOut.name])
  assert.deepEqual(message?.data.cart, { platform: 'bigcommerce', id: cart.id, channelId: '1', ordered: true })
})

test('who took the line to the checkout is not told of it, and neither is whose cart is gone', async () => {
  for (const end of ['convert', 'expire'] as const) {
    const { shop, calls, begin, setStock, later } = openShop()
    const { soldOut, cartHandle } = await begin()
    await setStock(3, soldOut)
    const checkOut = async () => (await shop.shopper('POST', '/checkout', { cartHandle })).status
    // That the line is back is shown first.
    if (end === 'convert') assert.deepEqual([await checkOut(), await checkOut()], [409, 200])
    await shop.happens('one-sold-out', end)
    for (let tries = 0; tries < 3; tries++) await later()
    assert.equal(calls.length, 0, end)
  }
})

test('a line that the shopper took out is told of without a link, and one that is sold out again is not', async () => {
  const { shop, told, calls, cart, begin, setStock, later } = openShop()
  const { soldOut, cartHandle } = await begin()
  await setStock(3, soldOut)
  await setStock(0, soldOut)
  await later()
  assert.equal(calls.length, 0)
  await shop.shopper('POST', '/restore', { cartHandle, lineItems: [{ id: soldOut.id, quantity: 0 }] })
  assert.equal(cart.lines.length, 2)
  await setStock(3, soldOut)
  await later()
  assert.deepEqual([told.length, told[0]?.data.cart.link, told[0]?.data.lineItem.name], [1, undefined, soldOut.name])
})

test('a subscription ends after ninety days', async () => {
  const { calls, begin, setStock, later } = openShop()
  const { soldOut } = await begin()
  for (let months = 0; months < 3; months++) await later(30 * 24 * 60 + 1)
  await setStock(3, soldOut)
  await later()
  assert.equal(calls.length, 0)
})

test('without a service, or a ledger that outlives the process, nothing is offered and nothing kept', async () => {
  for (const changes of [{ notify: undefined }, { stateStore: createMemoryStore() }, { volatileLedger: false }]) {
    const { recover, subscription } = openShop({ changes: changes as Partial<ProxyConfig> })
    const { abilities, cartHandle, soldOut } = await recover()
    assert.equal(abilities.backInStock, false)
    const { status, body } = await subscription(cartHandle, soldOut ?? { id: '' })
    assert.deepEqual([status, body.code], [501, 'not-supported'])
  }
})

test('with Buzzbip alone the cart’s agreed number is told once, and nothing is offered before the yes', async () => {
  const shop = openMerchantShop()
  const { token, lines } = shop.cart('hero')
  const ids = lines.flatMap((line) => ('variantId' in line ? [line.variantId] : [])).slice(0, 2)
  const variants = shop.sandbox.world.products.flatMap((product) => product.variants)
  const wanted = variants.filter(({ id }) => ids.includes(id))
  for (const variant of wanted) variant.stock = 0
  const { body } = await shop.shopper<RecoverAnswer>('POST', '/recover', { token })
  const { cartHandle } = body
  assert.equal(body.abilities.backInStock, false)
  const look = async () => (await shop.shopper<RecoverAnswer>('POST', '/availability', { cartHandle })).body
  const soldOut = (await look()).cart?.lineItems.filter(({ availability }) => availability.status === 'out-of-stock')
  const lineItemIds = soldOut?.map(({ id }) => id) ?? []
  assert.ok(lineItemIds.length >= 2)
  const refused = await shop.shopper('POST', '/back-in-stock', { cartHandle, lineItemIds, subscribed: true })
  assert.equal(refused.status, 501)

  const reminders = await shop.shopper<RemindersAnswer>('POST', '/reminders', { cartHandle })
  assert.equal(reminders.body.backInStock, true, 'and the page knows what it takes')
  await shop.shopper('PUT', '/consent', { cartHandle, channels: { whatsapp: true } })
  assert.equal((await look()).abilities?.backInStock, true)
  const taken = await shop.shopper('POST', '/back-in-stock', { cartHandle, lineItemIds, subscribed: true })
  assert.equal(taken.status, 200)
  shop.pass(8 * 24 * 60 * minuteMs)
  await shop.proxy.work()
  assert.equal(shop.messages().length, 0)
  for (const variant of wanted) variant.stock = 5
  for (let looks = 0; looks < 4; looks++) {
    shop.pass(11 * minuteMs)
    await shop.proxy.work()
  }
  assert.equal(shop.messages().length, 1, 'two lines that come back together are one message')
})

test('a configuration with a mistake says which', () => {
  const { shop } = openShop()
  const open = (notify: object) => () => createProxy({ ...shop.config, notify: { url, secret, ...notify } })
  assert.throws(open({ url: 'http://service.example/' }), /notify\.url: must be https/)
  assert.throws(open({ url: 'https://me:secret@service.example/' }), /notify\.url: must hold no user name/)
  assert.throws(open({ secret: 'whsec_short' }), /notify\.secret: must be whsec_ and 24 to 64 random bytes/)
  assert.throws(open({ everySeconds: 0 }), /notify\.everySeconds/)
  assert.doesNotThrow(open({}))
})
