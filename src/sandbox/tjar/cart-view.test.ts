import assert from 'node:assert/strict'
import { test } from 'node:test'

import type { ReadingValues } from '../readings.ts'
import { openTjar } from '../testing/tjar-client.ts'

test('a cart has every field of the example, with its markup and its empty places', async () => {
  const { read } = openTjar()
  const { products, ...cart } = await read('tjar-hero')
  assert.deepEqual(cart, {
    id: null,
    identifier: '2',
    store_id: 'b56tf',
    session_id: '2',
    url: 'https://demo-store.tjar.sa/checkout/fromBasket/2',
    cart_id: null,
    order_id: null,
    phase: 'abandoned',
    customer: {
      id: 4102,
      name: 'Layla Haddad',
      email: 'layla.haddad@mail.example',
      mobile: '+966501234501',
      avatar: null,
    },
    city_id: 3,
    products_count: 3,
    reminders_count: 0,
    cart_total: cart.cart_total,
    cart_total_string: `${cart.cart_total.toFixed(2)} <sar></sar>`,
    whatsapp_message: `Hi Layla Haddad, your cart of ${cart.cart_total.toFixed(2)} <sar></sar> is waiting for you: ${cart.url}`,
    created_at: '2026-05-04 08:40:00',
    updated_at: '2026-05-04 09:00:00',
    last_activity: '3 hours ago',
    source: 'catalog',
  })
  const [mug] = products
  assert.deepEqual(mug, {
    id: 113,
    name: 'Ceramic mug, Sage',
    name_ar: 'كوب خزفي، أخضر مريمي',
    price: mug.price,
    qty: 3,
    subtotal: Number((mug.price * 3).toFixed(2)),
    image: 'http://demo-store.tjar.sa/product-images/mug-sage.svg',
    sku: null,
  })
  const sum = products.reduce((total: number, { subtotal }: { subtotal: number }) => total + subtotal, 0)
  assert.equal(cart.cart_total, Number(sum.toFixed(2)))
  assert.match(String(cart.cart_total), /\.\d\d$/, 'amounts have halalas, so that floats are put to the test')
})

test('a cart may be anybody’s: Arabic, a guest’s, empty, or long and half translated', async () => {
  const { read } = openTjar()
  assert.match((await read('tjar-arabic')).customer.name, /^\p{Script=Arabic}/u)
  assert.deepEqual((await read('tjar-guest')).customer, {
    id: null,
    name: 'Guest',
    email: 'guest@demo-store.tjar.sa',
    mobile: null,
    avatar: null,
  })
  const empty = await read('tjar-empty')
  assert.deepEqual([empty.products, empty.products_count, empty.cart_total, empty.customer.mobile], [[], 0, 0, null])
  const { products } = await read('tjar-many-products')
  const translated = products.filter(({ name_ar }: { name_ar: string | null }) => name_ar !== null)
  assert.equal(products.length, 30)
  assert.ok(translated.length > 0 && translated.length < 30)
  assert.equal((await read('tjar-reminded')).reminders_count, 1)
})

test('words that are for people come in the language that was asked for', async () => {
  const { read } = openTjar()
  const arabic = { 'Accept-Language': 'ar' }
  const cart = await read('tjar-hero', arabic)
  assert.match(cart.last_activity, /\p{Script=Arabic}/u)
  assert.match(cart.whatsapp_message, /^مرحبا Layla Haddad/)
  assert.match((await read('tjar-guest', arabic)).customer.name, /\p{Script=Arabic}/u)
  assert.equal(cart.products[0].name, 'Ceramic mug, Sage', 'names are not localised: both are there')
})

test('each reading changes what it is about', async () => {
  const play = async (readings: Partial<ReadingValues>, key = 'tjar-hero') => openTjar(readings).read(key)
  assert.equal((await play({ tjarIdentifier: 'number' })).identifier, 2)
  assert.equal((await play({ tjarId: 'number' })).id, 88_002)
  assert.equal((await play({ tjarProductsCount: 'units' })).products_count, 6)
  assert.equal((await play({ tjarTimeZone: 'UTC' })).updated_at, '2026-05-04 06:00:00')
  assert.equal((await play({ tjarMobile: 'without-plus' })).customer.mobile, '966501234501')
  assert.equal((await play({ tjarMobile: 'national' })).customer.mobile, '0501234501')
  assert.equal((await play({ tjarSku: 'text' })).products[0].sku, 'CERAMIC-MUG-SAGE')
  assert.match((await play({ tjarImages: 'as-the-shop' })).products[0].image, /^https:/)
  const texts = await play({ tjarAmounts: 'string' })
  for (const amount of [texts.cart_total, texts.products[0].price, texts.products[0].subtotal]) {
    assert.match(amount, /^\d+\.\d\d$/)
  }
  const { customer } = await play({ tjarGuest: 'numbered' }, 'tjar-guest')
  assert.deepEqual([customer.id, customer.name, customer.email], [7004, 'Guest 4', 'guest-4@demo-store.tjar.sa'])
})

test('a cart that was ordered is gone, or in a phase of its own, with or without the order', async () => {
  const play = async (tjarOrderedCart: ReadingValues['tjarOrderedCart']) => {
    const { call, pathOf, cart } = openTjar({ tjarOrderedCart })
    const { status, body } = await call('GET', pathOf('tjar-ordered'))
    return [status, body.data?.phase, body.data?.order_id === cart('tjar-ordered').orderId]
  }
  assert.deepEqual(await play('404'), [404, undefined, false])
  assert.deepEqual(await play('converted'), [200, 'converted', true])
  assert.deepEqual(await play('completed-without-order'), [200, 'completed', false])
})

test('a cart there is none of is not found, or is nothing', async () => {
  const play = async (tjarUnknownCart: ReadingValues['tjarUnknownCart'], path: string) => {
    const { status, body } = await openTjar({ tjarUnknownCart }).call('GET', path)
    return [status, body.status, body.data]
  }
  for (const path of ['/abandoned-carts/999', '/abandoned-carts/02', '/abandoned-carts/9']) {
    assert.deepEqual(await play('404', path), [404, 'error', undefined], path)
    assert.deepEqual(await play('null-data', path), [200, 'success', null], path)
  }
})

test('pictures are where the cart says, and the cart follows the shop’s prices', async () => {
  const { sandbox, read, cart } = openTjar({}, 'http://127.0.0.1:5003')
  const before = await read('tjar-hero')
  const [{ image }] = before.products
  assert.equal(image, 'http://127.0.0.1:5003/product-images/mug-sage.svg')
  assert.equal((await sandbox.fetch(image)).headers.get('Content-Type'), 'image/svg+xml')
  assert.match(before.url, /^http:\/\/127\.0\.0\.1:5003\/checkout\/fromBasket\/2$/)
  const [item] = cart('tjar-hero').items
  const variant = sandbox.world.products.flatMap(({ variants }) => variants).find(({ id }) => id === item?.variantId)
  assert.ok(variant)
  variant.prices.SAR += 100
  assert.equal((await read('tjar-hero')).cart_total, Number((before.cart_total + 3).toFixed(2)))
})

test('times, names and the word of a success have several forms', async () => {
  const { sandbox, read } = openTjar({ tjarTimes: 'iso', tjarNames: 'by-language' })
  const { updated_at, products } = await read('tjar-hero')
  assert.deepEqual([updated_at, products[0].name.en], ['2026-05-04T06:00:00.000Z', 'Ceramic mug, Sage'])
  assert.match(products[0].name.ar, /^\p{Script=Arabic}/u)
  sandbox.readings.set({ tjarTimes: 'unix', tjarStatusWord: 'Success' })
  assert.equal((await read('tjar-hero')).updated_at, Date.UTC(2026, 4, 4, 6) / 1000)
  sandbox.readings.set({ tjarTimes: 'day-first' })
  assert.equal((await read('tjar-hero')).updated_at, '04/05/2026 09:00:00')
})
