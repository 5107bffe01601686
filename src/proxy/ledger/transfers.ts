import type { CartRef } from '../sealing/cart-handle.ts'
import { type LedgerBase, retentionMs } from './stored.ts'

/** A line of the source cart, and how many of it went into the other one. The names are for comparing it with an order. */
export interface TransferredLine {
  id: string
  quantity: number
  productId?: string
  variantId?: string
  sku?: string
  /** Of one piece, in minor units. */
  price: number
}

/** Lines of a recovered cart were put into another cart, whose order then closes both. The reference is the source. */
export interface CartTransfer extends CartRef {
  /**
   * - `copy`: into a cart that was made for it
   * - `text`: into the shopper's own cart, which was then finished
   * - `fill`: into the shopper's own cart, to go on shopping
   */
  way: 'copy' | 'text' | 'fill'
  lines: TransferredLine[]
  currency: string
  /** Milliseconds since 1970. */
  at: number
  /** An order that does not tell its lines counts until then; always where absent. */
  until?: number
  /** The id of the other cart, where the platform gave it. */
  into?: string
}

/** What was put into which cart. A cart may have been filled from several. */
export interface Transfers {
  /** Stores a transfer under every text by which an order event may name the other cart. `sourceId`: the ledger's. */
  record(destinations: readonly string[], sourceId: string, transfer: CartTransfer): Promise<void>
  /** Forgets what one source put into another cart. */
  forget(destinations: readonly string[], sourceId: string): Promise<void>
  /** The newest transfer of each source that is stored under any of these texts. */
  find(destinations: readonly string[]): Promise<CartTransfer[]>
}

/** A cart is filled from more sources only by a mistake. */
const maxSources = 100

export function createTransfers({ store, database, sealer, keysOf }: LedgerBase): Transfers {
  const { db } = database
  return {
    async record(destinations, sourceId, transfer) {
      const sealed = await sealer.seal('ledger', transfer, retentionMs)
      const keys = await Promise.all(destinations.map(keysOf))
      const at = Math.floor(transfer.at)
      const rows = keys.map(([destination = '']) => ({
        store,
        destination,
        source: sourceId,
        sealed,
        at,
        expires_at: at + retentionMs,
      }))
      if (rows.length === 0) return
      const insertion = db
        .insertInto('transfers')
        .values(rows)
        .onConflict((conflict) =>
          conflict.columns(['store', 'destination', 'source']).doUpdateSet(({ ref }) => ({
            sealed: ref('excluded.sealed'),
            at: ref('excluded.at'),
            expires_at: ref('excluded.expires_at'),
          })),
        )
      await database.batch([insertion])
    },
    async forget(destinations, sourceId) {
      const keys = (await Promise.all(destinations.map(keysOf))).flat()
      if (keys.length === 0) return
      const deletion = db
        .deleteFrom('transfers')
        .where('store', '=', store)
        .where('destination', 'in', keys)
        .where('source', '=', sourceId)
      await database.batch([deletion])
    },
    async find(destinations) {
      const keys = (await Promise.all(destinations.map(keysOf))).flat()
      if (keys.length === 0) return []
      const rows = await db
        .selectFrom('transfers')
        .selectAll()
        .where('store', '=', store)
        .where('destination', 'in', keys)
        .limit(maxSources)
        .execute()
      const newest = new Map<string, (typeof rows)[number]>()
      for (const row of rows) if (row.at > (newest.get(row.source)?.at ?? -1)) newest.set(row.source, row)
      const opened = await Promise.all(
        [...newest.values()].map(({ sealed }) => sealer.open<CartTransfer>('ledger', sealed)),
      )
      return opened.flatMap((one) => (one.status === 'open' ? [one.payload] : []))
    },
  }
}
