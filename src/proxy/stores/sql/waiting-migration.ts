import { type Kysely, sql } from 'kysely'

import type { LedgerDatabase } from './database.ts'
import type { Tables } from './tables.ts'

/** How many shoppers wait for a variant, summed up for each day on which they asked. */
export async function addWaitingFigures({ schema }: Kysely<Tables>, kind: LedgerDatabase['kind']): Promise<void> {
  const whole = kind === 'sqlite' ? 'integer' : 'bigint'
  for (const name of ['variant', 'name', 'product_id', 'variant_id']) {
    await schema.alterTable('subscriptions').addColumn(name, 'text').execute()
  }
  await schema
    .createIndex('subscriptions_by_moment')
    .on('subscriptions')
    .columns(['store', 'created_at', 'id'])
    .where(sql.ref('variant'), 'is not', null)
    .execute()
  await schema
    .createTable('day_waiting')
    .addColumn('store', 'text', (column) => column.notNull())
    .addColumn('day', whole, (column) => column.notNull())
    .addColumn('variant', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('product_id', 'text')
    .addColumn('variant_id', 'text')
    .addColumn('waiting', whole, (column) => column.notNull())
    .addColumn('notified', whole, (column) => column.notNull())
    .addColumn('since', whole)
    .addForeignKeyConstraint('day_waiting_of', ['store', 'day'], 'days', ['store', 'day'], (key) =>
      key.onDelete('cascade'),
    )
    .addPrimaryKeyConstraint('day_waiting_pk', ['store', 'day', 'variant'])
    .execute()
}
