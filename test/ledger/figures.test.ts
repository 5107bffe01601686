import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'

import type { BlockedLine, CartEntry } from '../../src/proxy/ledger/cart-entry.ts'
import { createLedger, type Ledger } from '../../src/proxy/ledger/ledger.ts'
import { createSealer } from '../../src/proxy/sealing/sealer.ts'
import { createPostgresStore } from '../../src/proxy/stores/postgres.ts'
import type { LedgerDatabase } from '../../src/proxy/stores/sql/database.ts'
import type { SqlStore } from '../../src/proxy/stores/sql/sql-store.ts'
import { createSqliteStore } from '../../src/proxy/stores/sqlite.ts'
import { startPostgres } from '../setup/postgres.ts'
import { testKey } from '../setup/shop.ts'
import { watchStore } from '../setup/watched-store.ts'
import { countNaively, sorted } from './naive-figures.ts'

const dayMs = 24 * 60 * 60 * 1000
const now = Date.parse('2026-05-01T10:00:00Z')
const clock = () => now
const ref = (n: number) => ({ platform: 'bigcommerce', cartId: `cart-${n}` })

const ledgerOn = (database: LedgerDatabase): Ledger =>
  createLedger({ store: 'shop', keys: [testKey], database, sealer: createSealer('shop', [testKey], clock), clock })

/** The same numbers with every run. */
function seeded(seed: number) {
  let state = seed
  return (limit: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * limit)
  }
}

/** Writes a cart, new or known, in any state that there is, with any lines that could not be bought. */
async function writeAny(ledger: Ledger, n: number, random: (limit: number) => number): Promise<void> {
  const currencies = ['EUR', 'USD', 'JPY']
  const currency = () => currencies[random(3)] ?? ''
  const at = (odds: number) => (random(odds) === 0 ? { at: now } : {})
  const entry = (before: CartEntry): CartEntry => {
    const { abandonedAt: _1, openedAt: _2, checkedOutAt: _3, orderedAt: _4, total: _5, cameBy: _6, ...kept } = before
    const [left, opened, checkedOut, ordered] = [at(1 + random(2)), at(2), at(2), at(3)]
    return {
      ...kept,
      firstSeenAt: n < 10 ? now - n * dayMs : now,
      ...(left.at && { abandonedAt: left.at }),
      ...(opened.at && { openedAt: opened.at }),
      ...(checkedOut.at && { checkedOutAt: checkedOut.at }),
      ...(ordered.at && { orderedAt: ordered.at }),
      ...(random(5) > 0 && { total: { amount: 100 + random(900), currency: currency() } }),
      platformMessages: random(2),
      ...(opened.at && random(3) > 0 && { cameBy: random(2) > 0 ? ('whatsapp' as const) : ('email' as const) }),
    }
  }
  const blocked = Array.from({ length: random(4) }, (): BlockedLine => {
    const variant = random(6)
    const ids = variant > 0 ? { productId: `p${variant}`, variantId: `v${variant}` } : {}
    return { name: `Mug ${variant}`, ...ids, value: { amount: 1 + random(50), currency: currency() } }
  })
  const value = entry({ ...ref(n), ...noEntry })
  await ledger.carts.record(ref(n), () => value, { blocked })
}
const noEntry = {
  ...{ sealed: '', firstSeenAt: now, changedAt: now, abandonmentCount: 0, platformMessages: 0, sentReports: 0 },
}

const postgres = await startPostgres()
after(() => postgres?.close())

const kinds: Record<string, { open(): Promise<SqlStore>; skip: boolean }> = {
  sqlite: { open: async () => createSqliteStore({ path: ':memory:', clock }), skip: false },
  postgres: {
    open: async () => createPostgresStore({ connectionString: (await postgres?.createDatabase()) ?? '', clock }),
    skip: postgres === undefined,
  },
}

for (const [name, { open, skip }] of Object.entries(kinds)) {
  describe(`figures in ${name}`, { skip }, () => {
    test('of random carts that change while they are counted are right once they are counted again', async () => {
      const store = await open()
      const ledger = ledgerOn(store.database)
      const random = seeded(11)
      const carts = 1200
      for (let n = 0; n < carts; n += 50) {
        await Promise.all(Array.from({ length: 50 }, (_, index) => writeAny(ledger, n + index, random)))
      }
      const slices = new Set<unknown>()
      const { database } = watchStore(store, ({ sql, parameters }) => {
        if (/ as "slice"/.test(sql)) slices.add(parameters.find((one) => typeof one === 'string' && one.length > 20))
      })
      assert.ok(database)
      const counting = ledgerOn(database)
      for (let round = 0; round < 5; round++) {
        let isCounted = false
        const change = async () => {
          for (let n = 0; n < 10 || !isCounted; n++) await writeAny(ledger, random(carts + 20), random)
        }
        const count = async () => {
          await counting.figures(90)
          isCounted = true
        }
        await Promise.all([count(), change()])
        assert.deepEqual(sorted(await counting.figures(90)), await countNaively(store.database))
      }
      assert.ok(slices.size > 2, 'one slice was enough')
      await store.close()
    })

    test('are not written over by an instance that began to count before a change, and ends after it', async () => {
      const store = await open()
      const ledger = ledgerOn(store.database)
      const random = seeded(5)
      for (let n = 0; n < 20; n++) await writeAny(ledger, n, random)
      const [reached, reach] = gate()
      const [released, release] = gate()
      const slow = ledgerOn({
        ...store.database,
        async batch(statements) {
          reach()
          await released
          return store.database.batch(statements)
        },
      })
      const slowly = slow.figures(1)
      await reached
      for (let n = 10; n < 30; n++) await writeAny(ledger, n, random)
      await ledger.figures(90)
      const right = await countNaively(store.database)
      release()
      await slowly
      assert.deepEqual(sorted(await ledger.figures(90)), right)
      await store.close()
    })

    test('are counted once for all who ask, and again for who asks after a change', async () => {
      const store = await open()
      const ledger = ledgerOn(store.database)
      const left = (n: number) =>
        ledger.carts.record(ref(n), (entry) => ({ ...entry, abandonedAt: now, platformMessages: 1 }))
      await left(1)
      let runs = 0
      let onRun = () => {}
      const { database } = watchStore(store, ({ sql }) => {
        if (!/ as "slice"/.test(sql)) return
        runs++
        onRun()
      })
      assert.ok(database)
      const asked = ledgerOn(database)
      const sent = async (days: number) => (await asked.figures(days)).sent
      const changes: Promise<unknown>[] = []
      // Each run leaves the day changed.
      onRun = () => void changes.push(left(2))
      await Promise.all([30, 90, 1, 90].map(sent))
      assert.equal(runs, 1)
      await Promise.all(changes)

      const [counting, onCounting] = gate()
      onRun = onCounting
      const first = sent(1)
      await counting
      await left(3)
      const later = await Promise.all([sent(1), sent(90)])
      assert.deepEqual([later, runs], [[3, 3], 3])
      assert.equal(await first, 2)
      await store.close()
    })
  })
}

function gate(): [Promise<void>, () => void] {
  const { promise, resolve } = Promise.withResolvers<void>()
  return [promise, resolve]
}
