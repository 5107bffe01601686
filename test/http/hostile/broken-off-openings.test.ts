import assert from 'node:assert/strict'
import { test } from 'node:test'

import { openServedShop } from '../../setup/served-shop.ts'
import { breakOff, guess } from './attacker.ts'

// Anyone can ask for a cart and hang up. `BROKEN_OFF_SECONDS=20` is the long form, with fifty honest openings.
const seconds = Number(process.env.BROKEN_OFF_SECONDS ?? 2)
const honestOpenings = Math.round(seconds * 2.5)

test(`20 openings a second that are broken off, for ${seconds} s, fail no honest one`, async (t) => {
  const shop = await openServedShop(t)
  const served = await shop.serve()
  const { world, faults } = shop.sandbox
  // What guesses use up of the quota is another subject.
  world.accounts.bigcommerce.quota.requests = 1_000_000
  const token = world.carts.find(({ key }) => key === 'hero')?.token
  const open = async () => (await shop.post('/recover', { token })).status
  assert.equal(await open(), 200)
  // Longer than the attacker waits, so that each of the calls is under way when it is broken off.
  faults.set({ platform: 'bigcommerce', fault: 'slow', delayMs: 250 })

  const attacks: Promise<number>[] = []
  const attacking = setInterval(() => {
    attacks.push(breakOff(`${shop.publicUrl}/recover`, { token: guess() }, 80))
  }, 50)
  const statuses: number[] = []
  while (attacks.length < seconds * 20 || statuses.length < honestOpenings) {
    if (statuses.length < honestOpenings) statuses.push(await open())
    else await new Promise((resolve) => setTimeout(resolve, 50))
  }
  clearInterval(attacking)
  const seen = await Promise.all(attacks)
  console.log(`${seen.length} broken off, ${statuses.length} honest openings: ${[...new Set(statuses)]}`)
  assert.deepEqual(statuses, Array(honestOpenings).fill(200))
  // What a caller does writes no line of an error.
  const errors = served.lines().filter(({ level }) => Number(level) >= 50)
  assert.deepEqual(errors, [])
})
