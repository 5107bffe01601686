import { join } from 'node:path'

import { startPostgres } from '../setup/postgres.ts'

export type DatabaseKind = 'postgres' | 'sqlite'

/** What the instances share. */
export interface SharedDatabase {
  /** Variables that lead an instance to it. */
  env: Record<string, string>
  /** Stops it as a crash would, and starts it again. Absent where there is no server to stop. */
  crash?(awayMs: number): Promise<void>
  close(): Promise<void>
}

/** A PostgreSQL that waits for its disk, or one file. Undefined where the tests have no PostgreSQL. */
export async function openDatabase(kind: DatabaseKind, folder: string): Promise<SharedDatabase | undefined> {
  if (kind === 'sqlite') {
    return { env: { CART_RECOVERY_LEDGER: join(folder, 'ledger.db') }, close: async () => {} }
  }
  const postgres = await startPostgres({ waitsForDisk: true })
  if (!postgres) return undefined
  const { server } = postgres
  return {
    env: { LOAD_POSTGRES: await postgres.createDatabase() },
    ...(server && {
      async crash(awayMs) {
        await server.stop('immediate')
        await new Promise((resolve) => setTimeout(resolve, awayMs))
        await server.start()
      },
    }),
    close: () => postgres.close(),
  }
}
