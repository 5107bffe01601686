import {
  I18nError,
  type ID,
  idsAreEqual,
  isGraphQlErrorResult,
  type Order,
  type OrderLine,
  type OrderService,
  type RequestContext,
  type RequestContextService,
  type TransactionalConnection,
  UserInputError,
} from '@vendure/core'

import { isOpenCart, lockCart, reopen } from './cart-state.ts'
import { inOwnChannel } from './own-channel.ts'

/** One line as it is, and as it is to be. */
export interface CartLineInput {
  /** Null adds a line. */
  lineId?: ID | null
  variantId: ID
  from: number
  to: number
}

/** How setting the lines of a cart ended. Nothing was written but for `CartLinesSet`. */
export type SetCartLinesResult =
  | { __typename: 'CartLinesSet' | 'CartChanged'; order: Order }
  | { __typename: 'CartNotOpen'; message: string }
  | { __typename: 'CartLineRefused'; lineId: ID | null; variantId: ID; message: string }

/** What the engine gives for it. */
export interface CartLineServices {
  connection: TransactionalConnection
  orders: OrderService
  contexts: RequestContextService
}

const maxLines = 100

/** Thrown to roll back what was written before the line that the engine did not take. */
class RefusedError extends Error {
  readonly result: SetCartLinesResult
  constructor(result: SetCartLinesResult) {
    super('refused')
    this.result = result
  }
}

/**
 * Sets lines in one transaction, where each still holds its `from`. Where all of them hold their `to` already, as after an answer
 * that was lost, nothing is written and nothing is amiss.
 */
export async function setCartLines(
  { connection, orders, contexts }: CartLineServices,
  ctx: RequestContext,
  orderId: ID,
  lines: readonly CartLineInput[],
): Promise<SetCartLinesResult> {
  checkLines(lines)
  const found = await orders.findOne(ctx, orderId)
  if (!found) return notOpen('there is no such order')
  try {
    return await connection.withTransaction(await inOwnChannel(contexts, ctx, found), async (ctx) => {
      await lockCart(connection, ctx, orderId)
      const order = await orders.findOne(ctx, orderId)
      if (!order || !isOpenCart(order)) return notOpen(order ? `the order is ${order.state}` : 'there is no such order')
      const planned = lines.map((line) => ({ ...line, held: lineOf(order, line) }))
      const held = planned.flatMap(({ held }) => held ?? [])
      if (new Set(held).size < held.length) throw new UserInputError('a line is named twice')
      if (planned.every(({ held, to }) => (held?.quantity ?? 0) === to)) return { __typename: 'CartLinesSet', order }
      if (planned.some(({ held, from }) => (held?.quantity ?? 0) !== from)) return { __typename: 'CartChanged', order }
      const refusal = await reopen(orders, ctx, order)
      if (refusal) return notOpen(refusal)
      // What makes room comes first, because the engine limits the size of an order.
      const changes = planned.filter(({ from, to }) => from !== to).sort((one, other) => change(one) - change(other))
      for (const line of changes) await write(orders, ctx, orderId, line)
      return { __typename: 'CartLinesSet', order: (await orders.findOne(ctx, orderId)) ?? order }
    })
  } catch (error) {
    if (error instanceof RefusedError) return error.result
    throw error
  }
}

const change = ({ from, to }: CartLineInput) => to - from
const notOpen = (message: string): SetCartLinesResult => ({ __typename: 'CartNotOpen', message })

function checkLines(lines: readonly CartLineInput[]): void {
  if (lines.length === 0 || lines.length > maxLines) throw new UserInputError(`between 1 and ${maxLines} lines`)
  const named = lines.map(({ lineId, variantId }) => (lineId ? `line ${lineId}` : `variant ${variantId}`))
  if (new Set(named).size < named.length) throw new UserInputError('a line is named twice')
  if (lines.some(({ from, to }) => from < 0 || to < 0)) throw new UserInputError('a quantity is negative')
}

/** The line that is meant. One to be added is found again by its variant, so that it is not added twice. */
function lineOf(order: Order, { lineId, variantId, from, to }: CartLineInput): OrderLine | undefined {
  const named = lineId ? order.lines.find(({ id }) => idsAreEqual(id, lineId)) : undefined
  if (named && !idsAreEqual(named.productVariantId, variantId))
    throw new UserInputError('the line holds another variant')
  if (named || (lineId && (from > 0 || to === 0))) return named
  return order.lines.find((line) => idsAreEqual(line.productVariantId, variantId) && isPlain(line))
}

/** Without what a shopper chose for this piece alone, such as an engraving. */
const isPlain = ({ customFields }: OrderLine) => Object.values(customFields ?? {}).every((value) => value === null)

async function write(
  orders: OrderService,
  ctx: RequestContext,
  orderId: ID,
  { held, variantId, to, lineId = null }: CartLineInput & { held: OrderLine | undefined },
): Promise<void> {
  const refuse = (message: string) => {
    throw new RefusedError({ __typename: 'CartLineRefused', lineId: held?.id ?? lineId, variantId, message })
  }
  // The engine would take it, and refuse the checkout for as long as the line is there.
  if (held?.productVariant.deletedAt && to > 0) refuse('the variant was deleted')
  try {
    const result = await (held === undefined
      ? orders.addItemToOrder(ctx, orderId, variantId, to)
      : to === 0
        ? orders.removeItemFromOrder(ctx, orderId, held.id)
        : orders.adjustOrderLine(ctx, orderId, held.id, to))
    if (isGraphQlErrorResult(result)) refuse(result.errorCode)
  } catch (error) {
    // The engine throws these for what it does not find, such as a variant that was deleted.
    if (error instanceof I18nError) refuse(error.message)
    throw error
  }
}
