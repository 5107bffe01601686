import * as z from 'zod'

import { Flag, isRecord, lenient, Numeral, toText } from '../../adapter/index.ts'
import { Id, list, listOfReadable, Text } from './fields.ts'

// What BigCommerce sends, and only what is read of it. Where its documents disagree, both forms are accepted.
// Sources are files of github.com/bigcommerce/docs at commit 24f580c. What is not marked otherwise is documented there.

/** For calls whose answer is not read, or read back by another call. Source: none, nothing is read. */
export const WireAnything = z.unknown()

/** `GET /abandoned-carts/{token}`. Source: reference/abandoned_carts.v3.yml, "Get an abandoned cart". */
export const WireAbandonedCart = z.object({ data: z.object({ cart_id: z.string().min(1) }) })

/** What one piece costs. Beyond the limit it could not be added up exactly. */
const Price = Numeral.pipe(z.number().min(0).max(1e10))
const Quantity = Numeral.pipe(z.int().min(1).max(1e6))
/** An id of the catalogue. Absent in some examples, 0 or null where there is none. */
const CatalogueId = lenient(Numeral.pipe(z.int().min(1)))

/**
 * One choice of a line. Source: reference/carts.v3.yml, its examples; in older answers `name_id` and `value_id`. Inferred
 * from answers of real stores: ids as text, values null or numbers.
 */
const Option = z
  .object({
    name: Text,
    nameId: lenient(Numeral),
    name_id: lenient(Numeral),
    value: Text,
    valueId: lenient(Numeral),
    value_id: lenient(Numeral),
  })
  // One that cannot be read is still a choice: without it the line would be written as another one.
  .catch({} as never)
  .transform(({ name = '', nameId, name_id, value = '', valueId, value_id }) => ({
    name,
    nameId: nameId ?? name_id,
    value,
    valueId: valueId ?? value_id,
  }))

/**
 * A line of the catalogue. Download addresses are in the answer too, and are not read. Source:
 * reference/carts.v3.yml, `line_items`; `options` stands only in its examples and in the text about `include`. Inferred:
 * `variant_id` may be null. `parent_id` is a line's id, or the product's id as in reference/carts.sf.yml; `null`, `{}`,
 * `false` or absent where there is none.
 */
const CatalogueItem = z
  .object({
    id: Id,
    parent_id: z.transform((value) => {
      const id = toText(value)?.trim()
      return id === '0' ? undefined : id || undefined
    }),
    product_id: CatalogueId,
    variant_id: CatalogueId,
    sku: Text,
    name: Text,
    url: Text,
    quantity: Quantity,
    image_url: Text,
    // Counts only where there is no sale price.
    list_price: z.unknown(),
    sale_price: Price.nullish(),
    is_mutable: Flag,
    added_by_promotion: Flag,
    // Absent means that the answer does not tell the options, not that there are none.
    options: list(Option).optional(),
  })
  .transform(({ list_price, sale_price, ...item }, context) => {
    const { data: price } = Price.safeParse(sale_price ?? list_price)
    if (price !== undefined) return { ...item, price }
    context.addIssue({ code: 'custom', path: ['list_price'], message: 'must be a price' })
    return z.NEVER
  })
export type WireItem = z.infer<typeof CatalogueItem>

const Contact = lenient(z.object({ name: Text, email: Text }))

const GiftCertificate = z.object({
  id: Id,
  name: Text,
  theme: Text,
  amount: Price,
  // Only the examples of reference/carts.v3.yml have it.
  quantity: Quantity.nullish(),
  sender: Contact,
  recipient: Contact,
  message: Text,
})
export type WireGiftCertificate = z.infer<typeof GiftCertificate>

const CustomItem = z.object({
  id: Id,
  sku: Text,
  name: Text,
  // Strings in the schema of reference/carts.v3.yml, numbers in its examples.
  quantity: Quantity,
  list_price: Price,
  image_url: Text,
})
export type WireCustomItem = z.infer<typeof CustomItem>

/** A sum of money of the whole cart. One that no cart can have is as if it were not there. */
const Sum = lenient(Numeral.pipe(z.number().min(0).max(1e11)))

const Coupon = z.object({ code: Text, display_name: Text, discounted_amount: Sum })

/** A cart without lines comes as `{}`, `[]` or null too. */
const LineItems = z.preprocess(
  (value) => (isRecord(value) ? value : {}),
  z.object({
    physical_items: list(CatalogueItem),
    digital_items: list(CatalogueItem),
    gift_certificates: list(GiftCertificate),
    custom_items: list(CustomItem),
  }),
)

const hasLines = (lines: z.infer<typeof LineItems>) => Object.values(lines).some(({ length }) => length > 0)

/**
 * A cart. It is refused only where its id, customer, channel or currency, or a line's id, quantity or price cannot be
 * read, or where it costs something and has no lines. Source: reference/carts.v3.yml, "Get a Cart". Inferred: `customer_id` 0 or null is a guest.
 */
export const WireCart = z
  .object({
    id: Id,
    customer_id: Numeral.pipe(z.int().min(0)).nullable(),
    channel_id: Id,
    currency: z.object({ code: z.string().regex(/^[A-Za-z]{3}$/) }),
    tax_included: lenient(Flag),
    base_amount: Sum,
    discount_amount: Sum,
    manual_discount_amount: Sum,
    cart_amount: Sum,
    coupons: listOfReadable(Coupon),
    version: lenient(Numeral.pipe(z.int().min(0))),
    line_items: LineItems,
  })
  // An answer that lost its lines on the way must not look as if the shopper's lines had been removed.
  .refine(
    ({ line_items, base_amount = 0, cart_amount = 0 }) => hasLines(line_items) || base_amount + cart_amount === 0,
    {
      path: ['line_items'],
      error: 'must not be empty in a cart that costs something',
    },
  )
export type WireCart = z.infer<typeof WireCart>

/** `GET /carts/{id}`. Source: reference/carts.v3.yml, "Get a Cart". */
export const WireCartAnswer = z.object({ data: WireCart })

/**
 * A write to a cart's items. A write that deleted the cart answers 204, without a body. Source: reference/carts.v3.yml,
 * "Add Cart Line Items", "Update Cart Line Item", "Delete Cart Line Item".
 */
export const WireWriteAnswer = WireCartAnswer.optional()

const RedirectUrls = z.object({ checkout_url: z.string() })

/**
 * `POST /carts/{id}/redirect_urls`. Source: reference/carts.v3.yml, "Create Cart Redirect URL"; without its envelope in
 * docs/storefront/headless/cart-checkout/carts.mdx.
 */
export const WireRedirectUrls = z.union([z.object({ data: RedirectUrls }).transform(({ data }) => data), RedirectUrls])

/**
 * `POST /carts?include=redirect_urls`. Source: reference/carts.v3.yml, "Create a Cart". Links that cannot be read are asked for
 * by another call: the cart is made.
 */
export const WireNewCart = z.object({ data: z.object({ id: Id, redirect_urls: lenient(RedirectUrls) }) })

/**
 * `GET /catalog/products/{id}/variants/{id}`. Source: reference/catalog/product-variants_catalog.v3.yml, "Get a Product
 * Variant".
 */
export const WireVariantOptions = z.object({
  data: z.object({ option_values: listOfReadable(z.object({ option_id: Numeral, id: Numeral })) }),
})

/**
 * `GET /checkouts/{id}`, read for what the shopper typed there: the fields that a billing address is written with. Source:
 * reference/checkouts.v3.yml, "Get a Checkout", "Add Checkout Billing Address", which requires `email` and `country_code`.
 */
export const WireTypedAddress = z.object({
  data: z.object({
    billing_address: lenient(
      z.object({
        first_name: Text,
        last_name: Text,
        email: Text,
        company: Text,
        address1: Text,
        address2: Text,
        city: Text,
        state_or_province: Text,
        state_or_province_code: Text,
        country_code: Text,
        postal_code: Text,
        phone: Text,
        custom_fields: lenient(z.array(z.unknown())),
      }),
    ),
  }),
})
