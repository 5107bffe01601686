import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import fc from 'fast-check'

import { createMemoryStore } from './memory.ts'
import { createSqliteStore } from './sqlite.ts'
import type { StateStore } from './state-store.ts'

const folder = mkdtempSync(join(tmpdir(), 'cart-recovery-'))
after(() => rmSync(folder, { recursive: true }))

let files = 0
const kinds: Record<string, (clock: () => number) => StateStore> = {
  memory: (clock) => createMemoryStore({ clock }),
  sqlite: (clock) => createSqliteStore({ path: join(folder, `${files++}.db`), clock }),
}

for (const [name, create] of Object.entries(kinds)) {
  describe(`the ${name} store`, () => {
    function open() {
      let now = 1_000_000
      const store = create(() => now)
      return { store, pass: (ms: number) => (now += ms), now: () => now }
    }
    const record = (id: string, at: number, dueAt: number | null = null, expiresAt = 9_000_000) => ({
      id,
      value: `{"of":"${id}"}`,
      at,
      dueAt,
      expiresAt,
    })

    test('a record is written only over the revision it was read at', async () => {
      const { store } = open()
      assert.equal(await store.records.write('cart', record('a', 1), 0), true)
      assert.equal(await store.records.write('cart', record('a', 2), 0), false)
      assert.equal((await store.records.read('cart', 'a'))?.revision, 1)
      assert.equal(await store.records.write('cart', record('a', 3), 1), true)
      assert.equal(await store.records.write('cart', record('a', 4), 1), false)
      const { at, revision, value } = (await store.records.read('cart', 'a')) ?? {}
      assert.deepEqual({ at, revision, value }, { at: 3, revision: 2, value: '{"of":"a"}' })
      assert.equal(await store.records.read('other', 'a'), undefined)
    })

    test('a forgotten record makes room for a new one', async () => {
      const { store, pass } = open()
      await store.records.write('cart', record('a', 1, 1, 1_000_500), 0)
      pass(500)
      assert.equal(await store.records.read('cart', 'a'), undefined)
      assert.deepEqual(await store.records.list('cart', { limit: 10 }), [])
      assert.deepEqual(await store.records.due('cart', 2_000_000, 10), [])
      assert.equal(await store.records.write('cart', record('a', 2), 0), true)
    })

    test('due records come in the order they wait, and those without a time never', async () => {
      const { store } = open()
      await store.records.write('job', record('late', 1, 300), 0)
      await store.records.write('job', record('never', 1, null), 0)
      await store.records.write('job', record('early', 1, 100), 0)
      await store.records.write('job', record('later', 1, 900), 0)
      const due = await store.records.due('job', 300, 10)
      assert.deepEqual(
        due.map(({ id, dueAt }) => [id, dueAt]),
        [
          ['early', 100],
          ['late', 300],
        ],
      )
      assert.equal((await store.records.due('job', 900, 1)).length, 1)
    })

    test('pages of a listing hold every record once, newest first, whatever their times', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.uniqueArray(fc.tuple(fc.string({ minLength: 1, maxLength: 4 }), fc.nat(5)), { selector: ([id]) => id }),
          fc.integer({ min: 1, max: 4 }),
          async (rows, limit) => {
            const { store } = open()
            for (const [id, at] of rows) await store.records.write('cart', record(id, at), 0)
            const listed: { id: string; at: number }[] = []
            for (;;) {
              const last = listed.at(-1)
              const page = await store.records.list('cart', { limit, ...(last && { after: last }) })
              listed.push(...page)
              if (page.length < limit) break
            }
            assert.equal(new Set(listed.map(({ id }) => id)).size, rows.length)
            assert.equal(listed.length, rows.length)
            for (const [index, { at }] of listed.slice(1).entries()) assert.ok(at <= (listed[index]?.at ?? 0))
          },
        ),
        { numRuns: name === 'sqlite' ? 15 : 60 },
      )
    })
  })
}

test('a SQLite file is there again after its process', async () => {
  const path = join(folder, 'kept.db')
  const first = createSqliteStore({ path, clock: () => 5 })
  await first.set('key', 'value', 1000)
  await first.records.write('cart', { id: 'a', value: '{}', at: 1, dueAt: 7, expiresAt: 999 }, 0)
  first.close()
  const second = createSqliteStore({ path, clock: () => 6 })
  assert.equal(await second.get('key'), 'value')
  assert.deepEqual(
    (await second.records.due('cart', 10, 5)).map(({ id, revision }) => [id, revision]),
    [['a', 1]],
  )
  second.close()
})

test('two processes may share a SQLite file', async () => {
  const path = join(folder, 'shared.db')
  const [one, two] = [createSqliteStore({ path }), createSqliteStore({ path })]
  const wins = await Promise.all([one, two].map((store) => store.setIfAbsent('lock', 'me', 1000)))
  assert.equal(wins.filter(Boolean).length, 1)
  one.close()
  two.close()
})
