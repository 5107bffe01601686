import assert from 'node:assert/strict'
import { test } from 'node:test'

import type { LineItem, MerchantSummary, RecoverAnswer } from '../../src/contract/index.ts'
import type { ProxyConfig } from '../../src/proxy/index.ts'
import { bigcommerceOf, buzzbipOf, openMerchantShop } from '../setup/merchant.ts'

const secret = `whsec_${Buffer.alloc(32, 5).toString('base64')}`
const notify = { url: 'https://service.example/', secret, fetch: async () => new Response(null, { status: 204 }) }
const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

/** A shop of BigCommerce and a service of its own, unless `changes` say otherwise. */
function openShop(changes: Partial<ProxyConfig> = {}, others: (typeof buzzbipOf)[] = []) {
  const shop = openMerchantShop({
    platforms: (sandbox) => [bigcommerceOf(sandbox), ...others.map((open) => open(sandbox))],
    changes: { notify, ...changes },
  })
  const waiting = async (days = 7) => {
    const { status, body } = await shop.merchant<MerchantSummary>('GET', `/summary?days=${days}`)
    assert.equal(status, 200)
    return body.waiting
  }
  /** The variants of a cart that were sold out when it was opened first. */
  const soldOut = new Map<string, (string | undefined)[]>()
  /** Opens a cart, and says of those lines that its shopper wants to be told, or does no more. */
  async function ask(name: string, subscribed = true) {
    const { body } = await shop.shopper<RecoverAnswer>('POST', '/recover', { token: shop.cart(name).token })
    const { cartHandle, cart } = body
    const all = cart?.lineItems ?? []
    const now = all.filter(({ availability }) => availability.status === 'out-of-stock')
    const wanted = soldOut.get(name) ?? now.map(({ variantId }) => variantId)
    soldOut.set(name, wanted)
    const lines = all.filter(({ variantId }) => wanted.includes(variantId))
    const lineItemIds = lines.map(({ id }) => id)
    const { status } = await shop.shopper('POST', '/back-in-stock', { cartHandle, lineItemIds, subscribed })
    assert.equal(status, 200)
    return lines
  }
  const setStock = (stock: number, { productId, variantId }: Partial<LineItem> = {}) => {
    const body = JSON.stringify({ variants: [{ productId, variantId, stock }] })
    const headers = { 'content-type': 'application/json' }
    return shop.sandbox.controls.fetch(
      new Request('http://127.0.0.1/sandbox/world', { method: 'PATCH', headers, body }),
    )
  }
  const later = async (ms: number) => {
    shop.pass(ms)
    await shop.proxy.work()
  }
  return { shop, waiting, ask, setStock, later }
}

test('of each product the merchant sees how many shoppers wait, since when, and of how many it was told', async () => {
  const { shop, waiting, ask, setStock, later } = openShop()
  for (const line of shop.cart('one-sold-out').lines)
    if ('options' in line) line.options.push({ name: 'Engraving', nameId: 700, value: 'For Sara', valueId: null })
  assert.deepEqual(await waiting(), [])
  const since = new Date(shop.sandbox.clock()).toISOString()
  const [line] = await ask('one-sold-out')
  assert.ok(line)
  const { productId, variantId } = line
  const [row, ...others] = (await waiting()) ?? []
  assert.deepEqual([row?.productId, row?.variantId, row?.shoppers, row?.notified], [productId, variantId, 1, 0])
  assert.deepEqual([others, row?.since?.slice(0, 10)], [[], since.slice(0, 10)])
  assert.ok(row?.name.startsWith(line.name))
  assert.doesNotMatch(JSON.stringify(row), /Sara/, 'what was typed may be a name')

  await ask('one-sold-out')
  assert.equal((await waiting())?.[0]?.shoppers, 1, 'who asks twice is one shopper')
  await ask('one-sold-out', false)
  assert.deepEqual(await waiting(), [], 'and none who took it back')

  await ask('one-sold-out')
  await later(10 * dayMs)
  await ask('all-sold-out')
  const before = (await waiting(1)) ?? []
  const own = before.find((one) => one.variantId === variantId)
  assert.equal(own?.since?.slice(0, 10), since.slice(0, 10), 'whichever days are asked for')
  await setStock(5, line)
  await later(11 * minuteMs)
  const told = (await waiting())?.find((one) => one.variantId === variantId)
  assert.deepEqual(
    [told?.notified, told?.shoppers, told?.since],
    [own?.shoppers, 0, undefined],
    'nobody waits for what is back',
  )
  const rest = (await waiting())?.filter((one) => one.variantId !== variantId)
  assert.deepEqual(
    rest,
    before.filter((one) => one.variantId !== variantId),
  )
})

test('who was told and asks again later waits once more, and is not counted as told', async () => {
  const { waiting, ask, setStock, later } = openShop()
  const [line] = await ask('one-sold-out')
  await setStock(3, line)
  await later(11 * minuteMs)
  assert.deepEqual(
    (await waiting())?.map(({ shoppers, notified }) => [shoppers, notified]),
    [[0, 1]],
  )
  await setStock(0, line)
  await later(3 * dayMs)
  await ask('one-sold-out')
  assert.deepEqual(
    (await waiting())?.map(({ shoppers, notified }) => [shoppers, notified]),
    [[1, 0]],
  )
})

test('with Buzzbip alone an order ends what its cart waits for, on whichever day that was asked', async () => {
  const { shop, waiting, ask, later } = openShop({ notify: undefined }, [buzzbipOf])
  const { body } = await shop.shopper<RecoverAnswer>('POST', '/recover', { token: shop.cart('one-sold-out').token })
  await shop.shopper('PUT', '/consent', { cartHandle: body.cartHandle, channels: { whatsapp: true } })
  await later(2 * dayMs)
  await ask('one-sold-out')
  await later(2 * dayMs)
  assert.equal((await waiting())?.[0]?.shoppers, 1)
  await shop.happens('one-sold-out', 'convert')
  assert.deepEqual(await waiting(), [])
})

test('what is led to the checkout is waited for no more, and nothing is after ninety days', async () => {
  const { shop, waiting, ask, setStock, later } = openShop()
  const [line] = await ask('one-sold-out')
  await setStock(3, line)
  const { body } = await shop.shopper<RecoverAnswer>('POST', '/recover', { token: shop.cart('one-sold-out').token })
  const checkOut = () => shop.shopper('POST', '/checkout', { cartHandle: body.cartHandle })
  // That the line is back is shown first.
  assert.deepEqual([(await checkOut()).status, (await checkOut()).status], [409, 200])
  assert.deepEqual(await waiting(), [])
  await setStock(0, line)
  await ask('one-sold-out')
  assert.equal((await waiting())?.length, 1)
  await later(91 * dayMs)
  assert.deepEqual(await waiting(), [])
})

test('a store that keeps no such list says nothing of one', async () => {
  assert.equal(await openShop({ notify: undefined }).waiting(), undefined)
})
