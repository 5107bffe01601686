import assert from 'node:assert/strict'
import { test } from 'node:test'

import { openServedShop, until } from '../setup/served-shop.ts'

test('a stop waits for the report that is being sent, and leaves the others to the next process', async (t) => {
  const shop = await openServedShop(t)
  const { automation, sandbox } = shop
  const first = await shop.serve()
  automation.delayMs = 1500
  const keys = shop.copies('hero', 9)
  for (const key of keys) await shop.happens(key, 'abandon')
  await until('the first report is being sent', () => automation.begun > 0)
  first.child.kill('SIGTERM')
  assert.equal(await first.exited, 0)
  const begun = automation.begun
  assert.ok(begun < keys.length, `${begun} of ${keys.length} had begun`)
  assert.equal(first.lines().at(-1)?.msg, 'Stopped')
  // The one that was being sent has reached its shopper, and the next process knows.
  assert.equal(sandbox.world.messages.filter(({ platform }) => platform === 'buzzbip').length, begun)

  automation.delayMs = 0
  const second = await shop.serve()
  await until('the others are sent', () => automation.begun === keys.length)
  second.child.kill('SIGTERM')
  assert.equal(await second.exited, 0)
  assert.equal(automation.begun, keys.length)
  const reached = sandbox.world.messages.filter(({ platform }) => platform === 'buzzbip').map(({ to }) => to)
  assert.equal(new Set(reached).size, keys.length)
  assert.equal(reached.length, keys.length)
})
