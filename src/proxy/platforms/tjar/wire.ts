import * as z from 'zod'

// The reference shows examples, no schemas, and calls these pages "Developing". So each field is read in every form that
// an API of this kind uses, and what is not needed is not read. `cart_total_string` and `whatsapp_message` hold markup, and
// are never read. Sources are pages of docs.tjar.sa.

const Amount = z.union([
  z.number(),
  z
    .string()
    .regex(/^-?\d+(\.\d+)?$/)
    .transform(Number),
])
const Count = Amount.pipe(z.int().min(0))
const Id = z.union([z.string().min(1), z.number()]).transform(String)
/** "No id" is null in the examples. Inferred: 0 and an empty text, as in similar APIs. */
const NoId = z.union([z.literal(0), z.literal(''), z.literal('0')]).transform(() => null)
const Text = z.string().nullish().catch(undefined)

const Product = z.object({
  id: Id.nullish().catch(undefined),
  name: Text,
  name_ar: Text,
  price: Amount,
  qty: Count,
  image: Text,
  sku: Text,
})
export type WireProduct = z.infer<typeof Product>

const Customer = z.object({
  id: z.union([NoId, Id]).nullish(),
  name: Text,
  email: Text,
  mobile: z.union([z.string(), z.number()]).transform(String).nullish().catch(undefined),
})
export type WireCustomer = z.infer<typeof Customer>

const Listed = z.object({
  identifier: Id,
  order_id: z.union([NoId, Id]).nullish(),
  phase: Text,
  reminders_count: Count.nullish(),
  cart_total: Amount,
  created_at: Text,
  updated_at: Text,
})
export type WireListed = z.infer<typeof Listed>

const Cart = Listed.omit({ identifier: true }).extend({
  url: Text,
  customer: Customer.nullish().catch(undefined),
  // Must be there: a cart whose products are missing is not an empty cart.
  products: z.array(Product),
})
export type WireCart = z.infer<typeof Cart>

/**
 * `GET /abandoned-carts/{identifier}`. Source: /get-abandoned-cart-details-32447061e0, the example. Inferred: amounts and
 * counts as text, and `data: null` for a cart that does not exist. Unknown: other values of `phase` than `abandoned`.
 */
export const WireCartAnswer = z.object({ data: Cart.nullable() }).transform(({ data }) => data)

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
  const list = toList(answer.data)
  const items = list?.flatMap((item) => {
    const read = Listed.safeParse(item)
    return read.success ? [read.data] : []
  })
  // One odd cart is left out; a list of nothing else is another list than we know.
  if (!list || !items || (items.length === 0 && list.length > 0)) {
    context.addIssue({ code: 'custom', path: ['data'], message: 'no list of abandoned carts' })
    return z.NEVER
  }
  const data = isRecord(answer.data) ? answer.data : {}
  const candidates = [data.pagination, data.meta, answer.pagination, answer.meta, data].flatMap((candidate) => {
    const read = Paging.safeParse(candidate)
    return read.success ? [read.data] : []
  })
  return {
    items,
    currentPage: candidates.find(({ current }) => current !== undefined)?.current,
    lastPage: candidates.find(({ last }) => last !== undefined)?.last,
  }
})

function toList(data: unknown): unknown[] | undefined {
  if (Array.isArray(data)) return data
  if (data === null) return []
  if (!isRecord(data)) return undefined
  return [data.abandoned_carts, data.carts, data.items, data.data].find((value) => Array.isArray(value))
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The only answer that means that a reminder was sent. Source: /send-reminder-32447078e0, the example. */
export const WireReminded = z.object({
  status: z.literal('success'),
  data: z.object({ reminder_sent: z.literal(true), type: z.literal('email').nullish() }),
})

/** The answer that means that none was sent. Source: /send-reminder-32447078e0. Inferred: `false` is the opposite. */
export const WireNotReminded = z.object({ data: z.object({ reminder_sent: z.literal(false) }) })

/**
 * An envelope that does not say `success` is a refusal, whatever its status line is. Source: the envelope of every
 * example. Unknown: what a failure looks like.
 */
export function toRefusalStatus(body: unknown, status: number): number | undefined {
  const envelope = z.object({ status: z.string() }).safeParse(body)
  return envelope.success && envelope.data.status !== 'success' ? status : undefined
}
