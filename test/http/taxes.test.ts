import assert from 'node:assert/strict'
import { test } from 'node:test'

import { bigcommerceStore, linkToken } from '../recorded/bigcommerce-store.ts'
import { bodyOf } from '../recorded/fixtures.ts'
import { openLink } from '../recorded/shop.ts'

for (const [name, differs] of [
  ['cart-taxed-2024', true],
  ['cart-plain-2022', undefined],
  ['cart-coupon-2023', undefined],
] as const) {
  test(`the browser is told whether ${name} costs more for its taxes`, async () => {
    const platform = bigcommerceStore({ 'GET /carts/{id}': { body: bodyOf(`bigcommerce/${name}`) } })
    const { status, body } = await openLink(platform, linkToken)
    assert.deepEqual([status, body.cart?.differsByTaxes], [200, differs])
  })
}
