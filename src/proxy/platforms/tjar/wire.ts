import * as z from 'zod'

import { isLimitMessage, isRecord } from '../../adapter/index.ts'
import { Amount, Count, Id, Name, OptionalId, Text, TextOrNumber, toList } from './wire-values.ts'

// What is not needed is not read. `cart_total_string` and `whatsapp_message` hold markup, and are never read. Sources are
// pages of docs.tjar.sa.

const Product = z.object({
  id: Id.nullish().catch(undefined),
  name: Name,
  name_ar: Name,
  price: Amount,
  qty: Count,
  image: Text,
  sku: TextOrNumber,
})
export type WireProduct = z.infer<typeof Product>

const Customer = z.object({
  id: OptionalId,
  name: Text,
  email: Text,
  mobile: TextOrNumber,
})
export type WireCustomer = z.infer<typeof Customer>

/** What a cart has in the list and by itself. */
const CartFields = z.object({
  order_id: OptionalId,
  phase: Text,
  reminders_count: Count.nullish().catch(undefined),
  cart_total: Amount.nullish().catch(undefined),
  created_at: TextOrNumber,
  updated_at: TextOrNumber,
})

const Products = z.preprocess((value) => toList(value) ?? value, z.array(Product))
// A cart whose products are missing is not an empty cart, unless it says that it has none.
const Cart = z.preprocess(
  (data) => (isRecord(data) && data.products == null && data.products_count === 0 ? { ...data, products: [] } : data),
  CartFields.extend({ url: Text, customer: Customer.nullish().catch(undefined), products: Products }),
)
export type WireCart = z.infer<typeof Cart>

/**
 * `GET /abandoned-carts/{identifier}`. Source: /get-abandoned-cart-details-32447061e0, the example. Inferred: amounts and
 * counts as text, and `data: null` or an empty list for a cart that does not exist. Unknown: other values of `phase` than
 * `abandoned`.
 */
export const WireCartAnswer = z
  .object({ data: z.preprocess((data) => (Array.isArray(data) && data.length === 0 ? null : data), Cart.nullable()) })
  .transform(({ data }) => data)

const Listed = CartFields.extend({ identifier: Id })
export type WireListed = z.infer<typeof Listed>

const Page = Count.nullish().catch(undefined)
const Paging = z
  .object({ current_page: Page, page: Page, last_page: Page, total_pages: Page, per_page: Page, total: Page })
  .transform(({ current_page, page, last_page, total_pages, per_page, total }) => ({
    current: current_page ?? page ?? undefined,
    last: last_page ?? total_pages ?? (per_page && total != null ? Math.ceil(total / per_page) : undefined),
  }))

/**
 * One page of `GET /abandoned-carts`. Source: /list-abandoned-carts-32447055e0, whose example is cut off before the list;
 * /-start-here-2065083m0 promises "pagination metadata". Inferred: where both stand.
 */
export const WireList = z.looseObject({ data: z.unknown() }).transform((answer, context) => {
  const data = isRecord(answer.data) ? answer.data : {}
  const list = answer.data === null ? [] : findList(answer.data)
  const items = list?.flatMap((item) => {
    const read = Listed.safeParse(item)
    return read.success ? [read.data] : []
  })
  // An unreadable cart is left out. If no cart can be read, the answer is refused, because its form must have changed.
  if (!list || !items || (items.length === 0 && list.length > 0)) {
    context.addIssue({ code: 'custom', path: ['data'], message: 'no list of abandoned carts' })
    return z.NEVER
  }
  const candidates = [data.pagination, data.meta, answer.pagination, answer.meta, data].flatMap((candidate) => {
    const read = Paging.safeParse(candidate)
    return read.success ? [read.data] : []
  })
  return {
    items,
    /** Carts without an identifier. */
    unreadable: list.length - items.length,
    currentPage: candidates.find(({ current }) => current !== undefined)?.current,
    lastPage: candidates.find(({ last }) => last !== undefined)?.last,
  }
})

export type WireList = z.infer<typeof WireList>

function findList(data: unknown): unknown[] | undefined {
  if (!isRecord(data)) return toList(data)
  const named = [data.abandoned_carts, data.carts, data.items, data.data].map(toList).find((list) => list !== undefined)
  return named ?? toList(data)
}

const Word = z.union([z.string(), z.number(), z.boolean()]).transform((word) => String(word).trim())
const success = /^(success(ful)?|succeeded|ok|true|2\d\d)$/i
const failure = /^(error|fail(ed|ure)?|false|[45]\d\d)$/i

const WireSent = z.object({ data: z.object({ reminder_sent: z.literal(true) }) })

/** The only answer that means that a reminder was sent. Source: /send-reminder-32447078e0, the example. */
export const WireReminded = z.object({
  status: Word.pipe(z.string().regex(success)),
  data: z.object({ reminder_sent: z.literal(true), type: z.literal('email').nullish() }),
})

/** The answer that means that none was sent. Source: /send-reminder-32447078e0. Inferred: `false` is the opposite. */
export const WireNotReminded = z.object({ data: z.object({ reminder_sent: z.literal(false) }) })

/**
 * The status that a refusal stands for: an envelope without a word of success is one, whatever its status line is. Source:
 * the envelope of every example. Unknown: what a failure looks like. Inferred: a limit may be told in `message` only. Another
 * word beside a reminder that was sent leaves it open: taken for a refusal, it would be sent again.
 */
export function toRefusalStatus(body: unknown, status: number): number | undefined {
  const { data: envelope } = z.object({ status: Word.optional().catch(undefined), message: Text }).safeParse(body)
  const word = envelope?.status
  const isRefusal = status >= 400 || (word !== undefined && !success.test(word))
  if (!isRefusal) return undefined
  if (status < 400 && !failure.test(word ?? '') && WireSent.safeParse(body).success) return undefined
  if (isLimitMessage(envelope?.message ?? '')) return 429
  return status < 300 && /^[45]\d\d$/.test(word ?? '') ? Number(word) : status
}
