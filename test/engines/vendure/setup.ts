import assert from 'node:assert/strict'

import type { VendureOptions } from '../../../src/proxy/platforms/vendure/vendure.ts'
import type { Engine } from '../start-engine.ts'

/** What the adapter is told of an engine, in the channel of a currency. */
export function optionsFor({ adminApi, channels, secret }: Engine, currency = 'USD'): VendureOptions {
  const { apiKey, token } = channels[currency] ?? assert.fail(`there is no channel for ${currency}`)
  const checkoutUrl = 'https://shop.example/checkout'
  return { apiUrl: adminApi, apiKey, channelToken: token, secret, checkoutUrl, idleMinutes: 0 }
}

let made = 0

/** A product of its own, so that what a test does to it concerns no other. Answers the id of its one variant. */
export async function createVariant({ admin }: Engine, stock = 50): Promise<string> {
  const name = `Product ${++made}`
  const slug = `product-${process.pid}-${made}`
  const { createProduct } = await admin(
    'mutation ($input: CreateProductInput!) { createProduct(input: $input) { id } }',
    { input: { enabled: true, translations: [{ languageCode: 'en', name, slug, description: '' }] } },
  )
  const { createProductVariants } = await admin(
    'mutation ($input: [CreateProductVariantInput!]!) { createProductVariants(input: $input) { id } }',
    {
      input: [
        {
          ...{ productId: createProduct.id, sku: slug, price: 1999, stockOnHand: stock, trackInventory: 'TRUE' },
          translations: [{ languageCode: 'en', name }],
        },
      ],
    },
  )
  return createProductVariants[0].id
}

/** Changes a variant as an administrator does: `{ enabled: false }`, `{ stockOnHand: 0 }`. */
export async function updateVariant({ admin }: Engine, id: string, change: object): Promise<void> {
  const document =
    'mutation ($input: [UpdateProductVariantInput!]!) { updateProductVariants(input: $input) { __typename } }'
  await admin(document, { input: [{ id, ...change }] })
}

export async function deleteVariant({ admin }: Engine, id: string): Promise<void> {
  await admin('mutation ($id: ID!) { deleteProductVariant(id: $id) { result } }', { id })
}

/** Quantity by line id, as the engine has it. */
export async function heldIn({ admin }: Engine, cartId: string): Promise<Record<string, number>> {
  const { order } = await admin('query ($id: ID!) { order(id: $id) { lines { id quantity } } }', { id: cartId })
  const lines: { id: string; quantity: number }[] = order.lines
  return Object.fromEntries(lines.map(({ id, quantity }) => [id, quantity]))
}
