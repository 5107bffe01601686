import { sql } from 'kysely'

import type { DayBlockedRow } from '../stores/sql/tables.ts'
import { type BlockedSum, createBlockedSums } from './blocked-sums.ts'
import { type LedgerBase, maxSlice } from './stored.ts'
import { yieldToRequests } from './yield.ts'

/** Sums of the carts that were first seen on the days of a window. */
export interface Figures {
  sent: number
  opened: number
  checkedOut: number
  ordered: number
  recovered: number
  orderedWithoutLink: number
  values: { kind: 'recovered' | 'ordered-without-link'; currency: string; amount: number }[]
  /** By variant and currency, the costliest first. */
  blocked: BlockedSum[]
}

/** Enough for 50 variants with a few currencies each. */
const maxBlocked = 200

/** Reads the figures of the UTC days since this one, as they were counted. */
export async function readFigures(base: LedgerBase, since: number): Promise<Figures> {
  const { store, database } = base
  const { db } = database
  const sum = (column: string) => sql<number>`cast(coalesce(sum(${sql.ref(column)}), 0) as bigint)`
  const funnel = await db
    .selectFrom('days')
    .select([
      sum('sent').as('sent'),
      sum('opened').as('opened'),
      sum('checked_out').as('checkedOut'),
      sum('ordered').as('ordered'),
      sum('recovered').as('recovered'),
      sum('ordered_without_link').as('orderedWithoutLink'),
    ])
    .where('store', '=', store)
    .where('day', '>=', since)
    .executeTakeFirstOrThrow()
  const values = await db
    .selectFrom('day_values')
    .select(['kind', 'currency', sum('amount').as('amount')])
    .where('store', '=', store)
    .where('day', '>=', since)
    .groupBy(['kind', 'currency'])
    .execute()
  return { ...funnel, values: values as Figures['values'], blocked: await readBlocked(base, since) }
}

/** A day has up to 500 rows, and so 90 of them more than one statement may read. */
async function readBlocked({ store, database: { db } }: LedgerBase, since: number): Promise<BlockedSum[]> {
  const sums = createBlockedSums()
  type Row = Omit<DayBlockedRow, 'store'>
  for (
    let last: Pick<Row, 'day' | 'variant' | 'currency'> | undefined = { day: since, variant: '', currency: '' };
    last;
  ) {
    const { day, variant, currency } = last
    const rows: Row[] = await db
      .selectFrom('day_blocked')
      .select(['day', 'variant', 'currency', 'name', 'product_id', 'variant_id', 'carts', 'amount'])
      .where('store', '=', store)
      .where(({ eb, refTuple, tuple }) =>
        eb(refTuple('day', 'variant', 'currency'), '>', tuple(day, variant, currency)),
      )
      .orderBy('day')
      .orderBy('variant')
      .orderBy('currency')
      .limit(maxSlice)
      .execute()
    for (const { product_id: productId, variant_id: variantId, day: _day, ...row } of rows) {
      sums.add({ ...row, productId, variantId })
    }
    last = rows.length < maxSlice ? undefined : rows.at(-1)
    await yieldToRequests()
  }
  return sums.costliest(maxBlocked)
}
