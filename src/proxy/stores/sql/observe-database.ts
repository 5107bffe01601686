import { type DatabaseObservation, observationChannel } from '../../adapter/observation.ts'
import { StoreDownError } from '../store-down-error.ts'
import type { Statement } from './connection.ts'
import type { Tables } from './tables.ts'

const observed = observationChannel<DatabaseObservation>('cart-recovery:database')

const tables: Record<keyof Tables, true> = {
  state: true,
  carts: true,
  blocked_lines: true,
  messages: true,
  consents: true,
  transfers: true,
  events: true,
  jobs: true,
  subscriptions: true,
  days: true,
  day_values: true,
  day_blocked: true,
  day_channels: true,
  day_messages: true,
  day_waiting: true,
}

/** Runs one statement, or a batch of them, and publishes how long it took and how it ended. */
export async function observeStatements<Result>(
  statements: readonly Statement[],
  run: () => Promise<Result>,
): Promise<Result> {
  if (!observed.hasSubscribers) return run()
  const operation = operationOf(statements)
  const startedAt = performance.now()
  const publish = (failure?: string) => {
    observed.publish({ operation, durationMs: performance.now() - startedAt, ...(failure && { failure }) })
  }
  try {
    const result = await run()
    publish()
    return result
  } catch (error) {
    publish(error instanceof StoreDownError ? error.reason : 'error')
    throw error
  }
}

/** The verb and the table that it names first: `select carts`, `batch messages`. Whatever else it is, is `other`. */
function operationOf(statements: readonly Statement[]): string {
  const sql = statements[0]?.sql ?? ''
  const [, verb = ''] = /^\s*(select|insert|update|delete)\b/i.exec(sql) ?? []
  const [, table = ''] = /\b(?:from|into|update)\s+"?(\w+)"?/i.exec(sql) ?? []
  if (!verb || !Object.hasOwn(tables, table)) return 'other'
  return `${statements.length > 1 ? 'batch' : verb.toLowerCase()} ${table}`
}
