import { after } from 'node:test'

import { createMemoryStore } from '../../src/proxy/stores/memory.ts'
import { createPostgresStore } from '../../src/proxy/stores/postgres.ts'
import { databaseCases, lockCases, stateCases, testStore } from '../../src/proxy/stores/suite/index.ts'
import { startPostgres } from '../setup/postgres.ts'

const postgres = await startPostgres()
after(() => postgres?.close())

testStore(
  'postgres',
  { ...stateCases, ...lockCases, ...databaseCases },
  async () => {
    const connectionString = (await postgres?.createDatabase()) ?? ''
    const open = () => ({ ...createPostgresStore({ connectionString }), records: createMemoryStore().records })
    return { stores: [open(), open()] }
  },
  { skip: postgres === undefined },
)
