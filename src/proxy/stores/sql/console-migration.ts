import { type Kysely, sql } from 'kysely'

import type { LedgerDatabase } from './database.ts'
import type { Tables } from './tables.ts'

/** What the console tells carts by, sorts them by, and sums up for each day. Every day is counted again. */
export async function addConsoleFigures(db: Kysely<Tables>, kind: LedgerDatabase['kind']): Promise<void> {
  const whole = kind === 'sqlite' ? 'integer' : 'bigint'
  const { schema } = db
  for (const name of ['first_item', 'image_url', 'search_text', 'shopper_keys', 'came_by']) {
    await schema.alterTable('carts').addColumn(name, 'text').execute()
  }
  await schema.alterTable('carts').addColumn('item_count', whole).execute()
  for (const name of ['carts', 'open']) {
    const counted = schema.alterTable('days').addColumn(name, whole, (column) => column.notNull().defaultTo(0))
    await counted.execute()
  }
  await schema
    .createTable('day_channels')
    .addColumn('store', 'text', (column) => column.notNull())
    .addColumn('day', whole, (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('currency', 'text', (column) => column.notNull())
    .addColumn('opened', whole, (column) => column.notNull())
    .addColumn('recovered', whole, (column) => column.notNull())
    .addColumn('amount', whole, (column) => column.notNull())
    .addForeignKeyConstraint('day_channels_of', ['store', 'day'], 'days', ['store', 'day'], (key) =>
      key.onDelete('cascade'),
    )
    .addPrimaryKeyConstraint('day_channels_pk', ['store', 'day', 'channel', 'currency'])
    .execute()
  await schema
    .createTable('day_messages')
    .addColumn('store', 'text', (column) => column.notNull())
    .addColumn('day', whole, (column) => column.notNull())
    .addColumn('message_channel', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('count', whole, (column) => column.notNull())
    .addForeignKeyConstraint('day_messages_of', ['store', 'day'], 'days', ['store', 'day'], (key) =>
      key.onDelete('cascade'),
    )
    .addPrimaryKeyConstraint('day_messages_pk', ['store', 'day', 'message_channel', 'status', 'reason'])
    .execute()
  await schema
    .createIndex('carts_by_value')
    .on('carts')
    .columns(['store', 'total_currency', 'total_amount', 'id'])
    .where(sql.ref('is_listed'), '=', sql.lit(1))
    .where(sql.ref('total_amount'), 'is not', null)
    .execute()
  await db
    .updateTable('days')
    .set((eb) => ({ changes: eb('changes', '+', sql.lit(1)) }))
    .execute()
}
