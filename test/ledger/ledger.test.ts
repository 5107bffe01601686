import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import fc from 'fast-check'

import type { CartEntry } from '../../src/proxy/ledger/cart-entry.ts'
import { createLedger } from '../../src/proxy/ledger/ledger.ts'
import type { MessageEntry } from '../../src/proxy/ledger/message-entry.ts'
import type { Page, Place } from '../../src/proxy/ledger/stored.ts'
import { createSealer } from '../../src/proxy/sealing/sealer.ts'
import { createPostgresStore } from '../../src/proxy/stores/postgres.ts'
import type { SqlStore } from '../../src/proxy/stores/sql/sql-store.ts'
import { createSqliteStore } from '../../src/proxy/stores/sqlite.ts'
import { startPostgres } from '../setup/postgres.ts'
import { testKey } from '../setup/shop.ts'

const dayMs = 24 * 60 * 60 * 1000
const newKey = Buffer.alloc(32, 7).toString('base64url')
const postgres = await startPostgres()
after(() => postgres?.close())

const kinds: Record<string, { open: () => Promise<SqlStore>; skip: boolean }> = {
  sqlite: { open: async () => createSqliteStore({ path: ':memory:' }), skip: false },
  postgres: {
    open: async () => createPostgresStore({ connectionString: (await postgres?.createDatabase()) ?? '' }),
    skip: postgres === undefined,
  },
}

const cart = (cartId: string) => ({ platform: 'carts', cartId })
const euros = (amount: number) => ({ amount, currency: 'EUR' })
const leave = (at: number) => (entry: CartEntry) => ({
  ...entry,
  abandonedAt: at,
  firstSeenAt: Math.min(entry.firstSeenAt, at),
  abandonmentCount: entry.abandonmentCount + 1,
})
const message = (cartId: string, now: number, more: Partial<MessageEntry> = {}): MessageEntry => ({
  ...{ cartId, kind: 'report', platform: 'automation', cartPlatform: 'carts', messageChannel: 'whatsapp' },
  ...{ status: 'pending', attempts: 0, createdAt: now, updatedAt: now, dueAt: now },
  ...more,
})

for (const [name, { open, skip }] of Object.entries(kinds)) {
  describe(`the ledger in ${name}`, { skip }, async () => {
    const store = skip ? undefined : await open()
    after(() => store?.close())
    let now = Date.parse('2026-05-01T10:00:00Z')
    const clock = () => now
    let stores = 0
    /** A ledger of its own: one database may hold several stores. */
    function openLedger(keys = [testKey], of = `shop-${stores++}`) {
      if (!store) throw new Error('there is no database')
      const { database } = store
      return { ...createLedger({ store: of, keys, database, sealer: createSealer(of, keys, clock), clock }), of }
    }

    test('of many changes of a cart at once none is lost', async () => {
      const { carts } = openLedger()
      await Promise.all(Array.from({ length: 20 }, () => carts.record(cart('one'), leave(now))))
      assert.equal((await carts.read(cart('one')))?.value.abandonmentCount, 20)
    })

    test('a cart that was read before is changed without being read again, and right all the same', async () => {
      const { carts } = openLedger()
      const known = await carts.record(cart('one'), leave(now))
      await carts.record(cart('one'), leave(now), { known })
      await carts.record(cart('one'), leave(now), { known })
      assert.equal((await carts.read(cart('one')))?.value.abandonmentCount, 3)
    })

    test('the message that a change opens is there once, and with an order it is cancelled', async () => {
      const { carts, messages } = openLedger()
      const opens = async ({ id }: { id: string }) => ({ id: 'message', value: message(id, now) })
      const all = await Promise.all(Array.from({ length: 5 }, () => carts.record(cart('one'), leave(now), { opens })))
      const [{ id } = { id: '' }] = all
      assert.equal((await messages.ofCart(id)).length, 1)
      await carts.record(cart('one'), (entry) => ({ ...entry, orderedAt: now }), { cancels: 'already-ordered' })
      const [cancelled] = await messages.ofCart(id)
      assert.deepEqual([cancelled?.value.status, cancelled?.value.reason], ['cancelled', 'already-ordered'])
      assert.deepEqual([await messages.queues(), await messages.due('carts', now, 5)], [[], []])
    })

    test('of many who claim a message one gets it, and what is being sent is not cancelled', async () => {
      const { messages } = openLedger()
      await messages.update('message', () => message('cart', now))
      let claims = 0
      const claim = async () => {
        let isOurs = false
        await messages.update('message', (before) => {
          isOurs = before?.status === 'pending'
          return before && isOurs ? { ...before, status: 'sending' } : undefined
        })
        if (isOurs) claims++
      }
      await Promise.all(Array.from({ length: 10 }, claim))
      assert.equal(claims, 1)
      await messages.cancelPending('cart', 'came-back')
      assert.equal((await messages.read('message'))?.value.status, 'sending')
      const { entries } = await messages.page({ status: 'pending', limit: 5 })
      assert.equal(entries.length, 1, 'a merchant reads it as pending')
    })

    test('a report that was sent is counted once for its cart', async () => {
      const { carts, messages } = openLedger()
      const { id } = await carts.record(cart('one'), leave(now))
      await messages.update('message', () => message(id, now))
      for (let times = 0; times < 2; times++) {
        await messages.update('message', (before) => before && { ...before, status: 'sent' })
      }
      // A change that was read before leaves the count as it is.
      await carts.record(cart('one'), leave(now))
      assert.equal((await carts.readById(id))?.value.sentReports, 1)
    })

    test('a choice of the shopper is only replaced by a newer one of theirs', async () => {
      const { consents } = openLedger()
      const choice = (granted: boolean, at: number, source: 'widget' | 'merchant' | 'platform') => ({
        granted,
        at,
        source,
      })
      const latest = async () => {
        const { granted, at, source } = (await consents.latest(['key'], 'whatsapp')) ?? {}
        return [granted, at, source]
      }
      await consents.record(['key'], 'whatsapp', choice(true, now, 'merchant'))
      assert.deepEqual(await latest(), [true, now, 'merchant'])
      assert.deepEqual(await consents.read(['key'], ['whatsapp', 'sms']), { whatsapp: false, sms: false })
      await consents.record(['key'], 'whatsapp', choice(false, now + 5, 'widget'))
      for (const source of ['merchant', 'platform'] as const) {
        await consents.record(['key'], 'whatsapp', choice(true, now + 10, source))
      }
      await consents.record(['key'], 'whatsapp', choice(true, now + 4, 'widget'))
      assert.deepEqual(await latest(), [false, now + 5, 'widget'])
      await consents.record(['key', 'other'], 'whatsapp', choice(true, now + 6, 'widget'))
      assert.deepEqual(await latest(), [true, now + 6, 'widget'])
      assert.deepEqual(await consents.read(['other'], ['whatsapp']), { whatsapp: true })
    })

    test('a yes ends with its time, and a no stays', async () => {
      const { consents } = openLedger()
      await consents.record(['yes'], 'email', { granted: true, at: now, source: 'widget' })
      await consents.record(['no'], 'email', { granted: false, at: now, source: 'widget' })
      now += 91 * dayMs
      assert.equal(await consents.latest(['yes'], 'email'), undefined)
      assert.equal((await consents.latest(['no'], 'email'))?.granted, false)
      now -= 91 * dayMs
    })

    test('pages hold every entry once, newest first, whatever their times and filters', async () => {
      const states = fc.constantFrom('abandoned', 'opened', 'recovered')
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.tuple(fc.nat(3), states), { minLength: 1, maxLength: 9 }),
          fc.integer({ min: 1, max: 4 }),
          async (rows, limit) => {
            const { carts } = openLedger()
            for (const [index, [time, state]] of rows.entries()) {
              const reached = { openedAt: now, ...(state === 'recovered' && { orderedAt: now }) }
              await carts.record(cart(`cart-${index}`), (entry) => ({
                ...leave(now - time)(entry),
                ...(state !== 'abandoned' && reached),
              }))
            }
            const wanted = rows.filter(([, state]) => state === 'opened').length
            const listed = await pagesOf((lastPlace) => carts.page({ limit, lastPlace }))
            assert.deepEqual([listed.length, new Set(listed.map(({ id }) => id)).size], [rows.length, rows.length])
            const times = listed.map(({ value }) => value.firstSeenAt)
            assert.deepEqual(
              times,
              times.toSorted((one, other) => other - one),
            )
            const opened = await pagesOf((lastPlace) =>
              carts.page({ limit, lastPlace, status: 'opened', platform: 'carts' }),
            )
            assert.equal(opened.length, wanted)
          },
        ),
        { numRuns: 10 },
      )
    })

    test('figures are those of all carts, whenever they were counted', async () => {
      const ledger = openLedger()
      const { carts } = ledger
      const states = ['left', 'opened', 'out', 'recovered', 'alone']
      const counting: Promise<unknown>[] = []
      const changes = Array.from({ length: 60 }, async (_, index) => {
        const at = now - (index % 3) * dayMs
        const state = states[index % states.length] ?? ''
        const isOpened = ['opened', 'out', 'recovered'].includes(state)
        const isOrdered = ['recovered', 'alone'].includes(state)
        const change = (entry: CartEntry): CartEntry => ({
          ...leave(at)(entry),
          total: euros(100),
          ...(isOpened && { openedAt: at }),
          ...(['out', 'recovered'].includes(state) && { checkedOutAt: at }),
          ...(isOrdered && { orderedAt: at }),
        })
        const line = { name: `Mug ${index % 2}`, variantId: String(index % 2), value: euros(10) }
        await carts.record(cart(`cart-${index}`), change, isOpened ? { blocked: [line] } : {})
        if (index % 7 === 0) counting.push(ledger.figures(90))
      })
      await Promise.all(changes)
      await Promise.all(counting)
      const { values, blocked, sent, opened, checkedOut, ordered, recovered, orderedWithoutLink } =
        await ledger.figures(90)
      assert.deepEqual(
        { sent, opened, checkedOut, ordered, recovered, orderedWithoutLink },
        {
          sent: 36,
          opened: 36,
          checkedOut: 24,
          ordered: 12,
          recovered: 12,
          orderedWithoutLink: 12,
        },
      )
      assert.deepEqual(values.map(({ kind, amount }) => [kind, amount]).sort(), [
        ['open', 3600],
        ['ordered-without-link', 1200],
        ['recovered', 1200],
      ])
      assert.deepEqual(blocked.map(({ carts: count, amount, variantId }) => [count, amount, variantId]).sort(), [
        [18, 180, '0'],
        [18, 180, '1'],
      ])
      assert.equal((await ledger.figures(1)).opened, 12, 'today alone')
    })

    test('a cart that turns out to be older counts on its own day, and one of another proxy nowhere', async () => {
      const ledger = openLedger()
      const line = { name: 'Mug', value: euros(10) }
      const openedNow = (entry: CartEntry) => ({ ...entry, openedAt: now })
      for (const id of ['older', 'elsewhere']) await ledger.carts.record(cart(id), openedNow, { blocked: [line] })
      assert.deepEqual([(await ledger.figures(1)).opened, (await ledger.figures(1)).blocked[0]?.carts], [2, 2])
      await ledger.carts.record(cart('older'), leave(now - 2 * dayMs))
      await ledger.carts.record(cart('elsewhere'), (entry) => ({ ...entry, isElsewhere: true }))
      assert.deepEqual([(await ledger.figures(1)).opened, (await ledger.figures(1)).blocked], [0, []])
      assert.deepEqual([(await ledger.figures(3)).opened, (await ledger.figures(3)).blocked[0]?.carts], [1, 1])
    })

    test('what has reached its end is deleted with what belongs to it, and nothing else', async () => {
      const ledger = openLedger()
      const line = { name: 'Mug', value: euros(10) }
      await ledger.carts.record(cart('old'), (entry) => ({ ...entry, openedAt: now }), { blocked: [line] })
      await ledger.events.record('carts', 'event')
      now += 91 * dayMs
      await ledger.carts.record(cart('new'), (entry) => ({ ...entry, openedAt: now }), { blocked: [line] })
      await ledger.tidy()
      const listed = await pagesOf((lastPlace) => ledger.carts.page({ limit: 5, lastPlace }))
      const { rows } = await linesOf(ledger.of)
      assert.deepEqual([listed.length, rows.length, await ledger.events.has('carts', 'event')], [1, 1, false])
      now -= 91 * dayMs
    })

    test('what was recorded under an older key is found under it, and changed there', async () => {
      const before = openLedger([testKey])
      await before.carts.record(cart('one'), leave(now), { part: { cartId: 'one', prices: { line: 5 } } })
      await before.events.record('carts', 'event')
      const renewed = openLedger([newKey, testKey], before.of)
      await renewed.carts.record(cart('one'), leave(now))
      const { value } = (await renewed.carts.read(cart('one'))) ?? {}
      assert.equal(value?.abandonmentCount, 2)
      assert.equal(await renewed.events.has('carts', 'event'), true)
      // A day later it is sealed with the new key, so that the old one may retire.
      now += dayMs
      await renewed.carts.record(cart('one'), leave(now))
      const { value: sealed } = (await renewed.carts.read(cart('one'))) ?? { value: { sealed: '' } }
      assert.deepEqual((await openLedger([newKey], before.of).carts.unseal(sealed))?.prices, { line: 5 })
      now -= dayMs
    })

    async function linesOf(of: string) {
      const rows = await store?.database.db.selectFrom('blocked_lines').selectAll().where('store', '=', of).execute()
      return { rows: rows ?? [] }
    }
  })
}

async function pagesOf<Value>(read: (lastPlace: Place | undefined) => Promise<Page<Value>>) {
  const all: Page<Value>['entries'] = []
  for (let lastPlace: Place | undefined; ; ) {
    const { entries, next } = await read(lastPlace)
    all.push(...entries)
    if (!next) return all
    lastPlace = next
  }
}
