import assert from 'node:assert/strict'
import { test } from 'node:test'

import { openLedger } from '../setup/ledger.ts'

// More than the 500 rows that one statement reads.
const count = 1003

/** A day of many carts, of which every third is in another currency, and each has two lines of a variant of its own. */
async function openGrown() {
  const { ledger, time, stateStore } = openLedger()
  const write = (n: number, firstSeenAt = time.now) => {
    const currency = n % 3 === 0 ? 'USD' : 'EUR'
    const line = (variantId: string, amount: number) => ({ name: 'Mug', variantId, value: { amount, currency: 'EUR' } })
    const total = { amount: 10, currency }
    return ledger.carts.record(
      { platform: 'shop', cartId: `${n}` },
      (entry) => ({ ...entry, firstSeenAt, openedAt: time.now, orderedAt: time.now, total }),
      { blocked: [line('all', 1), line(`own-${n}`, 2000 - n), line('all', 1)] },
    )
  }
  await Promise.all(Array.from({ length: count }, (_, n) => write(n)))
  return { ledger, time, stateStore, write }
}

test('a day of more carts than one statement reads is counted whole, and each line of them once', async () => {
  const { ledger, stateStore, write, time } = await openGrown()
  const counted = async () => {
    const { opened, recovered, values, blocked } = await ledger.figures(1)
    const sums = values.map(({ currency, amount }) => `${currency} ${amount}`).sort()
    return { opened, recovered, sums, blocked }
  }
  const { blocked, ...figures } = await counted()
  assert.deepEqual(figures, { opened: count, recovered: count, sums: ['EUR 6680', 'USD 3350'] })
  const [all, first, second] = blocked.map(({ variantId, carts, amount }) => [variantId, carts, amount].join(' '))
  assert.deepEqual([all, first, second], [`all ${count} ${2 * count}`, 'own-0 1 2000', 'own-1 1 1999'])
  assert.equal(blocked.length, 200, 'the costliest')
  const kept = await stateStore.database.db.selectFrom('day_blocked').select('variant').execute()
  assert.equal(kept.length, 500, 'and a bounded number of a day')
  await write(5)
  assert.deepEqual(await counted(), { ...figures, blocked })
  // So that a window of two days has more rows than one statement reads, too.
  await Promise.all(Array.from({ length: 600 }, (_, n) => write(n + 5000, time.now - 24 * 60 * 60 * 1000)))
  const both = await ledger.figures(2)
  assert.deepEqual([both.opened, both.blocked.length], [count + 600, 200])
  const whole = both.blocked.find(({ variantId }) => variantId === 'all')
  assert.deepEqual([whole?.carts, whole?.amount], [count + 600, 2 * (count + 600)])
  assert.equal((await ledger.figures(1)).opened, count)
})
