import { type Kysely, sql } from 'kysely'

import type { LedgerDatabase } from './database.ts'
import type { Tables } from './tables.ts'

/** How many shoppers said no to messages, counted for each day on which they did. */
export async function addRefusals({ schema }: Kysely<Tables>, kind: LedgerDatabase['kind']): Promise<void> {
  const whole = kind === 'sqlite' ? 'integer' : 'bigint'
  await schema.alterTable('consents').addColumn('refusal_day', whole).execute()
  await schema
    .createIndex('consents_refused')
    .on('consents')
    .columns(['store', 'refusal_day', 'key'])
    .where(sql.ref('refusal_day'), 'is not', null)
    .execute()
  await schema
    .alterTable('days')
    .addColumn('refusals', whole, (column) => column.notNull().defaultTo(0))
    .execute()
}
