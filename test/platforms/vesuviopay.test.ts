import assert from 'node:assert/strict'

import type { PlatformLine } from '../../src/proxy/adapter/platform.ts'
import { type ShopperPlatformUnderTest, shopperCases, testPlatform } from '../../src/proxy/adapter/suite/index.ts'
import { bigcommerce } from '../../src/proxy/platforms/bigcommerce/bigcommerce.ts'
import { vesuviopay } from '../../src/proxy/platforms/vesuviopay/vesuviopay.ts'
import { createSandbox, documentedReadings } from '../../src/sandbox/index.ts'
import { everyReading, type Reading } from './every-reading.ts'

const phones = { new: '+491701234501', holder: '+491701234513' }

async function underTest(reading: Reading = {}): Promise<ShopperPlatformUnderTest> {
  const sandbox = createSandbox()
  sandbox.readings.set(reading as Parameters<typeof sandbox.readings.set>[0])
  const { readings, world } = sandbox
  const { storeId, publishableKey } = sandbox.credentials.vesuviopay
  const names = { id: 'id', sku: 'sku', prefix: { prefix: 'bigcommerce_' } } as const
  const platform = vesuviopay({
    storeId,
    publishableKey,
    fetch: sandbox.fetch,
    sendCodePath: readings.get('vesuviopaySendCodePath').replace('/api/v1/', ''),
    productIds: names[readings.get('vesuviopayExternalIds')],
    unsubscribeBy: readings.get('vesuviopayUnsubscribeIds'),
  })
  const { storeHash, accessToken } = sandbox.credentials.bigcommerce
  const shop = bigcommerce({ storeHash, accessToken, fetch: sandbox.fetch })
  const read = async (key: string) => {
    const found = world.carts.find((candidate) => candidate.key === key)
    assert.ok(found && shop.recovery)
    return shop.recovery.read(found.id, AbortSignal.timeout(5000))
  }
  let phone = phones.new
  return {
    platform,
    cart: await read('vesuviopay-hero'),
    async signIn(who) {
      phone = phones[who]
      await platform.shopper?.sendCode?.(phone, AbortSignal.timeout(5000))
      const code = world.messages.findLast((message) => message.channel === 'sms')?.code ?? ''
      assert.ok(platform.shopper)
      return platform.shopper.signIn(phone, code, AbortSignal.timeout(5000))
    },
    loseAnswer: (method, path) =>
      sandbox.faults.set({ platform: 'vesuviopay', fault: 'lost-answer', method, path, times: 1 }),
    held() {
      const items = world.vesuviopay.carts.find((cart) => cart.phone === phone)?.items ?? []
      return Object.fromEntries(items.map(({ variantId, quantity }) => [variantId, quantity]))
    },
    texts: () => world.messages.filter(({ channel }) => channel === 'sms').length,
    restock({ variantId }) {
      const variant = world.products.flatMap(({ variants }) => variants).find(({ id }) => String(id) === variantId)
      assert.ok(variant)
      variant.stock = 9
    },
    lowerBulkLimit() {
      world.accounts.vesuviopay.bulkLimit = 7
    },
    fifty() {
      const sellable = world.products
        .filter((product) => product.tracking === 'variant' && product.availability === 'available' && product.visible)
        .flatMap((product) => product.variants.map((variant) => ({ product, variant })))
        .filter(({ variant }) => !variant.discontinued)
      for (const { variant } of sellable) variant.stock = 9
      return sellable.slice(0, 50).map(
        ({ product, variant }): PlatformLine => ({
          id: String(variant.id),
          kind: 'physical',
          name: product.name,
          options: [],
          sku: variant.sku,
          productId: String(product.id),
          variantId: String(variant.id),
          quantity: 1,
          price: { amount: 1, currency: 'EUR' },
          spec: null,
        }),
      )
    },
  }
}

const questions = Object.fromEntries(
  Object.entries(documentedReadings).filter(([name]) => name.startsWith('vesuviopay')),
)
testPlatform('vesuviopay', shopperCases, underTest, { readings: everyReading(questions, { mixtures: 30, seed: 3 }) })
