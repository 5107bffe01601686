import type { ApiOperation } from '../http/operation.ts'
import type { SandboxContext } from '../sandbox-context.ts'
import type { Shape } from './body-shape.ts'

export type { ApiAnswer as OperationAnswer, ApiRequest as OperationRequest } from '../http/operation.ts'

/**
 * An operation below `/stores/:storeHash/v3`. Sources are files of https://github.com/bigcommerce/docs (commit 24f580c),
 * with the `operationId` in them.
 */
export interface Operation extends ApiOperation {
  /** Scopes that allow it, one of which the API account needs; none where every account may. */
  scopes: readonly string[] | ((context: SandboxContext) => readonly string[])
  /** Documented body; absent where there is none. */
  body?: Shape
}

export const scopes = {
  readCarts: ['store_cart_read_only', 'store_cart'],
  editCarts: ['store_cart'],
  readInformation: ['store_v2_information_read_only', 'store_v2_information'],
  editInformation: ['store_v2_information'],
  readProducts: ['store_v2_products_read_only', 'store_v2_products'],
  readInventory: ['store_inventory_read_only', 'store_inventory'],
  readCustomers: ['store_v2_customers_read_only', 'store_v2_customers'],
  readCheckouts: ['store_checkouts_read_only', 'store_checkouts'],
  editCheckouts: ['store_checkouts'],
  readSites: ['store_sites_read_only', 'store_sites'],
  editSites: ['store_sites'],
} as const
