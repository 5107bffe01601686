import type { Ask } from './graphql.ts'

/** The plugin's mutation, as the adapter sends it. */
export const setCartLines = `mutation ($orderId: ID!, $lines: [CartLineInput!]!) {
  result: setCartLines(orderId: $orderId, lines: $lines) {
    __typename
    ... on CartLinesSet { order { lines { quantity } } } ... on CartChanged { order { lines { quantity } } }
    ... on CartNotOpen { message } ... on CartLineRefused { lineId variantId message } } }`

/** The ids of a cart's lines, by their variants'. */
export async function readLineIds(admin: Ask, id: string): Promise<Record<string, string>> {
  const { order } = await admin('query ($id: ID!) { order(id: $id) { lines { id productVariant { id } } } }', { id })
  const lines: { id: string; productVariant: { id: string } }[] = order.lines
  return Object.fromEntries(lines.map(({ id, productVariant }) => [productVariant.id, id]))
}
