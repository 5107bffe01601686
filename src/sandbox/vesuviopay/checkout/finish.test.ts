import assert from 'node:assert/strict'
import { test } from 'node:test'

import type { ReadingValues } from '../../readings.ts'
import { goods, openVesuvioPay, phones, refusalOf } from '../../testing/vesuviopay-client.ts'

test('finish makes a link, texts it once, and locks the cart', async () => {
  const { signIn, texts, findCart } = openVesuvioPay()
  const shopper = await signIn(phones.oneLine)
  const before = (await texts()).length
  const { status, body } = await shopper.finish()
  assert.equal(status, 200)
  assert.match(body.data.checkoutUrl, /^https:\/\/pay\.example\/checkout\/[0-9a-f]{40}$/)
  const [message, ...more] = (await texts()).slice(before)
  assert.deepEqual([message?.to, message?.link, more.length], [phones.oneLine, body.data.checkoutUrl, 0])
  assert.ok(message?.text.includes(body.data.checkoutUrl))
  const id = findCart(phones.oneLine)?.items[0]?.id ?? ''
  const edits = [
    await shopper.add(goods.plenty, 1),
    await shopper.update(id, 2),
    await shopper.remove(id),
    await shopper.clear(),
    await shopper.bulkAdd([{ ...goods.plenty, quantity: 1 }]),
    await shopper.bulkUpdate([{ cartItemId: id, quantity: 2 }]),
  ]
  assert.deepEqual(edits.map(refusalOf), Array(6).fill([409, 'CART_LOCKED']))
  assert.equal((await shopper.read()).body.data.totalItems, 2)
})

test('what cannot be finished is refused, and nobody is texted', async () => {
  const { sandbox, signIn, texts } = openVesuvioPay()
  const refuse = async (phone: string) => refusalOf(await (await signIn(phone)).finish())
  assert.deepEqual(await refuse(phones.nothing), [404, 'CART_NOT_FOUND'])
  assert.deepEqual(await refuse(phones.cleared), [400, 'EMPTY_CART'])
  const shirt = sandbox.world.products.find(({ id }) => id === 101)?.variants[3]
  assert.ok(shirt)
  shirt.stock = 1
  assert.deepEqual(await refuse(phones.allStock), [400, 'ITEMS_UNAVAILABLE'])
  shirt.stock = 2
  shirt.discontinued = true
  assert.deepEqual(await refuse(phones.allStock), [400, 'ITEMS_UNAVAILABLE'])
  assert.ok((await texts()).every(({ link }) => link === undefined))
})

test('the address is in one of five places', async () => {
  const play = async (vesuviopayFinishAnswer: ReadingValues['vesuviopayFinishAnswer']) => {
    const { signIn, texts } = openVesuvioPay({ vesuviopayFinishAnswer })
    const { body } = await (await signIn(phones.oneLine)).finish()
    const url = (await texts()).at(-1)?.link ?? ''
    assert.ok(url)
    return JSON.parse(JSON.stringify(body).replace(url, 'URL'))
  }
  assert.deepEqual(await play('data.checkoutUrl'), { success: true, data: { checkoutUrl: 'URL' } })
  assert.deepEqual(await play('data'), { success: true, data: 'URL' })
  assert.deepEqual(await play('data.url'), { success: true, data: { url: 'URL' } })
  assert.deepEqual(await play('data.redirectUrl'), { success: true, data: { redirectUrl: 'URL' } })
  assert.deepEqual(await play('checkoutUrl'), { success: true, checkoutUrl: 'URL' })
})

test('a second finish gives the same link, fails, or texts a new one', async () => {
  const play = async (vesuviopaySecondFinish: ReadingValues['vesuviopaySecondFinish']) => {
    const { sandbox, signIn, texts } = openVesuvioPay({ vesuviopaySecondFinish })
    const { finish } = await signIn(phones.oneLine)
    const first = (await finish()).body.data.checkoutUrl
    const second = await finish()
    const links = (await texts()).filter(({ link }) => link !== undefined).length
    const writes = sandbox.calls.list().filter(({ path, write }) => write && path.endsWith('/finish')).length
    return { first, second, links, writes }
  }
  const same = await play('same-url')
  assert.deepEqual([same.second.body.data.checkoutUrl, same.links, same.writes], [same.first, 1, 1])
  const error = await play('error')
  assert.deepEqual([refusalOf(error.second), error.links, error.writes], [[409, 'CART_LOCKED'], 1, 1])
  const anew = await play('new-sms')
  assert.notEqual(anew.second.body.data.checkoutUrl, anew.first)
  assert.deepEqual([anew.links, anew.writes], [2, 2])
})

test('the lock ends with the link, and so does the link’s use', async () => {
  const { signIn, wait, findCart } = openVesuvioPay({ vesuviopaySecondFinish: 'error' })
  const { finish } = await signIn(phones.oneLine)
  const first = (await finish()).body.data.checkoutUrl
  wait(3599)
  const later = await signIn(phones.oneLine)
  assert.deepEqual(refusalOf(await later.add(goods.plenty, 1)), [409, 'CART_LOCKED'])
  wait(1)
  assert.equal((await later.add(goods.plenty, 1)).status, 200)
  assert.equal(findCart(phones.oneLine)?.items.length, 3)
  assert.notEqual((await later.finish()).body.data.checkoutUrl, first)
})

test('a cart that begins in the checkout is locked', async () => {
  const { sandbox, signIn } = openVesuvioPay()
  const { add, finish } = await signIn(phones.inCheckout)
  assert.deepEqual(refusalOf(await add(goods.plenty, 1)), [409, 'CART_LOCKED'])
  const { token } = sandbox.world.vesuviopay.checkouts[0] ?? {}
  assert.equal((await finish()).body.data.checkoutUrl, `https://pay.example/checkout/${token}`)
})

test('the lock may hold off a second finish only', async () => {
  const { signIn, held } = openVesuvioPay({ vesuviopayFinishLock: 'open', vesuviopaySecondFinish: 'error' })
  const { finish, add } = await signIn(phones.oneLine)
  await finish()
  assert.equal((await add(goods.plenty, 1)).status, 200)
  assert.equal(held(phones.oneLine)[11300], 1)
  assert.deepEqual(refusalOf(await finish()), [409, 'CART_LOCKED'])
})

test('a refused SMS takes nothing from the link', async () => {
  const { sandbox, signIn, texts } = openVesuvioPay()
  const { finish } = await signIn(phones.oneLine)
  sandbox.world.accounts.vesuviopay.refusedPhones.push(phones.oneLine)
  assert.equal((await finish()).status, 200)
  assert.equal((await texts()).at(-1)?.link, undefined)
})

test('the answer may be the address alone, or tell only that the SMS went out', async () => {
  const play = async (vesuviopayFinishAnswer: ReadingValues['vesuviopayFinishAnswer']) => {
    const { sandbox, storeId, signIn, texts } = openVesuvioPay({ vesuviopayFinishAnswer })
    const { token } = await signIn(phones.oneLine)
    const response = await sandbox.fetch(`https://api.vesuviopay.com/api/v1/sdk/cart/store/${storeId}/finish`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}` },
    })
    const link = (await texts()).at(-1)?.link ?? 'none'
    return (await response.text()).replace(link, '…')
  }
  assert.equal(await play('text'), '…')
  assert.equal(await play('sent-text'), 'SMS sent')
  assert.doesNotMatch(await play('sent'), /…|https/)
  assert.equal(await play('data.paymentLink'), '{"success":true,"data":{"paymentLink":"…"}}')
})
