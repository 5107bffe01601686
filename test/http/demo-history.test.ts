import assert from 'node:assert/strict'
import { test } from 'node:test'

import { createStage, type Stage } from '../../demo/stage.ts'
import { storePaths } from '../../demo/stores.ts'
import type { MerchantCartAnswer, MerchantCartsAnswer, MerchantSummary } from '../../src/contract/index.ts'

const shopUrl = 'http://127.0.0.1:4173'

async function open(): Promise<Stage> {
  const platforms = Object.fromEntries(
    ['bigcommerce', 'vesuviopay', 'tjar', 'buzzbip'].map((name) => [name, { url: shopUrl }]),
  )
  const stage = createStage({
    shopUrl,
    stores: storePaths,
    platforms: platforms as never,
    history: true,
    notifies: true,
  })
  await stage.pastPlayed
  return stage
}

async function look<Body>({ proxies, merchantKey }: Stage, path: string): Promise<Body> {
  const request = new Request(`${shopUrl}${storePaths.bigcommerce.proxy}/merchant${path}`, {
    headers: { authorization: `Bearer ${merchantKey}` },
  })
  const answer = await proxies.bigcommerce.fetch(request, { address: '127.0.0.1' })
  assert.equal(answer.status, 200, path)
  return (await answer.json()) as Body
}

test('a fresh demo has sixty days of carts, of which the console can open each and the sandbox knows none', async () => {
  const stage = await open()
  const calls = await stage.sandbox.controls.fetch(new Request(`${shopUrl}/sandbox/calls`))
  assert.deepEqual(await calls.json(), [])
  const summary = await look<MerchantSummary>(stage, '/summary?days=30')
  assert.ok(summary.carts > 60 && summary.recovered.carts > 10 && summary.open.carts > 20)
  assert.ok(summary.days.filter(({ carts }) => carts > 0).length > 25)
  assert.ok((summary.before?.recovered.carts ?? 0) > 5)
  assert.deepEqual(summary.channels.map(({ channel }) => channel).sort(), ['email', 'link', 'whatsapp'])
  assert.ok(summary.lostToStock.length > 5)
  assert.ok(summary.refusals > 0)
  const { waiting = [] } = summary
  assert.ok(waiting.filter(({ shoppers }) => shoppers > 0).length > 5 && waiting.some(({ notified }) => notified > 0))
  assert.ok(summary.messages.some(({ status, reason }) => status === 'withheld' && reason === 'no-consent'))
  const { carts } = await look<MerchantCartsAnswer>(stage, '/carts?status=abandoned&limit=3')
  for (const { id, shopper, firstItem } of carts) {
    const { lineItems, customer, cart } = await look<MerchantCartAnswer>(stage, `/carts/${id}`)
    assert.deepEqual([cart.status, customer?.name, lineItems[0]?.name], ['abandoned', shopper, firstItem])
  }
})
