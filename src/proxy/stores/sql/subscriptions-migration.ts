import { type CreateTableBuilder, type Kysely, sql } from 'kysely'

import type { LedgerDatabase } from './database.ts'
import type { Tables } from './tables.ts'

/** What shoppers want to be told of once it is back in stock: read by cart, and by when it is due. */
export async function addSubscriptions({ schema }: Kysely<Tables>, kind: LedgerDatabase['kind']): Promise<void> {
  const whole = kind === 'sqlite' ? 'integer' : 'bigint'
  let table: CreateTableBuilder<string, string> = schema.createTable('subscriptions')
  for (const text of ['store', 'id', 'revision', 'cart_id', 'platform', 'sealed', 'status'])
    table = table.addColumn(text, 'text', (column) => column.notNull())
  for (const number of ['attempts', 'created_at', 'expires_at'])
    table = table.addColumn(number, whole, (column) => column.notNull())
  await table
    .addColumn('due_at', whole)
    .addPrimaryKeyConstraint('subscriptions_pk', ['store', 'id'] as never)
    .execute()
  const index = (name: string, columns: string[]) => schema.createIndex(name).on('subscriptions').columns(columns)
  await index('subscriptions_of_cart', ['store', 'cart_id']).execute()
  await index('subscriptions_due', ['store', 'due_at']).where(sql.ref('due_at'), 'is not', null).execute()
  await index('subscriptions_by_end', ['expires_at']).execute()
}
