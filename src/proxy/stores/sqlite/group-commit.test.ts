import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { after, test } from 'node:test'

import { createSqliteStore } from '../sqlite.ts'
import { connectSqlite } from './sqlite-connection.ts'

const folder = mkdtempSync(join(tmpdir(), 'cart-recovery-'))
after(() => rmSync(folder, { recursive: true }))

test('what was acknowledged is there after the process was killed', async (t) => {
  const path = join(folder, 'killed.db')
  const script = `
    import { writeSync } from 'node:fs'
    import { createSqliteStore } from '${new URL('../sqlite.ts', import.meta.url).pathname}'
    const store = createSqliteStore({ path: '${path}' })
    let next = 0
    for (let writer = 0; writer < 32; writer++) void (async () => {
      for (;;) {
        const key = 'key-' + next++
        await store.set(key, 'x'.repeat(2000), 3_600_000)
        writeSync(1, key + '\\n')
      }
    })()`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  t.after(() => child.kill('SIGKILL'))
  let printed = ''
  child.stdout.on('data', (chunk) => {
    printed += chunk
    if (printed.length > 8000) child.kill('SIGKILL')
  })
  await once(child, 'close')
  const acknowledged = printed.split('\n').slice(0, -1)
  assert.ok(acknowledged.length > 500)
  const store = createSqliteStore({ path })
  for (const key of acknowledged) assert.equal((await store.get(key))?.length, 2000, key)
  await store.close()
})

async function openConnection(name: string) {
  const path = join(folder, name)
  const connection = await connectSqlite(path)
  await connection.execute({ sql: 'create table rows (id integer primary key)', parameters: [] })
  const insert = (id: number) => ({ sql: 'insert into rows (id) values (?)', parameters: [id] })
  const count = async () => {
    const { rows } = await connection.execute({ sql: 'select count(*) as count from rows', parameters: [] })
    return Number((rows as { count: number }[])[0]?.count)
  }
  return { path, connection, insert, count }
}

test('changes that come at once wait for the disk together, and one that fails ends alone', async () => {
  const { connection, insert, count } = await openConnection('together.db')
  const ends = await Promise.allSettled(
    [1, 2, 2, 3].map((id) => connection.batch([insert(10 * id), insert(10 * id + 1)])),
  )
  assert.deepEqual(
    ends.map(({ status }) => status),
    ['fulfilled', 'fulfilled', 'rejected', 'fulfilled'],
  )
  assert.equal(await count(), 6)
  await connection.close()
})

test('a change that may wait shares the commit of one that may not, and otherwise of its own kind', async (t) => {
  const { connection, insert, count } = await openConnection('late.db')
  const commits = t.mock.method(DatabaseSync.prototype, 'exec')
  const committed = () => commits.mock.calls.filter(({ arguments: [sql] }) => sql === 'COMMIT').length
  const late = (id: number) => connection.batch([insert(id)], { mayWait: true })
  const first = late(1)
  await new Promise((resolve) => setImmediate(resolve))
  assert.deepEqual([await count(), committed()], [0, 0])
  await Promise.all([first, connection.batch([insert(2)])])
  assert.equal(committed(), 1)
  await late(3)
  assert.deepEqual([await count(), committed()], [3, 2])
  await Promise.all(Array.from({ length: 60 }, (_, index) => late(10 + index)))
  assert.deepEqual([await count(), committed()], [63, 4])
  const last = late(4)
  await connection.close()
  await last
})

test('a change waits for another process that writes, and the process does not stand still meanwhile', async () => {
  const { path, connection, insert, count } = await openConnection('waiting.db')
  const other = new DatabaseSync(path)
  other.exec('BEGIN IMMEDIATE')
  let turns = 0
  const turning = setInterval(() => turns++, 1)
  const writing = connection.batch([insert(1)])
  setTimeout(() => other.exec('COMMIT'), 300)
  await writing
  clearInterval(turning)
  assert.ok(turns > 3, `${turns} turns of the event loop`)
  assert.equal(await count(), 1)
  other.close()
  await connection.close()
})

test('behind a process that writes for long all who came at once give up at once', async (t) => {
  const { path, connection, insert, count } = await openConnection('patience.db')
  const other = new DatabaseSync(path)
  other.exec('BEGIN IMMEDIATE')
  let now = performance.now()
  t.mock.method(performance, 'now', () => now)
  const writing = Promise.allSettled(Array.from({ length: 70 }, (_, id) => connection.batch([insert(id)])))
  // It is tried by now.
  await new Promise((resolve) => setTimeout(resolve, 100))
  now += 4000
  const late = connection.batch([insert(100)])
  now += 1500
  const reasons = new Set((await writing).map((end) => end.status === 'rejected' && end.reason.reason))
  assert.deepEqual([...reasons], ['slow'])
  other.exec('COMMIT')
  await late
  assert.equal(await count(), 1)
  other.close()
  await connection.close()
})

test('what is waiting when the store is closed is written', async () => {
  const path = join(folder, 'closed.db')
  const store = createSqliteStore({ path })
  await store.check()
  const writing = store.set('key', 'value', 60_000)
  await store.close()
  await writing
  const again = createSqliteStore({ path })
  assert.equal(await again.get('key'), 'value')
  await again.close()
})

test('a store that was closed before its first use does not open any more', async () => {
  const path = join(folder, 'never.db')
  const store = createSqliteStore({ path })
  await store.close()
  await assert.rejects(store.set('key', 'value', 60_000), { name: 'StoreDownError', reason: 'away' })
  assert.equal(existsSync(path), false)
})

test('where a transaction cannot be rolled back the store is away, and not at fault', async (t) => {
  const { connection, insert } = await openConnection('stuck.db')
  const exec = DatabaseSync.prototype.exec
  t.mock.method(DatabaseSync.prototype, 'exec', function (this: DatabaseSync, sql: string) {
    if (sql === 'COMMIT' || sql === 'ROLLBACK') throw Object.assign(new Error('disk I/O error'), { errcode: 10 })
    exec.call(this, sql)
  })
  for (const id of [1, 2]) {
    await assert.rejects(connection.batch([insert(id)]), { name: 'StoreDownError', reason: 'away' })
  }
  t.mock.restoreAll()
  // Once it can be rolled back, it is, and the next change is written.
  await connection.batch([insert(3)])
  await connection.close()
})

test('a full disk, and a file that takes no changes, are said as such', async () => {
  const { connection, insert } = await openConnection('full.db')
  const { rows } = await connection.execute({ sql: 'pragma page_count', parameters: [] })
  await connection.execute({
    sql: `pragma max_page_count = ${Object.values(rows[0] as object)[0]}`,
    parameters: [],
  })
  await connection.execute({ sql: 'create table texts (text)', parameters: [] }).then(
    () => assert.fail('there is room'),
    (error) => assert.deepEqual([error.name, error.reason], ['StoreDownError', 'full']),
  )
  // The store goes on as far as there is room.
  await connection.batch([insert(1)])
  await connection.execute({ sql: 'pragma query_only = on', parameters: [] })
  await assert.rejects(connection.batch([insert(2)]), { name: 'StoreDownError', reason: 'read-only' })
  await connection.close()
})
