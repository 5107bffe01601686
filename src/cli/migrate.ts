import { listMigrations } from '../proxy/stores/sql/migrate.ts'
import { loadConfig } from './load-config.ts'
import { databaseAddress, openStateStore } from './open-state-store.ts'

export interface MigrateOptions {
  config?: string
  /** Prints the statements for this kind of database, and touches none. True: for the kind that `serve` would use. */
  sql?: 'sqlite' | 'd1' | 'postgres' | true
}

/**
 * `cart-recovery migrate`: brings the database to this version, as `serve` does at its start. With `--sql` it prints the
 * statements instead, for a database that it cannot reach itself.
 */
export async function migrate({ config, sql }: MigrateOptions): Promise<void> {
  if (sql !== undefined) {
    const isPostgres = sql === 'postgres' || (sql === true && databaseAddress() !== undefined)
    process.stdout.write(await toScript(isPostgres ? 'postgres' : 'sqlite'))
    return
  }
  const stateStore = await openStateStore(await loadConfig(config))
  const { database } = stateStore
  await stateStore.close()
  const last = database && (await listMigrations(database.kind)).at(-1)?.name
  process.stdout.write(
    last === undefined
      ? 'The state store of the configuration has no database of ours, so there is nothing to do.\n'
      : `The database is of this version: ${last} is its last migration.\n`,
  )
}

/** Every migration under its name. In PostgreSQL each is a transaction; D1 makes one of the whole file by itself. */
async function toScript(kind: 'sqlite' | 'postgres'): Promise<string> {
  const migrations = await listMigrations(kind)
  return migrations
    .map(({ name, statements }) => {
      const lines = statements.map(({ sql }) => `${sql};`)
      const all = kind === 'postgres' ? ['begin;', ...lines, 'commit;'] : lines
      return `-- ${name}\n${all.join('\n')}\n`
    })
    .join('\n')
}
