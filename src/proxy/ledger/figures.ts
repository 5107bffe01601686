import { sql } from 'kysely'
import { countChangedDays } from './days.ts'
import { dayOf, type LedgerBase } from './stored.ts'

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

/** What of one variant could not be bought. */
export interface BlockedSum {
  variant: string
  currency: string
  name: string
  productId: string | null
  variantId: string | null
  carts: number
  amount: number
}

/** Enough for 50 variants with a few currencies each. */
const maxBlocked = 200

/** Reads the figures of the last `days` UTC days, today included. What has changed since it was counted is counted first. */
export async function readFigures(base: LedgerBase, days: number): Promise<Figures> {
  const { store, database, clock } = base
  const { db } = database
  const since = dayOf(clock()) - days + 1
  await countChangedDays(base, since)
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
  const blocked = await db
    .selectFrom('day_blocked')
    .select(({ fn }) => [
      'variant',
      'currency',
      fn.min<string>('name').as('name'),
      fn.min<string | null>('product_id').as('productId'),
      fn.min<string | null>('variant_id').as('variantId'),
      sum('carts').as('carts'),
      sum('amount').as('amount'),
    ])
    .where('store', '=', store)
    .where('day', '>=', since)
    .groupBy(['variant', 'currency'])
    .orderBy('amount', 'desc')
    .limit(maxBlocked)
    .execute()
  return { ...funnel, values: values as Figures['values'], blocked }
}
