import assert from 'node:assert/strict'
import { test } from 'node:test'

import { bigcommerce } from '../../src/proxy/platforms/bigcommerce/bigcommerce.ts'
import { createSandbox, platformReadings, type Sandbox } from '../../src/sandbox/index.ts'

const signal = () => AbortSignal.timeout(8000)
const readings = (
  ['optionText', 'optionIds', 'writtenOptions', 'updateByQuantity', 'simpleVariantId'] as const
).flatMap((name) => platformReadings.bigcommerce[name].map((value) => ({ [name]: value })))

/** The shop's present cart: four belts and a board with texts, where the recovered cart has three and none. */
function open(reading: object = {}) {
  const sandbox = createSandbox({ scenario: 'engraved' })
  sandbox.readings.set(reading as Parameters<Sandbox['readings']['set']>[0])
  const { storeHash, accessToken } = sandbox.credentials.bigcommerce
  const { recovery, cart } = bigcommerce({ storeHash, accessToken, fetch: sandbox.fetch })
  const [recovered] = sandbox.world.carts
  assert.ok(recovery && cart?.merge && recovered)
  const { merge } = cart
  const present = structuredClone(recovered)
  present.id = crypto.randomUUID()
  for (const line of present.lines) line.id = crypto.randomUUID()
  const [belts] = present.lines
  assert.ok(belts)
  belts.quantity = 4
  recovered.lines.splice(1, 1)
  sandbox.world.carts.push(present)
  const held = () =>
    recovered.lines.map((line) => [
      line.quantity,
      ...('options' in line ? line.options.map(({ value }) => value.trim()) : []),
    ])
  const run = async () =>
    merge(await recovery.read(recovered.id, signal()), await recovery.read(present.id, signal()), signal())
  return { sandbox, held, run }
}

const merged = [[1], [1, 'Ylva’s kitchen'], [4, '95 cm', 'Y & B', 'Yes']]

test('lines with typed texts become one line of the larger quantity, in every reading, and twice changes nothing', async () => {
  for (const reading of readings) {
    const { sandbox, held, run } = open(reading)
    const { missing } = await run()
    assert.deepEqual(held().sort(), merged, JSON.stringify(reading))
    assert.deepEqual(missing, [], JSON.stringify(reading))
    sandbox.calls.clear()
    await run()
    assert.deepEqual(
      sandbox.calls.list().filter(({ write }) => write),
      [],
      JSON.stringify(reading),
    )
  }
})

test('a lost answer ends with the same cart', async () => {
  for (const method of ['POST', 'PUT']) {
    const { sandbox, held, run } = open()
    sandbox.faults.set({ platform: 'bigcommerce', fault: 'lost-answer', method, times: 1 })
    await run()
    assert.deepEqual(held().sort(), merged, method)
  }
})

test('what the shopper raised elsewhere in between stays raised', async () => {
  const { sandbox, held, run } = open()
  const [recovered] = sandbox.world.carts
  const [belts] = recovered?.lines ?? []
  assert.ok(recovered && belts)
  const { consume } = sandbox.faults
  sandbox.faults.consume = (platform, method, path) => {
    if (method === 'PUT') {
      sandbox.faults.consume = consume
      belts.quantity = 7
      recovered.version++
    }
    return consume(platform, method, path)
  }
  const { missing } = await run()
  assert.equal(held()[0]?.[0], 7)
  assert.deepEqual(missing, [])
})
