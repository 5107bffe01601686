import assert from 'node:assert/strict'
import { mkdtempSync, openSync, readSync, rmSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { after, type TestContext, test } from 'node:test'

import { connectSqlite } from './sqlite-connection.ts'

const folder = mkdtempSync(join(tmpdir(), 'cart-recovery-'))
after(() => rmSync(folder, { recursive: true }))

async function openConnection(name: string) {
  const path = join(folder, name)
  const connection = await connectSqlite(path)
  await connection.execute({ sql: 'create table rows (id integer primary key, text text)', parameters: [] })
  const insert = (id: number, text = '') => ({
    sql: 'insert into rows (id, text) values (?, ?)',
    parameters: [id, text],
  })
  const ids = async () => {
    const { rows } = await connection.execute({ sql: 'select id from rows', parameters: [] })
    return (rows as { id: number }[]).map(({ id }) => id)
  }
  return { path, connection, insert, ids }
}

/** Lets the test decide when the disk has what was written, and whether. */
async function holdDisk(t: TestContext) {
  const file = await open(join(folder, 'any'), 'w')
  const waits: PromiseWithResolvers<void>[] = []
  const prototype: FileHandle = Object.getPrototypeOf(file)
  await file.close()
  t.mock.method(prototype, 'datasync', () => {
    const wait = Promise.withResolvers<void>()
    waits.push(wait)
    return wait.promise
  })
  return waits
}

const turn = () => new Promise((resolve) => setTimeout(resolve, 20))

async function until(isSo: () => boolean | Promise<boolean>) {
  while (!(await isSo())) await turn()
}

test('a change is acknowledged once it is on the disk, and what comes meanwhile shares the next wait', async (t) => {
  const { connection, insert, ids } = await openConnection('synced.db')
  const waits = await holdDisk(t)
  const acknowledged: number[] = []
  const change = (id: number) => connection.batch([insert(id)]).then(() => void acknowledged.push(id))
  const first = change(1)
  await until(() => waits.length === 1)
  // The process goes on meanwhile.
  assert.deepEqual([await ids(), acknowledged, waits.length], [[1], [], 1])
  const others = [change(2), change(3)]
  await until(async () => (await ids()).length === 3)
  assert.deepEqual([await ids(), acknowledged, waits.length], [[1, 2, 3], [], 1])
  waits[0]?.resolve()
  await first
  await until(() => waits.length === 2)
  assert.deepEqual(acknowledged, [1])
  waits[1]?.resolve()
  await Promise.all(others)
  assert.deepEqual(acknowledged, [1, 2, 3])
  await connection.close()
})

test('a store that is closed waits for the disk', async (t) => {
  const { connection, insert } = await openConnection('closing.db')
  const waits = await holdDisk(t)
  let isClosed = false
  const writing = connection.batch([insert(1)])
  const closing = connection.close().then(() => {
    isClosed = true
  })
  await until(() => waits.length === 1)
  await turn()
  assert.equal(isClosed, false)
  waits[0]?.resolve()
  await Promise.all([writing, closing])
})

test('where the disk failed nothing is acknowledged any more, because it is not known what it holds', async (t) => {
  const { connection, insert } = await openConnection('failed.db')
  const waits = await holdDisk(t)
  const writing = connection.batch([insert(1)])
  await until(() => waits.length === 1)
  waits[0]?.reject(new Error('EIO'))
  await assert.rejects(writing, { name: 'StoreDownError', reason: 'away' })
  await assert.rejects(connection.batch([insert(2)]), { name: 'StoreDownError', reason: 'away' })
  assert.equal(waits.length, 1)
  await connection.close()
})

test('a thread moves the log into the database, and the process that writes never does', async (t) => {
  const { path, connection, insert } = await openConnection('moved.db')
  const moves = t.mock.method(DatabaseSync.prototype, 'exec').mock
  const log = openSync(`${path}-wal`, 'r')
  /** How often the log was begun anew: https://sqlite.org/fileformat2.html#the_write_ahead_log */
  const begun = () => {
    const header = Buffer.alloc(32)
    readSync(log, header, 0, 32, 0)
    return header.readUInt32BE(12)
  }
  const before = begun()
  let id = 0
  while (id < 150) await connection.batch([insert(id++, 'x'.repeat(5000))])
  // Slowly, so that SQLite's own limit is far away.
  await until(async () => {
    await connection.batch([insert(id++)])
    return begun() > before
  })
  assert.equal(
    moves.calls.some(({ arguments: [sql] }) => /checkpoint/i.test(sql)),
    false,
  )
  await connection.close()
})
