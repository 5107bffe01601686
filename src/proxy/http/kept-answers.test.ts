import assert from 'node:assert/strict'
import { test } from 'node:test'

import { createMemoryStore } from '../stores/memory.ts'
import { createSqliteStore } from '../stores/sqlite.ts'
import { boundAnswers } from './kept-answers.ts'

const hour = 3_600_000

for (const [name, create] of [
  ['memory', createMemoryStore],
  ['SQLite', () => createSqliteStore({ path: ':memory:' })],
] as const) {
  async function keep(counts: number, size: number) {
    const store = create()
    await Promise.all(
      Array.from({ length: counts }, async (_, n) => {
        await store.set(`once:${n}`, 'x'.repeat(size), hour)
        await boundAnswers(store, 'cart', [`once:${n}`, size], hour)
      }),
    )
    const kept = await Promise.all(Array.from({ length: counts }, (_, n) => store.get(`once:${n}`)))
    return kept.filter((value) => value !== undefined).length
  }

  test(`of one cart's answers sixteen stay, however many taps come at once (${name})`, async () =>
    assert.equal(await keep(50, 100), 16))

  test(`large answers are fewer: 64 KB a cart (${name})`, async () => assert.equal(await keep(20, 20_000), 3))

  test(`the newest stays, whatever its size (${name})`, async () => assert.equal(await keep(3, 200_000), 1))

  test(`another cart's answers stay (${name})`, async () => {
    const store = create()
    for (let n = 0; n < 40; n++) {
      await store.set(`once:${n}`, 'x', hour)
      await boundAnswers(store, `cart-${n}`, [`once:${n}`, 1], hour)
    }
    assert.equal(await store.get('once:0'), 'x')
  })
}
