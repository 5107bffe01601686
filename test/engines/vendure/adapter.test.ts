import assert from 'node:assert/strict'
import { after } from 'node:test'

import {
  type CartPlatformUnderTest,
  cartCases,
  type Scene,
  testPlatform,
} from '../../../src/proxy/adapter/suite/index.ts'
import { vendure } from '../../../src/proxy/platforms/vendure/vendure.ts'
import { openShop, type Shopper } from '../shopper.ts'
import { type Engine, startEngine } from '../start-engine.ts'
import { createVariant, deleteVariant, heldIn, optionsFor, updateVariant } from './setup.ts'

// What every adapter owes the proxy, over the engine itself.

const engine = await startEngine()
after(() => engine?.close())
if (engine) {
  testPlatform('vendure', cartCases, () => createUnderTest(engine), {
    leftOut: { 'a checkout link whose answer is lost is not asked for again': 'a link is made without a call' },
  })
}

/** Carts of shoppers who are in the shop, each made when a case asks for it. */
function createUnderTest(engine: Engine): CartPlatformUnderTest {
  const shoppers = new Map<string, Shopper>()
  const made = new Map<Scene, Promise<{ id: string; token: string } | undefined>>()
  let writes = 0
  let beforeWrite: (() => Promise<void>) | undefined
  let losesAnswer = false

  const fetch: typeof globalThis.fetch = async (input, init) => {
    if (!/"query":"mutation/.test(String(init?.body))) return globalThis.fetch(input, init)
    writes++
    await beforeWrite?.()
    beforeWrite = undefined
    const response = await globalThis.fetch(input, init)
    if (!losesAnswer) return response
    losesAnswer = false
    await response.body?.cancel()
    throw new TypeError('the connection broke')
  }

  async function fill(lines: [variantId: string, quantity: number][], currency = 'USD'): Promise<string> {
    const shopper = openShop(engine, currency)
    let id = ''
    for (const [variantId, quantity] of lines) id = await shopper.add(variantId, quantity)
    shoppers.set(id, shopper)
    return id
  }

  async function make(scene: Scene): Promise<string | undefined> {
    const { plenty = '', spare = '' } = engine.variants
    if (scene === 'in-yen') return fill([[plenty, 2]], 'JPY')
    if (scene === 'in-dinar') return fill([[plenty, 2]], 'KWD')
    if (scene === 'every-availability') return everyAvailability()
    if (scene === 'substitutable') return substitutable()
    // No part of the engine makes carts by another way than its API; they have lines of one kind, and do not expire.
    if (scene === 'made-elsewhere' || scene === 'every-kind' || scene === 'expired') return undefined
    const id = await fill([
      [plenty, 2],
      [spare, 1],
    ])
    const shopper = shoppers.get(id)
    if (scene === 'ordered') {
      await shopper?.leaveAddress('ada@example.com')
      await shopper?.arrangePayment()
      await shopper?.pay()
    }
    if (scene === 'emptied') await shopper?.ask('mutation { removeAllOrderLines { __typename } }')
    return id
  }

  /** A shirt of which one size is sold out. */
  async function substitutable(): Promise<string> {
    const { small = '', spare = '' } = engine.variants
    await updateVariant(engine, small, { stockOnHand: 60 })
    const id = await fill([
      [small, 2],
      [spare, 1],
    ])
    await updateVariant(engine, small, { stockOnHand: 0 })
    return id
  }

  async function everyAvailability(): Promise<string> {
    const [sold = '', off = '', gone = '', uncounted = ''] = await Promise.all(
      [5, 5, 5, 5].map((stock) => createVariant(engine, stock)),
    )
    const id = await fill([sold, off, gone, uncounted, engine.variants.plenty ?? ''].map((variant) => [variant, 1]))
    await updateVariant(engine, sold, { stockOnHand: 0 })
    await updateVariant(engine, off, { enabled: false })
    await updateVariant(engine, uncounted, { trackInventory: 'FALSE' })
    await deleteVariant(engine, gone)
    return id
  }

  return {
    platform: vendure({ ...optionsFor(engine), fetch }),
    currency: 'USD',
    cart(scene) {
      const known = made.get(scene) ?? make(scene).then((id) => (id === undefined ? undefined : { id, token: id }))
      made.set(scene, known)
      return known
    },
    loseNextAnswer() {
      losesAnswer = true
    },
    editElsewhere(cartId, lineId, quantity) {
      beforeWrite = async () => {
        const document =
          'mutation ($id: ID!, $quantity: Int!) { adjustOrderLine(orderLineId: $id, quantity: $quantity) { __typename } }'
        const { adjustOrderLine } = (await shoppers.get(cartId)?.ask(document, { id: lineId, quantity })) ?? {}
        assert.equal(adjustOrderLine?.__typename, 'Order')
      }
    },
    held: (cartId) => heldIn(engine, cartId),
    writes: () => writes,
  }
}
