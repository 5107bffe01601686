import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'

import type { MerchantCartsAnswer } from '../../../src/contract/index.ts'
import { vesuviopay } from '../../../src/proxy/platforms/vesuviopay/vesuviopay.ts'
import { bigcommerceOf, type MerchantShop, openMerchantShop } from '../../setup/merchant.ts'
import { shopOrigin } from '../../setup/shop.ts'

// Anyone who knows a webhook's address can send there, and a platform can be wrong about the time.

const dayMs = 86_400_000

async function deliver(shop: MerchantShop, platform: string, body: string, headers: Record<string, string>) {
  const url = `${shopOrigin}/cart-recovery/webhooks/${platform}`
  return (await shop.proxy.fetch(new Request(url, { method: 'POST', headers, body }))).status
}

/** As BigCommerce signs it. */
function deliverAbandoned(shop: MerchantShop, createdAt: number) {
  const { clientSecret } = shop.sandbox.credentials.bigcommerce.webhooks
  const body = JSON.stringify({
    scope: 'store/cart/abandoned',
    store_id: '1',
    data: { type: 'cart', id: shop.cart('hero').id },
    hash: `hash-${createdAt}`,
    created_at: createdAt,
    producer: `stores/${shop.sandbox.credentials.bigcommerce.storeHash}`,
  })
  const seconds = String(Math.floor(shop.sandbox.clock() / 1000))
  const mac = createHmac('sha256', clientSecret).update(`m1.${seconds}.${body}`).digest('base64')
  const headers = { 'webhook-id': 'm1', 'webhook-timestamp': seconds, 'webhook-signature': `v1,${mac}` }
  return deliver(shop, 'bigcommerce', body, headers)
}

const listed = (shop: MerchantShop) => shop.merchant<MerchantCartsAnswer>('GET', '/carts')

test('a signed abandonment of a time to come is logged and not recorded, and breaks no page', async () => {
  for (const aheadMs of [20 * 60_000, 400 * dayMs, 9e13]) {
    const shop = openMerchantShop()
    const seconds = Math.floor((shop.sandbox.clock() + aheadMs) / 1000)
    assert.equal(await deliverAbandoned(shop, seconds), 204)
    assert.ok(shop.logged.some((line) => line.includes('the event is not of this time')))
    const { status, body } = await listed(shop)
    assert.deepEqual([status, body.carts], [200, []])
  }
})

test('one that a clock ahead of ours says is a minute old is taken', async () => {
  const shop = openMerchantShop()
  assert.equal(await deliverAbandoned(shop, Math.floor(shop.sandbox.clock() / 1000) + 60), 204)
  assert.equal((await listed(shop)).body.carts.length, 1)
})

test('an order of VesuvioPay that happened in a year to come is not recorded either', async () => {
  const shop = openMerchantShop({
    platforms: (sandbox) => [
      vesuviopay({ ...sandbox.credentials.vesuviopay, channelId: '1', fetch: sandbox.fetch }),
      bigcommerceOf(sandbox),
    ],
  })
  const { storeId, webhookSecret } = shop.sandbox.credentials.vesuviopay
  const createdAt = new Date(shop.sandbox.clock()).toISOString()
  for (const occurredAt of ['2126-01-01T00:00:00Z', '+275760-09-13T00:00:00Z']) {
    const data = { storeId, occurredAt, cartId: 'cart-1' }
    const body = JSON.stringify({ id: occurredAt, type: 'cart.abandoned', created_at: createdAt, data })
    const mac = createHmac('sha256', webhookSecret).update(body).digest('hex')
    assert.equal(await deliver(shop, 'vesuviopay', body, { 'x-webhook-signature': `sha256=${mac}` }), 204)
  }
  const { status, body } = await listed(shop)
  assert.deepEqual([status, body.carts], [200, []])
})

test('of what is sent to BigCommerce’s address without a signature no more than 16 KiB is read', async () => {
  const shop = openMerchantShop()
  let read = 0
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      read += 4096
      controller.enqueue(new Uint8Array(4096).fill(0x20))
    },
  })
  const request = { method: 'POST', body: endless, duplex: 'half' } as RequestInit
  const url = `${shopOrigin}/cart-recovery/webhooks/bigcommerce`
  const { status } = await shop.proxy.fetch(new Request(url, request))
  assert.equal(status, 413)
  assert.ok(read <= 8 * 4096, `${read} bytes were read`)
})
