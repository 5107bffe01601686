import * as z from 'zod'

import { isRecord } from '../../adapter/index.ts'
import { type Fields, fieldsOf, firstOf, Numeric, Text } from './fields.ts'
import { refusalOf } from './refusal.ts'

/** An item of a cart. What only some calls need may be missing. */
export interface WireItem {
  id: string
  /** As the merchant's product sync named it; empty where it named none. */
  productId: string
  variantId: string
  quantity: number
  price: number | undefined
  name: string | undefined
  imageUrl: string | undefined
}

export interface WireCart {
  id: string | undefined
  items: WireItem[]
}

/**
 * `GET /cart/{storeId}`. Source: a flat list on the cart page, "Response Format"; "grouped by brand" on
 * /docs/api-reference/sdk-get-cart-by-store, which does not say how. Inferred: the forms of groups, the other names.
 * Unknown: the cart's id, a currency, and how an emptied cart looks, so an answer without items is one.
 *
 * An item is refused, by the name of its field, where its id or its quantity is missing or out of range: a line that is
 * not seen would be added a second time.
 */
export const WireCart = z.unknown().transform((answer, context): WireCart => {
  const refusal = refusalOf(answer)
  if (refusal && !isEmptyCart(refusal.code)) {
    context.addIssue({ code: 'custom', message: refusal.code || 'a refusal' })
    return z.NEVER
  }
  const { data = answer } = fieldsOf(answer)
  const fields = fieldsOf(data)
  const items: WireItem[] = []
  for (const [path, value] of itemsOf(data)) {
    const item = toItem(value, (field) => {
      context.addIssue({ code: 'custom', message: 'is missing or out of range', path: [...path, field] })
    })
    if (item) items.push(item)
  }
  if (typeof fields.items === 'string' && fields.items.trim() !== '') {
    context.addIssue({ code: 'custom', message: 'is no list', path: ['data', 'items'] })
  }
  // A count without items means that the answer lacks the items.
  if (!Array.isArray(fields.items) && items.length === 0 && (Numeric.parse(fields.totalItems) ?? 0) > 0) {
    context.addIssue({ code: 'custom', message: 'counts items that are not there', path: ['data', 'totalItems'] })
  }
  return { id: firstOf(Text, fields.cartId, fields.id), items }
})

/** A refusal that means an empty cart. */
const isEmptyCart = (code: string) => code === '' || /^(CART_EMPTY|EMPTY_CART|CART_NOT_FOUND)$/.test(code)

type Path = (string | number)[]

/** Every item of a cart with its path in the answer, whether listed flat or in groups. */
function itemsOf(data: unknown): [path: Path, item: unknown][] {
  if (Array.isArray(data)) return inGroups(data, ['data'])
  const { items, ...others } = fieldsOf(data)
  if (Array.isArray(items)) return inGroups(items, ['data', 'items'])
  // Items by name instead of a list, unless there is none.
  if (isRecord(items)) return inGroups(Object.values(items), ['data', 'items'])
  for (const [name, value] of Object.entries(others)) {
    const groups = Array.isArray(value) ? value : Object.values(fieldsOf(value))
    if (groups.some((group) => isRecord(group) && 'items' in group)) return inGroups(groups, ['data', name])
  }
  return []
}

const inGroups = (values: readonly unknown[], path: Path): [Path, unknown][] =>
  values.flatMap((value, index): [Path, unknown][] => {
    const { items } = fieldsOf(value)
    if (Array.isArray(items)) return inGroups(items, [...path, index, 'items'])
    return isRecord(value) && 'items' in value && !('quantity' in value) ? [] : [[[...path, index], value]]
  })

function toItem(value: unknown, refuse: (field: string) => void): WireItem | undefined {
  const item: Fields = fieldsOf(value)
  const product = fieldsOf(item.product)
  const id = firstOf(Text, item.id, item.cartItemId)
  const quantity = Numeric.parse(item.quantity)
  if (quantity === 0) return undefined
  if (id === undefined) refuse('id')
  if (quantity === undefined || !Number.isSafeInteger(quantity) || quantity < 0) refuse('quantity')
  return {
    id: id ?? '',
    productId: Text.parse(item.externalProductId) ?? '',
    variantId: Text.parse(item.externalVariantId) ?? '',
    quantity: quantity ?? 0,
    price: firstOf(Numeric, item.price, item.unitPrice),
    name: firstOf(Text, product.name, item.productName, item.name),
    imageUrl: firstOf(Text, product.imageUrl, item.imageUrl),
  }
}
