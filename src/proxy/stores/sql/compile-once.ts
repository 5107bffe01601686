import type { Compilable, CompiledQuery, Kysely } from 'kysely'

import type { LedgerDatabase } from './database.ts'
import type { Tables } from './tables.ts'

/** Stands for a value of a row while a statement is compiled. */
class Place {
  readonly row: number
  readonly column: string

  constructor(row: number, column: string) {
    this.row = row
    this.column = column
  }
}

/**
 * A statement that every shopper's request makes: Kysely compiles it once for each number of rows, and not for each request.
 * The rows have the same columns each time. `build` is called with rows that hold no values yet, so all that it does with
 * them is to pass them on to Kysely.
 */
export function compileOnce<Row extends object, Result>(
  build: (db: Kysely<Tables>, rows: readonly Row[]) => Compilable<Result>,
): (database: Pick<LedgerDatabase, 'db'>, rows: readonly Row[]) => Compilable<Result> {
  const queriesOf = new WeakMap<Kysely<Tables>, CompiledQuery<Result>[]>()
  return ({ db }, rows) => {
    const queries = queriesOf.get(db) ?? []
    queriesOf.set(db, queries)
    return {
      compile() {
        const query = queries[rows.length] ?? build(db, rows.map(toPlaces) as never).compile()
        queries[rows.length] = query
        const parameters = query.parameters.map((value) =>
          value instanceof Place ? Reflect.get(rows[value.row] ?? {}, value.column) : value,
        )
        return { ...query, parameters }
      },
    }
  }
}

const toPlaces = (values: object, row: number): object =>
  Object.fromEntries(Object.keys(values).map((column) => [column, new Place(row, column)]))
