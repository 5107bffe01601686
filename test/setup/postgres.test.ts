import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { after, test } from 'node:test'
import pg from 'pg'

import { startPostgres } from './postgres.ts'

const postgres = await startPostgres()
after(() => postgres?.close())
const skip = postgres === undefined
const skipServer = postgres?.server === undefined

async function ask(connectionString: string, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}

test('each database is empty at first and knows nothing of the others', { skip }, async () => {
  const [one = '', other = ''] = await Promise.all([postgres?.createDatabase(), postgres?.createDatabase()])
  await ask(one, 'CREATE TABLE carts (id int)')
  const tables = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
  assert.deepEqual([await ask(one, tables), await ask(other, tables)], [[{ tablename: 'carts' }], []])
})

test('what was committed is there after a crash of the server', { skip: skipServer }, async () => {
  const database = (await postgres?.createDatabase()) ?? ''
  await ask(database, 'CREATE TABLE carts (id int)')
  await ask(database, 'INSERT INTO carts VALUES (1)')
  await postgres?.server?.stop('immediate')
  await assert.rejects(ask(database, 'SELECT 1'))
  await postgres?.server?.start()
  assert.deepEqual(await ask(database, 'SELECT id FROM carts'), [{ id: 1 }])
})

test('the server ends with the process that started it, even if that is killed', { skip: skipServer }, async (t) => {
  const script = `
    import { startPostgres } from '${new URL('./postgres.ts', import.meta.url).pathname}'
    const postgres = await startPostgres()
    console.log(await postgres.createDatabase())
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  t.after(() => child.kill('SIGKILL'))
  const database = await new Promise<string>((resolve) => {
    child.stdout.on('data', (chunk) => /^postgresql:/m.test(String(chunk)) && resolve(String(chunk).trim()))
  })
  assert.equal((await ask(database, 'SELECT 1')).length, 1)
  child.kill('SIGKILL')
  for (let attempt = 0; ; attempt += 1) {
    const isGone = await ask(database, 'SELECT 1').then(
      () => false,
      () => true,
    )
    if (isGone) break
    assert.ok(attempt < 200, 'the server is still there')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
})
