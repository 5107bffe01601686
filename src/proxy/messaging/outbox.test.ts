import assert from 'node:assert/strict'
import { test } from 'node:test'

import { openReport } from '../../../test/setup/report.ts'
import { UpstreamError } from '../adapter/upstream-error.ts'
import { acquireLease } from '../stores/lease.ts'
import { createOutbox } from './outbox.ts'
import { createWorker } from './work.ts'

const down = () => Promise.reject(new UpstreamError('status', 'automation POST: 503', { status: 503, isWrite: true }))

/** A store of two reports that are due, and its outbox. */
async function open() {
  const opened = await openReport()
  const { context, ledger, read } = opened
  const { value } = await read()
  const add = (id: string, more: object = {}) =>
    ledger.messages.update(id, () => ({ ...value, dueAt: opened.time.now, ...more }))
  await add('second')
  let steps = 0
  const outbox = createOutbox(context, () => steps++)
  const attempts = async () =>
    Promise.all(['report', 'second'].map(async (id) => (await ledger.messages.read(id))?.value.attempts))
  const lease = () => acquireLease(opened.stateStore, 'outbox:shop', 25_000)
  return { ...opened, outbox, add, attempts, lease, steps: () => steps }
}
const ids = (sent: readonly { id: string }[]) => sent.map(({ id }) => id).sort()

test('all that is due is sent, each step is told, and the next instance may go on', async () => {
  const { outbox, sent, steps, lease, logged } = await open()
  await outbox.wake()
  assert.deepEqual(ids(sent), ['report', 'second'])
  assert.equal(steps(), 3, 'one look and two reports')
  assert.equal(logged.filter((line) => line.startsWith('error')).length, 0)
  const next = await lease()
  assert.ok(next)
  await next.release()
  await outbox.wake()
  assert.deepEqual([sent.length, steps()], [2, 4], 'nothing is left')
})

test('where nothing is due no instance keeps another one from its work', async () => {
  const { outbox, ledger, sent, lease, cartId } = await open()
  await ledger.messages.cancelPending(cartId, 'came-back')
  const other = await lease()
  await outbox.wake()
  assert.equal(sent.length, 0)
  assert.equal(await other?.renew(), true)
  await other?.release()
})

test('while another instance is at work nothing is sent, and afterwards it is', async () => {
  const { outbox, sent, lease } = await open()
  const other = await lease()
  await outbox.wake()
  assert.equal(sent.length, 0)
  await other?.release()
  await outbox.wake()
  assert.equal(sent.length, 2)
})

test('an instance that another one took over from begins nothing more', async () => {
  const { outbox, sent, on, time, lease } = await open()
  on.send = async () => {
    on.send = async () => {}
    time.now += 60_000
    const other = await lease()
    assert.ok(other)
    await other.release()
  }
  await outbox.wake()
  assert.equal(sent.length, 1)
  await outbox.wake()
  assert.equal(sent.length, 2)
})

test('once the process ends nothing is begun', async () => {
  const before = await open()
  before.stop.abort()
  await before.outbox.wake()
  assert.deepEqual([before.sent.length, before.steps()], [0, 0])
  const during = await open()
  during.on.send = async () => during.stop.abort()
  await during.outbox.wake()
  assert.deepEqual([during.sent.length, await during.attempts()], [1, [1, 0]])
  const next = await during.lease()
  assert.ok(next, 'the lease is given back')
  await next.release()
})

test('what is due again meanwhile waits for the next call', async () => {
  const { outbox, on, cart, time, attempts } = await open()
  on.read = async () => {
    // Longer than the first delay, and shorter than the lease.
    time.now += 1300
    throw new Error('not now')
  }
  await outbox.wake()
  assert.deepEqual(await attempts(), [1, 1])
  on.read = async () => cart
  time.now += 60_000
  await outbox.wake()
  assert.deepEqual(await attempts(), [2, 2])
})

test('what comes in while it works is done by the same call', async () => {
  const { outbox, on, sent, add } = await open()
  const calls: Promise<void>[] = []
  on.send = async ({ id }) => {
    if (id !== 'report') return
    await add('third', { cartPlatform: 'another' })
    calls.push(outbox.wake())
  }
  await outbox.wake()
  assert.deepEqual(ids(sent), ['report', 'second', 'third'])
  await Promise.all(calls)
})

test('the automation rests where it takes nothing, and what is to be taken out of carts is done all the same', async () => {
  const { outbox, on, ledger, sent, time, attempts } = await open()
  on.send = down
  await ledger.jobs.add('job', 'delete-cart', { platform: 'shop', cartId: 'cart', lines: {} })
  await outbox.wake()
  assert.deepEqual((await attempts()).sort(), [0, 1], 'the second one was not tried')
  assert.deepEqual(await ledger.jobs.due(time.now, 5), [])
  on.send = async () => {}
  time.now += 60_000
  await outbox.wake()
  assert.equal(sent.length, 2)
})

test('a platform that takes nothing rests with its carts, and those of another one are written about', async () => {
  const { outbox, on, sent, add, ports, cart, context, record, attempts } = await open()
  on.read = () => Promise.reject(new UpstreamError('status', 'shop GET: 503', { status: 503 }))
  const well = { ...ports, platform: 'well', recovery: { read: async () => cart } }
  ;(context.portsByPlatform as Map<string, unknown>).set('well', well)
  await record({})
  const { id: cartId } = await context.ledger.carts.record({ platform: 'well', cartId: 'cart' }, (entry) => entry)
  await add('other', { cartPlatform: 'well', cartId })
  await outbox.wake()
  assert.deepEqual([ids(sent), (await attempts()).sort()], [['other'], [0, 1]])
})

test('while the account is refused no report is tried', async () => {
  const { outbox, on, sent, time, attempts } = await open()
  on.send = () => Promise.reject(new UpstreamError('status', 'automation POST: 401', { status: 401, isWrite: true }))
  await outbox.wake()
  const tried = await attempts()
  on.send = async () => {}
  time.now += 14 * 60_000
  await outbox.wake()
  assert.deepEqual([sent.length, await attempts()], [0, tried])
  time.now += 60 * 60_000
  await outbox.wake()
  assert.equal(sent.length, 2)
})

test('a ledger that fails is told, and does not end the work for good', async () => {
  const { context, sent, logged } = await open()
  for (const verb of ['queues', 'due'] as const) {
    let isDown = true
    const failing = async (...args: unknown[]) => {
      if (isDown) throw new TypeError('away')
      return (context.ledger.messages[verb] as (...args: unknown[]) => Promise<unknown>)(...args)
    }
    const messages = { ...context.ledger.messages, [verb]: failing }
    const outbox = createOutbox({ ...context, ledger: { ...context.ledger, messages } }, () => {})
    await outbox.wake()
    assert.deepEqual([sent.length, logged.length], [0, 1])
    assert.match(logged.pop() ?? '', /^error The outbox could not be worked off {"store":"shop","cause":"TypeError/)
    isDown = false
    if (verb === 'due') await outbox.wake()
  }
  assert.equal(sent.length, 2)
})

test('a queue that breaks off is told, and goes on with the next call', async () => {
  const { context, sent, logged } = await open()
  let calls = 0
  const due: typeof context.ledger.messages.due = async (...query) => {
    if (++calls === 2) throw new TypeError('away')
    return context.ledger.messages.due(...query)
  }
  const messages = { ...context.ledger.messages, due }
  const outbox = createOutbox({ ...context, ledger: { ...context.ledger, messages } }, () => {})
  await outbox.wake()
  assert.deepEqual([sent.length, logged.length], [0, 1])
  assert.match(logged[0] ?? '', /^error The outbox could not be worked off/)
  await outbox.wake()
  assert.equal(sent.length, 2)
})

test('while the automation takes nothing, no other platform’s carts are written about', async () => {
  const { outbox, on, ledger, context, ports, add } = await open()
  on.send = down
  ;(context.portsByPlatform as Map<string, unknown>).set('well', { ...ports, platform: 'well' })
  const { id: cartId } = await ledger.carts.record({ platform: 'well', cartId: 'cart' }, (entry) => entry)
  for (const id of ['third', 'fourth', 'fifth']) await add(id, { cartPlatform: 'well', cartId })
  await outbox.wake()
  const tried = await Promise.all(['third', 'fourth', 'fifth'].map((id) => ledger.messages.read(id)))
  assert.ok(tried.filter((message) => message?.value.attempts).length <= 1, 'what was under way is the last')
})

test('an automation that took nothing rests until the next call, although it would take the next report', async () => {
  const { outbox, on, ledger, context, ports, cart, sent, add } = await open()
  const failed = Promise.withResolvers<void>()
  on.send = async () => {
    on.send = async () => {}
    failed.resolve()
    return down()
  }
  const read = () => failed.promise.then(() => cart)
  ;(context.portsByPlatform as Map<string, unknown>).set('well', { ...ports, platform: 'well', recovery: { read } })
  const { id: cartId } = await ledger.carts.record({ platform: 'well', cartId: 'cart' }, (entry) => entry)
  for (const id of ['third', 'fourth', 'fifth']) await add(id, { cartPlatform: 'well', cartId })
  await outbox.wake()
  assert.equal(sent.length, 1, 'what was under way is the last')
  await outbox.wake()
  assert.ok(sent.length > 1)
})

/** The same store, and the worker that does all that is due. */
async function openWorker(more: object = {}) {
  const opened = await open()
  let tidied = 0
  const tidy = async () => {
    tidied++
  }
  const ledger = { ...opened.ledger, tidy }
  const context = { ...opened.context, ledger, isMessaging: true, ...more }
  return { ...opened, context, ledger, worker: createWorker(context), tidied: () => tidied }
}

test('a store that sends nothing does nothing, and says when it was made', async () => {
  const { worker, sent, time, tidied } = await openWorker({ isMessaging: false })
  const madeAt = time.now
  time.now += 5
  await worker.wake()
  assert.deepEqual([worker.workedAt(), sent.length, tidied()], [madeAt, 0, 0])
})

test('the worker sends what is due, waits for late writes first, and says when it got on', async () => {
  const { worker, ledger, sent, time } = await openWorker()
  const madeAt = time.now
  const late = Promise.withResolvers<void>()
  ledger.lateWrites.start(() => late.promise)
  time.now += 5
  const working = worker.wake()
  for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate)
  assert.deepEqual([sent.length, worker.workedAt()], [0, madeAt])
  late.resolve()
  await working
  assert.deepEqual([sent.length, worker.workedAt()], [2, time.now])
})

test('figures are counted and what has ended is deleted once a minute, on all instances together', async () => {
  const { context, time, tidied } = await openWorker()
  const { stateStore } = context
  let asked = 0
  const setIfAbsent: typeof stateStore.setIfAbsent = async (key, ...rest) => {
    if (key.startsWith('tidied:')) asked++
    return stateStore.setIfAbsent(key, ...rest)
  }
  const watched = { ...context, stateStore: { ...stateStore, setIfAbsent } }
  const [worker, other] = [createWorker(watched), createWorker(watched)]
  for (const instance of [worker, other, worker]) await instance.wake()
  assert.deepEqual([tidied(), asked], [1, 2], 'each instance asks the store once a minute')
  time.now += 59_999
  for (const instance of [other, worker]) await instance.wake()
  assert.equal(tidied(), 1)
  time.now += 1
  for (const instance of [other, worker]) await instance.wake()
  assert.equal(tidied(), 2)
})

test('what fails besides is told, and keeps no report from being sent', async () => {
  const { context, sent, logged, time } = await openWorker()
  let runs = 0
  const tidy = async () => {
    if (++runs === 1) throw new TypeError('away')
  }
  const worker = createWorker({ ...context, ledger: { ...context.ledger, tidy } })
  await worker.wake()
  assert.equal(sent.length, 2)
  const errors = logged.filter((line) => line.startsWith('error'))
  assert.deepEqual(errors, ['error What is due could not be done {"store":"shop","cause":"TypeError"}'])
  time.now += 60_000
  await worker.wake()
  assert.equal(runs, 2)
})

test('once the process ends nothing is tidied', async () => {
  const { worker, stop, tidied, sent } = await openWorker()
  stop.abort()
  await worker.wake()
  assert.deepEqual([tidied(), sent.length], [0, 0])
})
