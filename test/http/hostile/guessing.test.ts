import assert from 'node:assert/strict'
import { test } from 'node:test'

import { openServedShop, type ServedShop } from '../../setup/served-shop.ts'
import { guess } from './attacker.ts'

// Addresses of documentation, as the one trusted proxy before `serve` writes them down. What a caller wrote stands before.
const from = (address: string) => ({ 'x-forwarded-for': `192.0.2.200, ${address}` })
const attackers = Array.from({ length: 5 }, (_, n) => from(`203.0.113.${n + 1}`))
const honest = from('198.51.100.7')
const phone = '+491701234501'

const texts = ({ sandbox }: ServedShop) => sandbox.world.messages.filter(({ channel }) => channel === 'sms')
const callsOf = ({ sandbox }: ServedShop, path: string) =>
  sandbox.calls.list().filter((call) => call.path.includes(path)).length

async function openTextShop(t: Parameters<typeof openServedShop>[0]): Promise<ServedShop> {
  const shop = await openServedShop(t, { hasOwnCarts: true, changes: { trustedHops: 1 } })
  await shop.serve()
  return shop
}

/** Tokens of as many carts, none of which is the victim's. */
function links({ sandbox: { world } }: ServedShop, count: number): string[] {
  const cart = world.carts.find(({ key }) => key === 'vesuviopay-hero') ?? assert.fail()
  return Array.from({ length: count }, () => {
    const token = guess()
    world.carts.push({ ...structuredClone(cart), id: crypto.randomUUID(), key: token, token })
    return token
  })
}

async function open(shop: ServedShop, token: string, headers: Record<string, string>): Promise<string> {
  const response = await shop.post('/recover', { token }, headers)
  assert.equal(response.status, 200)
  return (await response.json()).cartHandle
}

/** The shopper asks for a code, from their own address, and signs in with it. */
async function signIn(shop: ServedShop, token: string): Promise<number> {
  const cartHandle = await open(shop, token, honest)
  const sent = await shop.post('/sign-in/code', { cartHandle, phone }, honest)
  if (sent.status !== 202) return sent.status
  const code = texts(shop).findLast((message) => message.code !== undefined)?.code
  return (await shop.post('/sign-in', { cartHandle, phone, code }, honest)).status
}

test("of 1,500 tries of a code from 50 handles, at most 10 reach the platform, and the number stays its owner's", async (t) => {
  const shop = await openTextShop(t)
  const [own = '', ...others] = links(shop, 2)
  const [link = ''] = others
  const refused = new Map<number, number>()
  for (let handle = 0; handle < 50; handle++) {
    const headers = attackers[handle % attackers.length] ?? honest
    const cartHandle = await open(shop, link, headers)
    await shop.post('/sign-in/code', { cartHandle, phone }, headers)
    const tries = Array.from({ length: 30 }, async (_, n) => {
      const { status } = await shop.post('/sign-in', { cartHandle, phone, code: String(100_000 + n) }, headers)
      refused.set(status, (refused.get(status) ?? 0) + 1)
    })
    await Promise.all(tries)
  }
  const reached = callsOf(shop, '/auth/login')
  t.diagnostic(`${reached} of 1,500 tries reached the platform; statuses ${JSON.stringify([...refused])}`)
  assert.ok(reached <= 10, `${reached} tries`)
  assert.equal(refused.get(200), undefined)
  assert.ok(texts(shop).length <= 5, `${texts(shop).length} messages`)
  const early = await signIn(shop, own)
  // Half a minute lies between two codes to one number.
  if (early === 429) await new Promise((resolve) => setTimeout(resolve, 30_000))
  assert.equal(early === 429 ? await signIn(shop, own) : early, 200)
})

test('one link sends at most 20 messages, whatever the numbers, handles and addresses, and others are served', async (t) => {
  const shop = await openTextShop(t)
  const [own = '', link = ''] = links(shop, 2)
  for (let n = 0; n < 100; n++) {
    const headers = from(`203.0.113.${n + 1}`)
    const cartHandle = await open(shop, link, headers)
    await shop.post('/sign-in/code', { cartHandle, phone: `+49151123450${String(n).padStart(2, '0')}` }, headers)
  }
  t.diagnostic(`${callsOf(shop, '/auth/send-code')} of 100 requests sent a message`)
  assert.ok(callsOf(shop, '/auth/send-code') <= 20)
  assert.equal(await signIn(shop, own), 200)
})

test('one address sends at most 20 messages, however many links it has, and others are served', async (t) => {
  const shop = await openTextShop(t)
  const [own = '', ...stolen] = links(shop, 30)
  const [headers = honest] = attackers
  for (const [n, link] of stolen.entries()) {
    const cartHandle = await open(shop, link, headers)
    await shop.post('/sign-in/code', { cartHandle, phone: `+49151123450${String(n).padStart(2, '0')}` }, headers)
  }
  assert.equal(callsOf(shop, '/auth/send-code'), 20)
  assert.equal(await signIn(shop, own), 200)
})

test('of 300 guessed links from one address 20 reach the platform, and 30 of 30 openings answer 200', async (t) => {
  const shop = await openTextShop(t)
  const [own = ''] = links(shop, 1)
  const [headers = honest] = attackers
  const statuses = new Set<number>()
  for (let n = 0; n < 30; n++) {
    for (let guesses = 0; guesses < 10; guesses++) {
      const response = await shop.post('/recover', { token: guess() }, headers)
      statuses.add(response.status)
      if (response.status === 429) assert.ok((await response.json()).retryAfterSeconds > 0)
    }
    await open(shop, own, honest)
  }
  const guessed = shop.sandbox.calls.list().filter(({ status }) => status === 404).length
  assert.equal(guessed, 20)
  assert.deepEqual([...statuses], [404, 429])
})

test('a forwarded header without trusted hops is logged once, and told to doctor', async (t) => {
  const shop = await openServedShop(t)
  const served = await shop.serve()
  for (let n = 0; n < 3; n++) await fetch(`${shop.publicUrl}/healthz`, { headers: from('203.0.113.1') })
  const health = await fetch(`${shop.publicUrl}/healthz`, { headers: from('203.0.113.1') })
  assert.deepEqual(await health.json(), { status: 'ok', forwardedUncounted: true })
  await served.logged('X-Forwarded-For came with a request, and trustedHops is 0: callers cannot be told apart')
  assert.equal(served.lines().filter(({ msg }) => /trustedHops/.test(String(msg))).length, 1)
})
