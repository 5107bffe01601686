import assert from 'node:assert/strict'
import { test } from 'node:test'

import { type TjarOptions, tjar } from './tjar.ts'

const signal = () => AbortSignal.timeout(5000)
const storeDomain = 'example-store.tjar.sa'

/** The documents' own example of a cart. */
const cart = {
  id: null,
  identifier: '2',
  store_id: 'b56tf',
  session_id: '2',
  url: `https://${storeDomain}/checkout/fromBasket/2`,
  cart_id: null,
  order_id: null,
  phase: 'abandoned',
  customer: { id: 7, name: 'Sara Ali', email: 'sara@shopper.example', mobile: '0512345678', avatar: null },
  products_count: 2,
  reminders_count: 0,
  cart_total: 59.97,
  cart_total_string: '59.97 <sar></sar>',
  whatsapp_message: 'Your cart: 59.97 <sar></sar>',
  created_at: '2026-04-01 10:00:00',
  updated_at: '2026-04-01 11:30:00',
  products: [
    { id: 11, name: 'Coffee', name_ar: 'قهوة', price: 19.99, qty: 2, image: 'http://cdn.example/c.png', sku: null },
    { id: 12, name: 'Cup', name_ar: null, price: '19.99', qty: 1, image: 'https://cdn.example/t.png', sku: 'CUP' },
  ],
}
const success = (data: unknown) => Response.json({ status: 'success', message: 'Done', data })

/** Tjar as one function, and what it was asked. */
function store(answer: (request: Request) => Response | Promise<Response>, options: Partial<TjarOptions> = {}) {
  const requests: { method: string; url: string; headers: Headers; body: unknown }[] = []
  const platform = tjar({
    storeDomain,
    apiKey: 'key-of-the-store',
    ...options,
    fetch: async (input, init) => {
      const request = new Request(input, init)
      const { method, url, headers } = request
      const text = await request.clone().text()
      requests.push({ method, url, headers, body: text && JSON.parse(text) })
      return answer(request)
    },
  })
  const { recovery, checkout, contact, abandonedCarts, reminder } = platform
  assert.ok(recovery && checkout && contact && abandonedCarts && reminder)
  return { platform, recovery, checkout, contact, abandonedCarts, reminder, requests }
}

test('a cart is read with its lines, in minor units, without anything of its shopper', async () => {
  const { recovery, requests } = store(() => success(cart))
  const read = await recovery.read('2', signal())
  assert.deepEqual(
    read.lines.map(({ name, quantity, price, imageUrl, sku }) => [name, quantity, price.amount, imageUrl, sku]),
    [
      ['Coffee', 2, 1999, undefined, undefined],
      ['Cup', 1, 1999, 'https://cdn.example/t.png', 'CUP'],
    ],
  )
  assert.deepEqual(read.total, { amount: 5997, currency: 'SAR' })
  assert.equal(read.channelId, '1')
  assert.ok(read.lines.every((line) => line.productId === undefined && line.variantId === undefined))
  assert.doesNotMatch(JSON.stringify(read), /sara|0512|<sar>/i)
  assert.equal(requests[0]?.url, `https://${storeDomain}/api/core/v1/abandoned-carts/2`)
  assert.equal(requests[0]?.headers.get('authorization'), 'Bearer key-of-the-store')
})

test('its own token opens nothing: identifiers can be guessed', () => {
  assert.equal(store(() => success(cart)).recovery.resolve, undefined)
})

test('lines keep their ids from one reading to the next, two of the same product too', async () => {
  const products = [cart.products[0], cart.products[0], cart.products[1]]
  const { recovery } = store(() => success({ ...cart, products }))
  const ids = async () => (await recovery.read('2', signal())).lines.map(({ id }) => id)
  assert.equal(new Set(await ids()).size, 3)
  assert.deepEqual(await ids(), await ids())
})

test('products are named in the language that was asked for, or in the one there is', async () => {
  const { recovery, requests } = store(() => success(cart), { language: 'ar' })
  const { lines } = await recovery.read('2', signal())
  assert.deepEqual(
    lines.map(({ name }) => name),
    ['قهوة', 'Cup'],
  )
  assert.equal(requests[0]?.headers.get('accept-language'), 'ar')
})

test('a name in both languages is read in the configured one, and no line is without a name', async () => {
  const named = async (product: object, language: 'en' | 'ar') => {
    const { recovery } = store(() => success({ ...cart, products: [{ ...cart.products[0], ...product }] }), {
      language,
    })
    return (await recovery.read('2', signal())).lines[0]?.name
  }
  const both = { name: { ar: 'قهوة', en: 'Coffee' }, name_ar: null }
  assert.equal(await named(both, 'ar'), 'قهوة')
  assert.equal(await named(both, 'en'), 'Coffee')
  assert.equal(await named({ name: { ar: 'قهوة' }, name_ar: null }, 'en'), 'قهوة')
  assert.equal(await named({ name: {}, name_ar: ' ', sku: 77 }, 'en'), '77')
  assert.equal(await named({ name: [], name_ar: 5, sku: null }, 'en'), 'Product')
  assert.equal(await named({ name: '', name_ar: null, sku: '' }, 'ar'), 'منتج')
})

test('a total that cannot be read is the sum of the lines', async () => {
  for (const cart_total of [null, 'many', -1, 1e300, {}]) {
    const { recovery } = store(() => success({ ...cart, cart_total }))
    assert.deepEqual((await recovery.read('2', signal())).total, { amount: 5997, currency: 'SAR' })
  }
})

test('an empty cart is empty in every form, and what PHP writes for a list is one', async () => {
  for (const change of [{ products: [] }, { products: {} }, { products: null, products_count: 0 }]) {
    const { recovery } = store(() => success({ ...cart, ...change }))
    assert.deepEqual((await recovery.read('2', signal())).lines, [])
  }
  const { recovery } = store(() => success({ ...cart, products: { 3: cart.products[0] } }))
  assert.equal((await recovery.read('2', signal())).lines.length, 1)
  await assert.rejects(store(() => success([])).recovery.read('2', signal()), { code: 'cart-gone' })
})

test('a line whose quantity or price is missing or out of range refuses the cart by name', async () => {
  for (const [field, values] of Object.entries({
    qty: [undefined, null, 'two', -1, 1.5],
    price: [null, -5, 1e300, []],
  })) {
    for (const value of values) {
      const products = [{ ...cart.products[0], [field]: value }]
      await assert.rejects(store(() => success({ ...cart, products })).recovery.read('2', signal()), {
        failure: 'unexpected-shape',
        message: new RegExp(`data\\.products\\.0\\.${field} is not as documented`),
      })
    }
  }
})

test('any sign of an order closes a cart, and what is empty is none', async () => {
  const read = (order_id: unknown) => store(() => success({ ...cart, order_id })).recovery.read('2', signal())
  for (const order_id of [{ id: 5 }, [91], true, 'A-7']) await assert.rejects(read(order_id), { code: 'cart-gone' })
  for (const order_id of [0, '0', '', false, [], {}, null, undefined]) assert.ok(await read(order_id))
})

test('a cart that was ordered or is not there is gone; one without products is empty', async () => {
  for (const change of [{ order_id: 91 }, { phase: 'completed' }]) {
    const { recovery, checkout } = store(() => success({ ...cart, ...change }))
    await assert.rejects(recovery.read('2', signal()), { code: 'cart-gone' })
    await assert.rejects(checkout.link('2', signal()), { code: 'cart-gone' })
  }
  const missing = store(() => Response.json({ status: 'error' }, { status: 404 }))
  await assert.rejects(missing.recovery.read('2', signal()), { code: 'cart-gone' })
  await assert.rejects(missing.contact.find('2', signal()), { code: 'cart-gone' })
  await assert.rejects(missing.reminder.state('2', signal()), { code: 'cart-gone' })
  await assert.rejects(store(() => success(null)).recovery.read('2', signal()), { code: 'cart-gone' })
  assert.deepEqual((await store(() => success({ ...cart, products: [] })).recovery.read('2', signal())).lines, [])
})

test('a cart whose products are missing is not taken for an empty one', async () => {
  const { products: _products, ...rest } = cart
  await assert.rejects(store(() => success(rest)).recovery.read('2', signal()), { failure: 'unexpected-shape' })
})

test('an envelope that is no success is none, though it came with 200', async () => {
  const { recovery } = store(() => Response.json({ status: 'error', data: cart }))
  await assert.rejects(recovery.read('2', signal()), { failure: 'status', status: 200 })
})

test('an identifier cannot climb out of its path', async () => {
  const { recovery, requests } = store(() => success(cart))
  await recovery.read('a/../b?c#d', signal())
  assert.equal(requests[0]?.url, `https://${storeDomain}/api/core/v1/abandoned-carts/a%2F..%2Fb%3Fc%23d`)
  for (const id of ['', '.', '..']) await assert.rejects(recovery.read(id, signal()), { code: 'cart-gone' })
  assert.equal(requests.length, 1)
})

test("the checkout is the cart's own address, read anew", async () => {
  const { checkout, requests } = store(() => success(cart))
  assert.deepEqual(await checkout.link('2', signal()), { checkoutUrl: cart.url, cartId: '2' })
  await checkout.link('2', signal())
  assert.equal(requests.length, 2)
  await assert.rejects(store(() => success({ ...cart, url: null })).checkout.link('2', signal()), {
    failure: 'unexpected-shape',
  })
})

test('a customer has a name and addresses, the number in E.164, and no word of consent', async () => {
  const { contact } = store(() => success(cart))
  assert.deepEqual(await contact.find('2', signal()), {
    firstName: 'Sara',
    name: 'Sara Ali',
    email: 'sara@shopper.example',
    phone: '+966512345678',
    consents: {},
  })
})

test('a number is one of Saudi Arabia unless it names another country', async () => {
  const phoneOf = async (mobile: unknown) => {
    const customer = { ...cart.customer, mobile }
    return (await store(() => success({ ...cart, customer })).contact.find('2', signal()))?.phone
  }
  for (const mobile of [
    '0512345678',
    '512345678',
    '966512345678',
    966512345678,
    '00966512345678',
    '+966 51 234 5678',
  ]) {
    assert.equal(await phoneOf(mobile), '+966512345678', String(mobile))
  }
  assert.equal(await phoneOf('971501234567'), '+971501234567')
  assert.equal(await phoneOf('12'), undefined)
})

test('what Tjar fills in for a guest is no address; the number they typed is', async () => {
  const guest = { id: null, name: 'Guest', email: 'guest_2@example.com', mobile: '+4915112345678' }
  const find = (customer: unknown) => store(() => success({ ...cart, customer })).contact.find('2', signal())
  assert.deepEqual(await find(guest), { phone: '+4915112345678', consents: {} })
  assert.equal(await find({ ...guest, mobile: null }), undefined)
  assert.equal(await find({ id: null, name: 'Customer', email: 'customer@mail.example', mobile: null }), undefined)
  assert.equal(await find({ ...guest, mobile: '0000000000' }), undefined)
  assert.equal(await find(null), undefined)
  const named = { ...cart.customer, mobile: null }
  for (const email of [`guest@${storeDomain}`, '2@guests.tjar.sa', 'guest-8f3a@mail.example', 'not an address']) {
    assert.equal(await find({ ...named, email }), undefined, email)
  }
})

test('a reminder goes out as documented, once', async () => {
  const { reminder, requests } = store(() => success({ reminder_sent: true, type: 'email' }))
  await reminder.send('2', { subject: 'Still there', message: 'Here: https://x', offerDiscount: 15 }, signal())
  await reminder.send('2', { subject: 'Still there', message: 'Here' }, signal())
  assert.deepEqual(
    requests.map(({ method, url, body }) => ({ method, path: new URL(url).pathname, body })),
    [
      { subject: 'Still there', message: 'Here: https://x', offer_discount: 15 },
      { subject: 'Still there', message: 'Here' },
    ].map((alert_details) => ({
      method: 'POST',
      path: '/api/core/v1/abandoned-carts/2/reminder',
      body: { type: 'email', alert_details },
    })),
  )
})

for (const status of ['Success', 'SUCCESS', 'ok', true, 200]) {
  test(`a reminder that is answered with the status ${status} was sent`, async () => {
    const { reminder } = store(() => Response.json({ status, data: { reminder_sent: true, type: 'email' } }))
    await reminder.send('2', { subject: 's', message: 'm' }, signal())
  })
}

for (const [words, answer] of Object.entries({
  'a 403': Response.json({ status: 'error', message: 'No' }, { status: 403 }),
  'the status 403 with 200': Response.json({ status: 403, message: 'No', data: null }),
  'a limit in words': Response.json({ status: 'error', message: 'Too many attempts.' }),
  'a limit in words, in Arabic': Response.json({ status: 'error', message: 'محاولات كثيرة جداً' }, { status: 422 }),
})) {
  test(`a reminder that is answered with ${words} was not sent, and may come later`, async () => {
    const { reminder, requests } = store(() => answer.clone())
    await assert.rejects(reminder.send('2', { subject: 's', message: 'm' }, signal()), { wasNotTaken: true })
    assert.equal(requests.length, 1)
  })
}

const refused = { name: 'UpstreamError', isUncertain: false, wasNotTaken: false }
const unclear = { name: 'UpstreamError', isUncertain: true, wasNotTaken: false }
for (const [words, [answer, fate]] of Object.entries({
  'an error': [{ status: 'error', data: { reminder_sent: true } }, refused],
  'a reminder that was not sent': [{ status: 'success', data: { reminder_sent: false } }, refused],
  'no word of success': [{ data: { reminder_sent: true } }, unclear],
  'a word that no page has': [{ status: 'sent', data: { reminder_sent: true } }, unclear],
  'a word instead of true': [{ status: 'success', data: { reminder_sent: 'true' } }, unclear],
  'another kind of message': [{ status: 'success', data: { reminder_sent: true, type: 'sms' } }, unclear],
  'an empty list': [{ status: 'success', data: [] }, unclear],
} as const)) {
  test(`a reminder that is answered with 200 and ${words} was ${fate === refused ? 'refused' : 'perhaps sent'}`, async () => {
    const { reminder, requests } = store(() => Response.json(answer))
    await assert.rejects(reminder.send('2', { subject: 's', message: 'm' }, signal()), fate)
    assert.equal(requests.length, 1)
  })
}

test('a reminder whose answer never came or was cut off is uncertain, and not repeated', async () => {
  for (const answer of [
    () => Promise.reject(new TypeError('fetch failed')),
    () => new Response('{"status":"succ'),
    () => new Response(null, { status: 502 }),
  ]) {
    const { reminder, requests } = store(answer)
    await assert.rejects(reminder.send('2', { subject: 's', message: 'm' }, signal()), { isUncertain: true })
    assert.equal(requests.length, 1)
  }
})

test('a busy Tjar took nothing, and says when to come again', async () => {
  const { reminder } = store(() => new Response(null, { status: 429, headers: { 'retry-after': '12' } }))
  await assert.rejects(reminder.send('2', { subject: 's', message: 'm' }, signal()), {
    wasNotTaken: true,
    retryAfterMs: 12_000,
  })
})

test('how often a cart was reminded is never guessed', async () => {
  const state = (change: object) => store(() => success({ ...cart, ...change })).reminder.state('2', signal())
  assert.deepEqual(await state({ reminders_count: 3 }), { reminders: 3, isOrdered: false })
  assert.deepEqual(await state({ order_id: '17' }), { reminders: 0, isOrdered: true })
  assert.deepEqual(await state({ order_id: 0 }), { reminders: 0, isOrdered: false })
  await assert.rejects(state({ reminders_count: null }), { failure: 'unexpected-shape' })
})

test('a mistake in the options is named by its key, without its value', () => {
  const mistakes: Record<string, unknown> = {
    storeDomain: 'https://example-store.tjar.sa',
    apiKey: '',
    channelId: 'a b',
    currency: 'riyal',
    timeZone: 'Mars/Olympus',
    language: 'fr',
    apiUrl: 'http://tjar.example',
    fetch: 'no',
    other: 1,
  }
  for (const [key, value] of Object.entries(mistakes)) {
    assert.throws(
      () => tjar({ storeDomain, apiKey: 'key', ...{ [key]: value } }),
      (error: Error) => {
        assert.equal(error.name, 'ConfigError')
        assert.ok(error.message.startsWith(`tjar.${key}: `), error.message)
        if (typeof value === 'string' && value) assert.ok(!error.message.includes(value))
        return true
      },
    )
  }
  for (const domain of ['localhost', '127.0.0.1', 'shop.example/path', 'shop.example:8080', 'user@shop.example']) {
    assert.throws(() => tjar({ storeDomain: domain, apiKey: 'key' }), { name: 'ConfigError' }, domain)
  }
})
