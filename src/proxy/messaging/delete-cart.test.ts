import assert from 'node:assert/strict'
import { test } from 'node:test'

import { keyOf, openLedger } from '../../../test/setup/ledger.ts'
import { RecoveryError } from '../adapter/errors.ts'
import type { PlatformCart, PlatformLine, Target, WriteResult } from '../adapter/platform.ts'
import type { LedgerContext } from '../context.ts'
import { withLock } from '../stores/lock.ts'
import { deleteCart } from './delete-cart.ts'

const dayMs = 24 * 60 * 60 * 1000
const price = { amount: 1000, currency: 'EUR' }
const lineOf = (id: string, quantity: number): PlatformLine => ({
  ...{ id, kind: 'physical', name: id, options: [], quantity, price, spec: `spec of ${id}` },
})
type Held = Record<string, number>

/** A store whose one platform has one cart, and a note of what is done to it. */
function open(held: Held, ordered: Held, { canDiscard = true } = {}) {
  const opened = openLedger()
  const { ledger, time } = opened
  const logged: string[] = []
  const line = (_fields: object, text: string) => void logged.push(text)
  const state = { held: { ...held } as Held | undefined, applied: [] as Target[][], discarded: 0, reads: 0 }
  /** What happens to the cart before it is read again, and before it is written. */
  const on = { read: () => {}, apply: (): Partial<WriteResult> | undefined => undefined }
  const read = async (): Promise<PlatformCart> => {
    state.reads++
    on.read()
    if (!state.held) throw new RecoveryError('cart-gone')
    const lines = Object.entries(state.held).map(([id, quantity]) => lineOf(id, quantity))
    return { id: 'cart', channelId: '1', lines, total: price }
  }
  const cart = {
    async apply(_cart: PlatformCart, targets: readonly Target[]): Promise<WriteResult> {
      state.applied.push([...targets])
      const refused = on.apply()
      for (const { id, quantity } of refused ? [] : targets) {
        if (state.held) state.held[id] = quantity
        if (quantity === 0) delete state.held?.[id]
      }
      return { cart: await read(), lines: [], refused: [], changedElsewhere: [], ...refused }
    },
    ...(canDiscard && {
      async discard() {
        state.discarded++
        state.held = undefined
      },
    }),
  }
  const ports = { platform: 'shop', recovery: { read }, cart }
  const context = {
    ...opened,
    ...{ portsByPlatform: new Map([['shop', ports]]), debug: false, log: { info: line, warn: line, error: line } },
  } as unknown as LedgerContext
  const soon = () => ledger.jobs.due(time.now + 2 * dayMs, 5)
  return {
    ...{ ...opened, context, ports, state, on, logged, soon },
    add: () => ledger.jobs.add('job', 'delete-cart', { platform: 'shop', cartId: 'cart', lines: ordered }),
    /** Does the job once; true where nothing is left to do. */
    async work(): Promise<boolean> {
      const [job] = await soon()
      assert.ok(job, 'there is no job')
      await deleteCart(context, job)
      return (await soon()).length === 0
    },
  }
}

test('what was ordered is taken out of its cart, and nothing else', async () => {
  const { add, work, state, logged } = open({ shirt: 3, mug: 1, book: 2 }, { shirt: 2, mug: 5 })
  await add()
  assert.equal(await work(), true)
  assert.deepEqual(state.held, { shirt: 1, book: 2 })
  assert.deepEqual(state.applied, [
    [
      { id: 'shirt', quantity: 1, spec: 'spec of shirt' },
      { id: 'mug', quantity: 0, spec: 'spec of mug' },
    ],
  ])
  assert.deepEqual([state.discarded, logged], [0, []])
})

test('a cart of which nothing is left is deleted', async () => {
  for (const held of [{ shirt: 2 }, { shirt: 2, mug: 1 }]) {
    const { add, work, state, logged } = open(held, { shirt: 2, mug: 1 })
    await add()
    assert.equal(await work(), true)
    assert.deepEqual([state.held, state.discarded, logged], [undefined, 1, []])
    const others = Object.keys(held).length - 1
    assert.deepEqual([state.applied.length, state.reads], [others, 1 + 2 * others], 'nothing is asked for nothing')
  }
})

test('a cart that its platform cannot delete keeps its last line', async () => {
  const { add, work, state, logged } = open({ shirt: 2, mug: 1 }, { shirt: 2, mug: 1 }, { canDiscard: false })
  await add()
  assert.equal(await work(), true)
  assert.deepEqual([state.held, state.discarded], [{ shirt: 2 }, 0])
  assert.match(logged.join(), /changed meanwhile, and what is in it is kept/)
})

test('a line that the shopper set to another quantity since is left alone, after a crash as well', async () => {
  const { add, work, state, on, logged } = open({ shirt: 3, mug: 1 }, { shirt: 2 })
  await add()
  // The line is written, and the answer lost.
  on.apply = () => {
    state.held = { shirt: 1, mug: 1 }
    throw new Error('broken off')
  }
  assert.equal(await work(), false)
  assert.match(logged.join(), /could not be taken out of its cart yet/)
  on.apply = () => undefined
  assert.equal(await work(), true)
  assert.deepEqual([state.held, state.applied.length], [{ shirt: 1, mug: 1 }, 1], 'it was taken out once')
})

test('what was left half-way before a crash is deleted, as it was planned', async () => {
  const { add, work, state, on } = open({ shirt: 2, mug: 1, book: 4 }, { mug: 1, shirt: 2, book: 4 })
  await add()
  on.apply = () => {
    state.held = { mug: 1, book: 4 }
    throw new Error('broken off')
  }
  assert.equal(await work(), false)
  on.apply = () => undefined
  assert.equal(await work(), true)
  assert.deepEqual([state.held, state.discarded], [undefined, 1])
})

test('nothing is done to a cart while a request of its shopper has it', async () => {
  const { add, work, state, stateStore } = open({ shirt: 3 }, { shirt: 2 })
  await add()
  const working = await withLock(stateStore, 'shop:cart', new AbortController().signal, async () => {
    const started = { done: work() }
    for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate)
    assert.equal(state.reads, 0)
    return started
  })
  assert.equal(await working.done, true)
  assert.deepEqual(state.held, { shirt: 1 })
})

test('what could not be written is tried again, as it was planned', async () => {
  const { add, work, state, on, soon, time, ledger } = open({ shirt: 3, mug: 1 }, { shirt: 2 })
  await add()
  on.apply = () => {
    throw new Error('away')
  }
  assert.equal(await work(), false)
  const [job] = await soon()
  assert.equal(job?.value.attempts, 1)
  const due = async (ms: number) => (await ledger.jobs.due(time.now + ms, 5)).length
  assert.deepEqual([await due(799), await due(1200)], [0, 1], 'after a second or so')
  on.read = () => {
    throw new RecoveryError('busy')
  }
  assert.equal(await work(), false, 'a cart that is not told is not gone')
  assert.deepEqual([await due(1599), await due(2400)], [0, 1], 'and then twice as long')
  on.read = () => {}
  on.apply = () => undefined
  assert.equal(await work(), true)
  assert.deepEqual(state.held, { shirt: 1, mug: 1 })
})

test('what was changed between two writes is kept: a cart is deleted only where its last line stands as it was', async () => {
  const changes: Held[] = [{ shirt: 3 }, { book: 1 }, { shirt: 2, book: 1 }, { mug: 1, shirt: 2 }]
  for (const held of changes) {
    const { add, work, state, on, logged } = open({ shirt: 2, mug: 1 }, { shirt: 2, mug: 1 })
    await add()
    on.apply = () => {
      state.held = held
      return { changedElsewhere: ['mug'] }
    }
    assert.equal(await work(), true)
    assert.deepEqual([state.held, state.discarded], [held, 0])
    assert.match(logged.join(), /changed meanwhile, and what is in it is kept/)
  }
})

test('what stays because it was refused or edited is told', async () => {
  for (const kept of [{ refused: ['shirt'] }, { changedElsewhere: ['shirt'] }]) {
    const { add, work, on, logged } = open({ shirt: 2, mug: 1 }, { shirt: 2 })
    await add()
    on.apply = () => kept
    assert.equal(await work(), true)
    assert.match(logged.join(), /Some of what was ordered stays in its cart/)
  }
})

test('nothing is written where nothing of what was ordered is there', async () => {
  for (const ordered of [{ book: 1 }, { shirt: 0 }, {}]) {
    const { add, work, state } = open({ shirt: 2 }, ordered)
    await add()
    assert.equal(await work(), true)
    assert.deepEqual([state.held, state.applied, state.discarded], [{ shirt: 2 }, [], 0])
  }
})

test('a cart that is gone, and a platform that writes no carts, leave nothing to do', async () => {
  const gone = open({ shirt: 2 }, { shirt: 2 })
  await gone.add()
  gone.state.held = undefined
  assert.equal(await gone.work(), true)
  assert.deepEqual(gone.logged, [])
  const readOnly = open({ shirt: 2 }, { shirt: 2 })
  await readOnly.add()
  Object.assign(readOnly.ports, { cart: undefined })
  assert.equal(await readOnly.work(), true)
  assert.equal(readOnly.state.reads, 0)
})

test('after a week the job is given up', async () => {
  const { add, work, state, on, time } = open({ shirt: 2, mug: 1 }, { shirt: 2 })
  await add()
  on.apply = () => {
    throw new Error('away')
  }
  time.now += 7 * dayMs
  assert.equal(await work(), false)
  time.now += 1
  assert.equal(await work(), true)
  assert.deepEqual([state.held, state.reads], [{ shirt: 2, mug: 1 }, 1])
})

test('what another key sealed waits for the instance that has it', async () => {
  const { work, state, stateStore, time, logged, soon, ledger } = open({ shirt: 2 }, { shirt: 2 })
  const other = openLedger({ keys: [keyOf(9)], on: stateStore, time }).ledger.jobs
  await other.add('job', 'delete-cart', { platform: 'shop', cartId: 'cart', lines: { shirt: 2 } })
  assert.equal(await work(), false)
  assert.deepEqual([state.reads, logged], [0, []])
  const [job] = await soon()
  assert.equal(job?.value.attempts, 1)
  const due = async (ms: number) => (await ledger.jobs.due(time.now + ms, 5)).length
  assert.deepEqual([await due(799), await due(1200)], [0, 1])
})

test('of two instances that have the same job one works on it', async () => {
  const { add, context, state, soon } = open({ shirt: 3, mug: 1 }, { shirt: 1 })
  await add()
  const [job] = await soon()
  assert.ok(job)
  await Promise.all([deleteCart(context, job), deleteCart(context, job)])
  assert.deepEqual(state.held, { shirt: 2, mug: 1 })
})
