import assert from 'node:assert/strict'
import { test } from 'node:test'

import type {
  MerchantCartAnswer,
  MerchantCartsAnswer,
  MerchantSummary,
  RecoverAnswer,
} from '../../src/contract/index.ts'
import { bigcommerceOf, type MerchantShop, openMerchantShop } from '../setup/merchant.ts'
import { passSeconds } from '../setup/pass-seconds.ts'

const tokenOf = (link: string | undefined) => new URL(link ?? '').searchParams.get('t') ?? ''

async function list(shop: MerchantShop, query = '') {
  const { status, body } = await shop.merchant<MerchantCartsAnswer>('GET', `/carts?${query}`)
  assert.equal(status, 200, query)
  return body.carts
}

/** Three carts that were left, an hour after each other. */
async function openWithThree() {
  const shop = openMerchantShop()
  for (const key of ['hero', 'one-sold-out', 'yen']) {
    await shop.happens(key, 'abandon')
    shop.pass(3_600_000)
  }
  return shop
}

test('listed carts are told apart by shopper, first product, value and last message', async () => {
  const shop = await openWithThree()
  const carts = await list(shop)
  assert.equal(carts.length, 3)
  for (const { shopper, firstItem, itemCount = 0, total, lastMessage } of carts) {
    assert.match(shopper ?? '', /^\S+( \S\.)?$/)
    assert.ok(firstItem && itemCount > 0 && total && lastMessage)
  }
  const [name, of] = [carts[2]?.shopper, shop.cart('hero')]
  const detail = (await shop.merchant<MerchantCartAnswer>('GET', `/carts/${carts[2]?.id}`)).body
  assert.equal(detail.customer?.name, name)
  assert.equal(carts[2]?.itemCount, of.lines.length)
  assert.equal(carts[2]?.lastMessage?.channel, 'whatsapp')
})

test('a cart that no report has read is read for the list, and known from then on', async () => {
  const shop = openMerchantShop({ platforms: (sandbox) => [bigcommerceOf(sandbox)] })
  await shop.happens('hero', 'abandon')
  const [cart] = await list(shop)
  assert.ok(cart?.firstItem && cart.total && cart.shopper)
  const calls = async () =>
    (await (await shop.sandbox.controls.fetch(new Request('http://127.0.0.1/sandbox/calls'))).json()).length
  const before = await calls()
  assert.deepEqual(await list(shop), [cart])
  assert.equal(await calls(), before, 'the platform was asked again')
})

test('carts are found by a part of a product, by the masked name, and by the id at their platform, and by nothing else', async () => {
  const shop = await openWithThree()
  const hero = (await list(shop)).at(-1) ?? assert.fail()
  const { firstItem = '', shopper = '', id } = hero
  const foundBy = async (text: string) => (await list(shop, `search=${encodeURIComponent(text)}`)).map((one) => one.id)
  assert.ok((await foundBy(firstItem.slice(1, 6).toUpperCase())).includes(id))
  assert.ok((await foundBy(shopper.toLowerCase())).includes(id))
  assert.ok((await foundBy(shopper.split(' ')[0] ?? '')).includes(id))
  assert.deepEqual(await foundBy(shop.cart('hero').id), [id])
  assert.deepEqual(await foundBy(shopper.slice(0, 2)), [], 'a part of a name finds nobody')
  assert.deepEqual(
    await foundBy('%'),
    (await list(shop)).map((one) => one.id),
    'punctuation alone is no search',
  )
  for (const text of ['no such thing', '+491701234501', 'mara@example.com']) assert.deepEqual(await foundBy(text), [])
})

test('carts are sorted by date and by value, and limited in both, page by page', async () => {
  const shop = await openWithThree()
  const newest = await list(shop)
  const ids = (carts: MerchantCartsAnswer['carts']) => carts.map(({ id }) => id)
  assert.deepEqual(ids(await list(shop, 'sort=oldest')), ids(newest.toReversed()))
  const paged = async (query: string) => {
    const found: MerchantCartsAnswer['carts'] = []
    for (let page = ''; ; ) {
      const { body } = await shop.merchant<MerchantCartsAnswer>('GET', `/carts?limit=1&${query}${page}`)
      found.push(...body.carts)
      if (!body.nextPage) return found
      page = `&page=${body.nextPage}`
    }
  }
  for (const sort of ['newest', 'oldest', 'highest', 'lowest'])
    assert.deepEqual(ids(await paged(`sort=${sort}`)), ids(await list(shop, `sort=${sort}`)), sort)
  const euros = (await list(shop, 'sort=highest')).filter(({ total }) => total?.currency === 'EUR')
  const amounts = euros.map(({ total }) => total?.amount ?? 0)
  assert.ok(amounts.length > 1)
  assert.deepEqual(
    amounts,
    amounts.toSorted((one, other) => other - one),
  )
  const middle = newest[1]?.abandonedAt ?? ''
  assert.deepEqual(ids(await list(shop, `from=${middle}`)), ids(newest.slice(0, 2)))
  assert.deepEqual(ids(await list(shop, `until=${middle}`)), ids(newest.slice(2)))
  assert.deepEqual(ids(await list(shop, `until=${middle}&sort=oldest`)), ids(newest.slice(2)))
  const top = euros[0] ?? assert.fail()
  const worth = (top.total?.amount ?? 0) / 100
  const dear = await list(shop, `valueFrom=${worth}&valueTo=${worth}`)
  assert.ok(
    ids(dear).includes(top.id) &&
      dear.every(({ total }) => total?.currency !== 'EUR' || total.amount === top.total?.amount),
  )
})

test('a cursor of another order is refused', async () => {
  const shop = await openWithThree()
  const { body } = await shop.merchant<MerchantCartsAnswer>('GET', '/carts?limit=1&sort=highest')
  assert.ok(body.nextPage)
  assert.equal((await shop.merchant('GET', `/carts?sort=newest&page=${body.nextPage}`)).status, 400)
})

test('an empty cart is left out, and comes back once something is in it', async (t) => {
  const shop = openMerchantShop({ platforms: (sandbox) => [bigcommerceOf(sandbox)] })
  const cart = shop.cart('hero')
  const lines = cart.lines.splice(0)
  await shop.happens('hero', 'abandon')
  assert.deepEqual(await list(shop), [])
  cart.lines.push(...lines)
  passSeconds(t, 6)
  shop.pass(3_600_000)
  await shop.shopper('POST', '/recover', { token: cart.token })
  shop.pass(3_600_000)
  await shop.happens('hero', 'abandon')
  assert.equal((await list(shop))[0]?.itemCount, lines.length)
})

test('the summary tells which channel brought a shopper back, what is still open, and each day', async () => {
  const shop = await openWithThree()
  await shop.shopper<RecoverAnswer>('POST', '/recover', { token: tokenOf(shop.messages()[0]?.link) })
  await shop.shopper<RecoverAnswer>('POST', '/recover', { token: shop.cart('yen').token })
  await shop.happens('hero', 'convert')
  const { body } = await shop.merchant<MerchantSummary>('GET', '/summary?days=7')
  assert.deepEqual(
    body.channels.map(({ channel, opened, recovered }) => [channel, opened, recovered.carts]),
    [
      ['whatsapp', 1, 1],
      ['email', 1, 0],
    ],
  )
  assert.deepEqual([body.carts, body.open.carts, body.days.length, body.days.at(-1)?.carts], [3, 2, 7, 3])
  assert.deepEqual(body.before?.recovered, { carts: 0, value: [] })
  assert.equal(body.messages.find(({ status }) => status === 'sent')?.count, shop.messages().length)
  assert.equal((await shop.merchant<MerchantSummary>('GET', '/summary?days=90')).body.before, undefined)
})
