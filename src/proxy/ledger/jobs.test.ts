import assert from 'node:assert/strict'
import { test } from 'node:test'

import { keyOf, openLedger } from '../../../test/setup/ledger.ts'

const dayMs = 24 * 60 * 60 * 1000
const content = { platform: 'shop', cartId: 'cart', lines: { shirt: 2 } }

function open() {
  const opened = openLedger()
  const { jobs } = opened.ledger
  const { time } = opened
  const first = async (inMs = 0) => (await jobs.due(time.now + inMs, 1))[0] ?? assert.fail('nothing is due')
  const idsOf = async (inMs = 0, limit = 9) => (await jobs.due(time.now + inMs, limit)).map(({ id }) => id)
  return { ...opened, jobs, first, idsOf }
}

test('a job is due at once, holds what is to be done, and is there once', async () => {
  const { jobs, first, idsOf, time } = open()
  await jobs.add('job', 'delete-cart', content)
  await jobs.add('job', 'delete-cart', { ...content, cartId: 'another' })
  const { value } = await first()
  const { sealed, ...told } = value
  assert.deepEqual(told, { kind: 'delete-cart', platform: 'shop', attempts: 0, createdAt: time.now })
  assert.deepEqual(await jobs.unseal(value), content)
  assert.doesNotMatch(sealed, /cart|shirt/)
  assert.deepEqual([await idsOf(), await idsOf(-1)], [['job'], []])
})

test('the longest waiting comes first, and no more than are asked for', async () => {
  const { jobs, idsOf, time } = open()
  for (const id of ['third', 'second', 'first']) {
    await jobs.add(id, 'delete-cart', content)
    time.now -= 1
  }
  assert.deepEqual(
    [await idsOf(9), await idsOf(9, 2), await idsOf(1.9)],
    [['first', 'second', 'third'], ['first', 'second'], ['first']],
  )
})

test('a job that is put off comes later, with an attempt more', async () => {
  const { jobs, first, idsOf, time } = open()
  await jobs.add('job', 'delete-cart', content)
  await jobs.postpone(await first(), time.now + 60.5)
  assert.deepEqual([await idsOf(59), await idsOf(60)], [[], ['job']])
  await jobs.postpone(await first(60), time.now + 90)
  const { value } = await first(90)
  assert.deepEqual([value.attempts, await jobs.unseal(value)], [2, content])
})

test('a job that is finished is remembered, and not added again, for 90 days', async () => {
  const { jobs, ledger, first, idsOf, time } = open()
  await jobs.add('job', 'delete-cart', content)
  await jobs.finish(await first())
  time.now += 90 * dayMs - 1
  await ledger.tidy()
  await jobs.add('job', 'delete-cart', content)
  assert.deepEqual(await idsOf(), [])
  time.now += 1
  await ledger.tidy()
  await jobs.add('job', 'delete-cart', content)
  assert.deepEqual(await idsOf(), ['job'])
})

test('what is to be done may be made more exact, and whoever read it before has lost it', async () => {
  const { jobs, first, idsOf, time } = open()
  await jobs.add('job', 'delete-cart', content)
  const read = await first()
  const plan = [{ id: 'shirt', before: 3, target: 1 }]
  const revised = (await jobs.revise(read, { ...content, plan })) ?? assert.fail('it was ours')
  assert.deepEqual(await first(), revised)
  assert.deepEqual(await jobs.unseal(revised.value), { ...content, plan })
  assert.equal(await jobs.revise(read, content), undefined)
  await jobs.finish(read)
  await jobs.postpone(read, time.now + 5)
  assert.deepEqual(await first(), revised, 'it is as it was')
  await jobs.finish(revised)
  assert.deepEqual(await idsOf(), [])
})

test('what another key sealed is told to be closed', async () => {
  const { jobs, first, stateStore, time } = open()
  await jobs.add('job', 'delete-cart', content)
  const other = openLedger({ keys: [keyOf(9)], on: stateStore, time }).ledger.jobs
  assert.equal(await other.unseal((await first()).value), undefined)
})

test('stores that share a database share no jobs', async () => {
  const { jobs, first, stateStore, time } = open()
  const other = openLedger({ store: 'other', on: stateStore, time }).ledger.jobs
  await jobs.add('job', 'delete-cart', content)
  assert.deepEqual(await other.due(time.now, 5), [])
  await other.finish(await first())
  assert.equal((await first()).id, 'job')
})
