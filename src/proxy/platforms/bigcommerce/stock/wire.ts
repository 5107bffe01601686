import * as z from 'zod'

import { Flag, lenient, Numeral } from '../../../adapter/index.ts'
import { list, listOfReadable, Text } from '../fields.ts'

// What BigCommerce sends about stock, and only what is read of it.
// Sources are files of github.com/bigcommerce/docs at commit 24f580c. What is not marked otherwise is documented there.

const Count = lenient(Numeral)

/** A variant. Source: reference/catalog/product-variants_catalog.v3.yml. Inferred: a level may be null. */
export const WireVariant = z.object({
  id: Count,
  inventory_level: Count,
  inventory_warning_level: Count,
  purchasing_disabled: Flag,
  // Read only where a line needs a substitute, by `WireOffers`.
  price: z.unknown().optional(),
  sale_price: z.unknown().optional(),
  calculated_price: z.unknown().optional(),
  image_url: z.unknown().optional(),
  option_values: z.unknown().optional(),
})
export type WireVariant = z.infer<typeof WireVariant>

/** `GET /catalog/variants`. Source: reference/catalog/product-variants_catalog.v3.yml, "Get All Product Variants". */
export const WireVariants = z.object({ data: z.array(WireVariant) })

const Price = lenient(Numeral.pipe(z.number().min(0).max(1e10)))

/** What a variant costs, and what it is. Source: reference/catalog/product-variants_catalog.v3.yml. */
const Offer = z.object({
  id: Count,
  price: Price,
  sale_price: Price,
  calculated_price: Price,
  image_url: Text,
  option_values: list(
    z.object({ id: Numeral, label: z.string(), option_id: Numeral, option_display_name: z.string() }),
  ),
})
export type WireOffer = z.infer<typeof Offer>

/**
 * The variants of a product as what can be bought instead of one of them. One that cannot be read is left out.
 * Source: reference/catalog/products_catalog.v3.yml, "Get All Products".
 */
export const WireOffers = listOfReadable(Offer)

/**
 * A product with its variants. Source: reference/catalog/products_catalog.v3.yml, "Get All Products". Inferred: 0 as the
 * smallest or largest quantity of an order is no limit, and a level may be null.
 */
export const WireProduct = z.object({
  id: Numeral,
  availability: Text,
  inventory_tracking: Text,
  inventory_level: Count,
  inventory_warning_level: Count,
  order_quantity_minimum: Count,
  order_quantity_maximum: Count,
  price: Price,
  sale_price: Price,
  calculated_price: Price,
  variants: list(WireVariant.catch(() => WireVariant.parse({}))),
})
export type WireProduct = z.infer<typeof WireProduct>

/** `GET /catalog/products`. Source: reference/catalog/products_catalog.v3.yml, "Get All Products". */
export const WireProducts = z.object({ data: z.array(WireProduct) })

/**
 * How much can be sold beyond the stock. Source: none in these documents; Stencil's names of the same (cornerstone #2671,
 * catalyst #2668), and `backorder_limit` of the beta.
 */
export const WireBackorders = z.object({
  backorder_limit: Count,
  available_for_backorder: Count,
  availableForBackorder: Count,
  unlimited_backorder: Flag,
})

const Location = WireBackorders.extend({
  available_to_sell: Count,
  location_enabled: Flag,
  settings: lenient(WireBackorders.extend({ is_in_stock: Flag })),
})
export type WireLocation = z.infer<typeof Location>

const InventoryItem = z.object({
  identity: lenient(z.object({ variant_id: Count })),
  locations: listOfReadable(Location),
})
export type WireInventoryItem = z.infer<typeof InventoryItem>

/** `GET /inventory/items`. Source: reference/inventory.v3.yml, "Get Inventory at Locations". */
export const WireInventory = z.object({ data: z.array(InventoryItem) })
