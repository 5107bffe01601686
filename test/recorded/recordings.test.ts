import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'

import { RecoveryError, UpstreamError } from '../../src/proxy/adapter/index.ts'
import { type Fixture, readFixtures } from './fixtures.ts'
import { isRead, readAny } from './reads.ts'

const folder = process.env.CART_RECOVERY_RECORDINGS

// The folder that `doctor --record` wrote, where one is given. What CI can prove of them is below, and in test/http/doctor-record.test.ts.
if (folder) {
  test('a store’s own recordings are read', async () => {
    const recordings = readFixtures(folder)
    assert.ok(recordings.length > 0, `${folder} holds no recording`)
    const { read, unused, refused } = await readAll(recordings)
    console.log(`recordings of a store: ${read} read, ${unused} of no use, ${refused.length} refused`)
    assert.deepEqual(refused, [])
  })
}

test('a folder of recordings is read without any expectation, and a body that is refused is named', async () => {
  const copy = mkdtempSync(join(tmpdir(), 'recordings-'))
  try {
    cpSync(join(import.meta.dirname, 'bigcommerce/cart-plain-2022.json'), join(copy, 'bigcommerce/1.json'))
    const { body, operation, source } = JSON.parse(readFileSync(join(copy, 'bigcommerce/1.json'), 'utf8'))
    const write = (name: string, recording: object) =>
      writeFileSync(join(copy, 'bigcommerce', name), JSON.stringify({ source, ...recording }))
    write('2.json', { operation, status: 404, body: { status: 404, title: 'A cart was not found' } })
    write('3.json', { operation: 'GET /pages', status: 200, body: { data: [] } })
    writeFileSync(
      join(copy, 'bigcommerce-hooks.json'),
      JSON.stringify({ source, operation: 'GET /hooks', body: { data: [] } }),
    )
    write('5.json', { operation: 'GET /catalog/products', status: 200, body: { data: 'none' } })
    write('4.json', { operation, status: 200, body: { data: { ...body.data, currency: null } } })
    const { read, unused, refused } = await readAll(readFixtures(copy))
    assert.deepEqual([read, unused], [3, 1])
    assert.match(refused.join(), /^bigcommerce\/4: .*currency.*bigcommerce\/5: .*data/)
  } finally {
    rmSync(copy, { recursive: true })
  }
})

/** Reads without comparing. An answer that says why it is none, as 404 does, is read too. */
async function readAll(recordings: readonly Fixture[]) {
  const refused: string[] = []
  let unused = 0
  for (const recording of recordings) {
    if (!isRead(recording)) {
      unused += 1
      continue
    }
    try {
      const { unreadable } = await readAny(recording)
      if (unreadable) refused.push(`${recording.name}: ${unreadable}`)
    } catch (error) {
      const isAnswer = error instanceof RecoveryError || (error instanceof UpstreamError && error.failure === 'status')
      if (!isAnswer) refused.push(`${recording.name}: ${error instanceof Error ? error.message : error}`)
    }
  }
  return { read: recordings.length - unused - refused.length, unused, refused }
}
