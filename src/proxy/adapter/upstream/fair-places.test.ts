import assert from 'node:assert/strict'
import { test } from 'node:test'

import { createFairPlaces } from './fair-places.ts'

const signal = () => AbortSignal.timeout(5000)
const turn = () => new Promise((resolve) => setImmediate(resolve))

test('carts take turns, and never more calls than there are places run at once', async () => {
  const places = createFairPlaces(4)
  const order: string[] = []
  let [running, most] = [0, 0]
  const calls = (name: string, count: number) => {
    const owner = {}
    return Array.from({ length: count }, () =>
      places.run(owner, signal(), async () => {
        most = Math.max(most, ++running)
        await turn()
        running--
        order.push(name)
      }),
    )
  }
  const large = Array.from({ length: 6 }, (_, index) => calls(`large ${index}`, 50)).flat()
  const small = calls('small', 2)
  await Promise.all([...large, ...small])
  assert.equal(most, 4)
  // Seven carts, two rounds, and what had its place already.
  assert.ok(order.lastIndexOf('small') < 2 * 7 + 4, `it was the ${order.lastIndexOf('small')}th of 302`)
})

test('who left while waiting takes no place', async () => {
  const places = createFairPlaces(1)
  const gone = AbortSignal.abort()
  let calls = 0
  const run = (limit: AbortSignal) => places.run({}, limit, async () => ++calls)
  await assert.rejects(run(gone), { failure: 'given-up', wasNotSent: true })
  assert.equal(await run(signal()), 1)
})

test('a call that fails gives its place back', async () => {
  const places = createFairPlaces(1)
  const fail = () => places.run({}, signal(), () => Promise.reject(new Error('down')))
  await Promise.all([assert.rejects(fail()), assert.rejects(fail())])
  assert.equal(await places.run({}, signal(), async () => 'next'), 'next')
})
