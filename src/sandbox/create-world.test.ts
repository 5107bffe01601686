import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createWorld, scenarioNames } from './create-world.ts'
import { drawPicture } from './drawings/draw-picture.ts'
import { control, openSandbox, start } from './testing/api-client.ts'
import { isAlive, isProductLine } from './world/cart.ts'
import { stockOf } from './world/catalogue/product.ts'
import { findVariant } from './world/world.ts'

test('every scenario has ids of the documented forms, each once, and an e-mail per cart', () => {
  for (const scenario of scenarioNames) {
    const world = createWorld(scenario, start)
    const ids = world.carts.flatMap((cart) => [cart.id, cart.token, ...cart.lines.map((line) => line.id)])
    assert.equal(new Set(ids).size, ids.length, scenario)
    for (const cart of world.carts) {
      assert.match(cart.id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
      assert.match(cart.token ?? '', /^[0-9a-f]{32}$/)
      assert.match(cart.email, /@mail\.example$/)
    }
    assert.deepEqual(
      world.messages.map((message) => message.cartId),
      world.carts.map((cart) => cart.id),
    )
  }
})

test('the first e-mail is the hero’s: plenty, scarce, short and gone', async () => {
  const { sandbox, cart } = openSandbox()
  const { body } = await control(sandbox, 'GET', '/messages')
  assert.equal(body[0].name, 'hero')
  const facts = cart('hero')
    .lines.filter(isProductLine)
    .map((line) => {
      const found = findVariant(sandbox.world, line.productId, line.variantId)
      assert.ok(found)
      const stock = stockOf(found.product, found.variant)
      return [line.quantity, stock, stock <= found.product.warningLevel]
    })
  assert.deepEqual(facts, [
    [3, 48, false],
    [1, 2, true],
    [3, 2, true],
    [1, 0, true],
  ])
})

test('the stable keys of the demo are all there', () => {
  const { carts } = createWorld('demo', start)
  const keys =
    'hero all-available every-availability every-kind one-sold-out all-sold-out account coupon storefront engraved ' +
    'other-channel yen dinar dollar fifty-lines many-lines no-lines converted expired emptied ' +
    'vesuviopay-hero vesuviopay-fifty-lines vesuviopay-mixed vesuviopay-sold-out vesuviopay-storefront'
  assert.deepEqual(
    carts.map((cart) => cart.key),
    keys.split(' '),
  )
  const gone = carts.filter((cart) => !isAlive(cart, start)).map((cart) => cart.key)
  assert.deepEqual(gone, ['converted', 'expired', 'emptied'])
  const sizes = Object.fromEntries(carts.map((cart) => [cart.key, cart.lines.length]))
  assert.deepEqual([sizes['fifty-lines'], sizes['many-lines']], [50, 250])
})

test('the carts of the store with VesuvioPay are on a channel of their own, with e-mails of their own', async () => {
  const { sandbox, cart } = openSandbox({ recoveryPageUrls: { '3': 'https://vesuvio.example/cart' } })
  const { body } = await control(sandbox, 'GET', '/messages')
  const own = body.filter((message: { store: string }) => message.store === 'vesuviopay')
  assert.equal(own.length, 5)
  assert.deepEqual([own[0].name, own[0].platform], ['vesuviopay-hero', 'bigcommerce'])
  assert.equal(own[0].link, `https://vesuvio.example/cart?t=${cart('vesuviopay-hero').token}`)
  assert.deepEqual(
    sandbox.world.carts.filter(({ channelId }) => channelId === '3').map(({ key }) => key),
    own.map(({ name }: { name: string }) => name),
  )
  const stocks = (key: string) =>
    cart(key)
      .lines.filter(isProductLine)
      .map((line) => {
        const found = findVariant(sandbox.world, line.productId, line.variantId)
        assert.ok(found)
        return [line.quantity, stockOf(found.product, found.variant)]
      })
  assert.deepEqual(stocks('vesuviopay-hero'), [
    [2, 24],
    [1, 2],
    [3, 2],
    [1, 0],
  ])
  assert.ok(stocks('vesuviopay-sold-out').every(([, stock]) => stock === 0))
  assert.deepEqual(
    cart('vesuviopay-mixed').lines.map(({ kind }) => kind),
    ['physical', 'gift-certificate', 'custom', 'physical', 'physical'],
  )
})

test('every picture that is mentioned can be drawn', () => {
  const world = createWorld('demo', start)
  const pictures = new Set(
    world.products.flatMap((product) => [product.picture, ...product.variants.map((one) => one.picture)]),
  )
  for (const line of world.carts.flatMap((cart) => cart.lines)) if ('picture' in line) pictures.add(line.picture)
  assert.ok(pictures.size > 60)
  for (const picture of pictures) {
    assert.match(drawPicture(picture) ?? '', /^<svg .*<\/svg>$/, picture)
    assert.doesNotMatch(drawPicture(picture) ?? '', /undefined|NaN/, picture)
  }
  for (const unknown of ['mug-blue.svg', 'car-sage.svg', 'toString-sage.svg', 'mug.svg', '../mug-sage.svg']) {
    assert.equal(drawPicture(unknown), undefined)
  }
})

test('worlds of the same scenario are equal and independent', () => {
  const one = createWorld('demo', start)
  const two = createWorld('demo', start)
  assert.deepEqual(one, two)
  one.products[0]?.variants.pop()
  one.carts[0]?.lines.pop()
  assert.notDeepEqual(one, two)
  assert.deepEqual(createWorld('demo', start), two)
})
