import type { CreateTableBuilder, Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'

import { addConsoleFigures } from './console-migration.ts'
import type { LedgerDatabase } from './database.ts'
import { addRefusals } from './refusals-migration.ts'
import { addSubscriptions } from './subscriptions-migration.ts'
import type { Tables } from './tables.ts'
import { addWaitingFigures } from './waiting-migration.ts'

/** All migrations by name, in their order. Forward only: what was released is never changed. */
export function createMigrations(kind: LedgerDatabase['kind']): Record<string, Migration> {
  return {
    '001-tables': { up: (db: Kysely<Tables>) => createTables(db, kind) },
    '002-evictable': { up: indexEvictable },
    '003-console': { up: (db: Kysely<Tables>) => addConsoleFigures(db, kind) },
    '004-subscriptions': { up: (db: Kysely<Tables>) => addSubscriptions(db, kind) },
    '005-waiting': { up: (db: Kysely<Tables>) => addWaitingFigures(db, kind) },
    '006-refusals': { up: (db: Kysely<Tables>) => addRefusals(db, kind) },
  }
}

/** The row that a row belongs to, and is deleted with. */
interface Owner {
  table: keyof Tables
  columns: string[]
  key: string[]
}

async function createTables(db: Kysely<Tables>, kind: LedgerDatabase['kind']): Promise<void> {
  // SQLite's integers hold 64 bits; PostgreSQL's hold 32, too few for milliseconds.
  const whole = kind === 'sqlite' ? 'integer' : 'bigint'
  const { schema } = db

  /** A table with texts, whole numbers, and those of both that may be null. */
  const table = (
    name: keyof Tables,
    primaryKey: string[],
    columns: { texts: string[]; numbers: string[]; maybeTexts?: string[]; maybeNumbers?: string[]; of?: Owner },
  ) => {
    const { texts, numbers, maybeTexts = [], maybeNumbers = [], of } = columns
    let builder: CreateTableBuilder<string, string> = schema.createTable(name)
    for (const text of texts) builder = builder.addColumn(text, 'text', (column) => column.notNull())
    for (const number of numbers) builder = builder.addColumn(number, whole, (column) => column.notNull())
    for (const text of maybeTexts) builder = builder.addColumn(text, 'text')
    for (const number of maybeNumbers) builder = builder.addColumn(number, whole)
    if (of) {
      const keys = [`${name}_of`, of.columns as never, of.table, of.key as never] as const
      builder = builder.addForeignKeyConstraint(...keys, (key) => key.onDelete('cascade'))
    }
    return builder.addPrimaryKeyConstraint(`${name}_pk`, primaryKey as never).execute()
  }

  await table('state', ['key'], { texts: ['key', 'value'], numbers: ['expires_at'] })
  await table('carts', ['store', 'id'], {
    texts: ['store', 'id', 'revision', 'platform', 'sealed', 'status'],
    numbers: [
      ...['is_listed', 'day', 'created_at', 'changed_at', 'abandonment_count', 'is_elsewhere'],
      ...['platform_messages', 'sent_messages', 'looked_at', 'expires_at'],
    ],
    maybeTexts: ['total_currency'],
    maybeNumbers: [
      ...['abandoned_at', 'opened_at', 'displayed_at', 'checked_out_at', 'ordered_at', 'closed_at'],
      ...['total_amount', 'offer_discount'],
    ],
  })
  await table('blocked_lines', ['store', 'cart_id', 'position'], {
    texts: ['store', 'cart_id', 'variant', 'name', 'currency'],
    numbers: ['position', 'day', 'amount'],
    maybeTexts: ['product_id', 'variant_id'],
    of: { table: 'carts', columns: ['store', 'cart_id'], key: ['store', 'id'] },
  })
  await table('messages', ['store', 'id'], {
    texts: ['store', 'id', 'revision', 'cart_id', 'kind', 'platform', 'cart_platform', 'message_channel', 'status'],
    numbers: ['is_sending', 'is_listed', 'attempts', 'created_at', 'updated_at', 'expires_at'],
    maybeTexts: ['reason'],
    maybeNumbers: ['due_at'],
  })
  await table('consents', ['store', 'key', 'message_channel'], {
    texts: ['store', 'key', 'message_channel', 'source'],
    numbers: ['granted', 'at', 'expires_at'],
    maybeTexts: ['evidence'],
  })
  await table('transfers', ['store', 'destination', 'source'], {
    texts: ['store', 'destination', 'source', 'sealed'],
    numbers: ['at', 'expires_at'],
  })
  await table('events', ['store', 'id'], { texts: ['store', 'id'], numbers: ['at', 'expires_at'] })
  await table('jobs', ['store', 'id'], {
    texts: ['store', 'id', 'revision', 'kind', 'platform', 'sealed'],
    numbers: ['attempts', 'created_at', 'expires_at'],
    maybeNumbers: ['due_at'],
  })
  await table('days', ['store', 'day'], {
    texts: ['store'],
    numbers: [
      ...['day', 'changes', 'counted', 'sent', 'opened', 'checked_out', 'ordered', 'recovered', 'ordered_without_link'],
      'expires_at',
    ],
  })
  const ofDay: Owner = { table: 'days', columns: ['store', 'day'], key: ['store', 'day'] }
  await table('day_values', ['store', 'day', 'kind', 'currency'], {
    texts: ['store', 'kind', 'currency'],
    numbers: ['day', 'amount'],
    of: ofDay,
  })
  await table('day_blocked', ['store', 'day', 'variant', 'currency'], {
    texts: ['store', 'variant', 'currency', 'name'],
    numbers: ['day', 'carts', 'amount'],
    maybeTexts: ['product_id', 'variant_id'],
    of: ofDay,
  })
  await createIndexes(db)
}

/** One index for each order in which rows are read. The tests hold the plan of every query against them. */
async function createIndexes(db: Kysely<Tables>): Promise<void> {
  const index = (name: string, table: keyof Tables, columns: string[]) =>
    db.schema
      .createIndex(name)
      .on(table)
      .columns(columns as never)
  const listed = sql.ref('is_listed')
  // Read backwards. Both in one direction, so that a place in a list is one comparison.
  const byMoment = ['created_at', 'id']
  for (const [name, table, columns] of [
    ['carts_listed', 'carts', ['store', ...byMoment]],
    ['carts_by_status', 'carts', ['store', 'status', ...byMoment]],
    ['carts_by_platform', 'carts', ['store', 'platform', ...byMoment]],
    ['carts_by_platform_status', 'carts', ['store', 'platform', 'status', ...byMoment]],
    ['carts_by_day', 'carts', ['store', 'day', 'id']],
    ['messages_newest', 'messages', ['store', ...byMoment]],
    ['messages_by_status', 'messages', ['store', 'status', ...byMoment]],
  ] as const) {
    await index(name, table, [...columns])
      .where(listed, '=', sql.lit(1))
      .execute()
  }
  await index('blocked_lines_by_day', 'blocked_lines', ['store', 'day', 'cart_id', 'position']).execute()
  await index('carts_to_look_at', 'carts', ['store', 'platform', 'looked_at'])
    .where(sql.ref('ordered_at'), 'is', null)
    .where(sql.ref('closed_at'), 'is', null)
    .execute()
  await index('messages_of_cart', 'messages', ['store', 'cart_id', 'created_at']).execute()
  await index('messages_due', 'messages', ['store', 'cart_platform', 'due_at'])
    .where(sql.ref('due_at'), 'is not', null)
    .execute()
  await index('jobs_due', 'jobs', ['store', 'due_at']).where(sql.ref('due_at'), 'is not', null).execute()
  await index('days_stale', 'days', ['store', 'day']).where(sql.ref('changes'), '>', sql.ref('counted')).execute()
  for (const table of ['state', 'carts', 'messages', 'consents', 'transfers', 'events', 'jobs', 'days'] as const) {
    await index(`${table}_by_end`, table, ['expires_at']).execute()
  }
}

/** What `makeRoom` drops first. The kinds of keys that it never drops stand here once more: a change of them is a migration. */
async function indexEvictable(db: Kysely<Tables>): Promise<void> {
  const kept = ['lock', 'lease', 'once', 'answers', 'copy', 'finish', 'finished', 'ended-session']
  await db.schema
    .createIndex('state_evictable')
    .on('state')
    .columns(['expires_at'])
    .where(sql.raw<boolean>(kept.map((kind) => `key not like '${kind}:%'`).join(' and ')))
    .execute()
}
