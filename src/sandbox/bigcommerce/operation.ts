import type { SandboxContext } from '../sandbox-context.ts'
import type { Shape } from './body-shape.ts'

/** One documented method of one documented path. What is not in this table is refused. */
export interface Operation {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Below `/stores/:storeHash/v3`, with `:names`. */
  path: string
  /** Scopes that allow it, one of which the API account needs; none where every account may. */
  scopes: readonly string[] | ((context: SandboxContext) => readonly string[])
  /** Documented query parameters. */
  query?: readonly string[]
  /** Documented body; absent where there is none. */
  body?: Shape
  answer(request: OperationRequest, context: SandboxContext): OperationAnswer
}

/** A request that passed every general check. */
export interface OperationRequest {
  params: Record<string, string>
  query: URLSearchParams
  /** The checked body; an empty object where none was sent. */
  body: Record<string, unknown>
  now: number
}

export interface OperationAnswer {
  status: number
  /** Sent as it is; no body at all where absent. */
  body?: unknown
  /** Something changed. */
  write?: boolean
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
  readSites: ['store_sites_read_only', 'store_sites'],
  editSites: ['store_sites'],
} as const
