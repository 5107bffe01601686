import assert from 'node:assert/strict'
import { test } from 'node:test'

import { openReport } from '../../../test/setup/report.ts'
import type { OwnCartReport } from '../adapter/messaging-ports.ts'
import { UpstreamError } from '../adapter/upstream-error.ts'
import { openLink } from '../sealing/sealed-link.ts'
import { consentKeys, recordChoices } from './consent.ts'

/** A cart whose own platform writes to its shopper by itself: the proxy has an id for the address, and no address. */
async function openOwnReport(platform = 'shop') {
  const shop = await openReport()
  const told: OwnCartReport[] = []
  const port = {
    messageChannel: 'email',
    knowsAddress: true,
    async send(report: OwnCartReport) {
      await shop.on.send({ ...report, total: shop.cart.total, phone: '' })
      told.push(report)
    },
  } as const
  Object.assign(shop.context, { report: { platform, port } })
  await shop.change({ platform, messageChannel: 'email' })
  shop.on.find = async () => ({ addressId: 'shop:7', consents: { email: true } })
  return { ...shop, told }
}

test('a yes of the widget, which the platform does not know, is told with the report', async () => {
  const { send, told, on, context } = await openOwnReport()
  on.find = async () => ({ addressId: 'shop:7', consents: {} })
  const of = { ...context, messageChannels: ['email'] as const }
  await recordChoices(of, { platform: 'shop', cartId: 'cart' }, { email: true }, 'https://shop.example')
  await send()
  assert.equal(told[0]?.agreedHere, true)
})

test('a platform that knows the address is told of the cart by its id and a link, and of nothing else', async () => {
  const { send, told, fate, sealer } = await openOwnReport()
  assert.equal(await send(), undefined)
  const [{ link, ...report } = assert.fail()] = told
  assert.deepEqual([await fate(), report], ['sent 1', { id: 'report', cartId: 'cart' }])
  const token = new URL(link).searchParams.get('t') ?? ''
  const { linkEndsAt, ...led } = await openLink(sealer, token)
  assert.deepEqual(led, { platform: 'shop', cartId: 'cart', via: 'email' })
})

test('it is not told of carts of another platform, nor of one whose shopper has no address', async () => {
  const other = await openOwnReport('automation')
  await other.send()
  assert.deepEqual([await other.fate(), other.told], ['withheld no-contact 0', []])
  const nameless = await openOwnReport()
  nameless.on.find = async () => ({ phone: '+491701234567', consents: { email: true } })
  await nameless.send()
  assert.equal(await nameless.fate(), 'withheld no-contact 0')
})

test('a no that was said for another cart of the same address counts, by the id that stands for it', async () => {
  const { send, told, fate, context, ledger, time } = await openOwnReport()
  const contact = { addressId: 'shop:7', consents: {} }
  const keys = await consentKeys(context, { platform: 'shop', cartId: 'another' }, 'email', contact)
  await ledger.consents.record(keys, 'email', { granted: false, at: time.now, source: 'widget', evidence: '' })
  await send()
  assert.deepEqual([await fate(), told], ['withheld consent-refused 0', []])
})

test('without a yes nothing is sent, and in a trial only to listed ids', async () => {
  const silent = await openOwnReport()
  silent.on.find = async () => ({ addressId: 'shop:7', consents: {} })
  await silent.send()
  assert.equal(await silent.fate(), 'withheld no-consent 0')
  for (const [listed, fate] of [
    ['shop:8', 'withheld contact-not-allowed 0'],
    ['shop:7', 'sent 1'],
  ] as const) {
    const trial = await openOwnReport()
    Object.assign(trial.context, { allowedContacts: new Set([listed]) })
    await trial.send()
    assert.equal(await trial.fate(), fate)
  }
})

test('an address gets no more messages a day than a number does', async () => {
  const { send, told, fate, context, change } = await openOwnReport()
  const { messagesPerNumber } = context.counters.figures
  for (let sent = 0; sent <= messagesPerNumber; sent++) {
    await change({ status: 'pending' })
    await send()
  }
  assert.equal(told.length, messagesPerNumber)
  assert.match(await fate(), /^withheld enough-today/)
})

test('what was asked for without an answer is asked for again, by the same id', async () => {
  const { send, told, fate, on, change } = await openOwnReport()
  on.send = async () => {
    throw new UpstreamError('timeout', 'shop POST: no answer', { isWrite: true })
  }
  await send()
  assert.equal(await fate(), 'pending 1')
  on.send = async () => {}
  await change({ status: 'sending' })
  await send()
  assert.match(await fate(), /^pending/, 'a worker that stopped is no end either')
  await send()
  assert.match(await fate(), /^sent/)
  assert.deepEqual(
    told.map(({ id }) => id),
    ['report'],
  )
})

test('the no that the platform knows of outranks a yes of the widget', async () => {
  const { fate, send, told, on, context } = await openOwnReport()
  on.find = async () => ({ addressId: 'shop:7', consents: { email: false } })
  const of = { ...context, messageChannels: ['email'] as const }
  await recordChoices(of, { platform: 'shop', cartId: 'cart' }, { email: true }, 'https://shop.example')
  await send()
  assert.deepEqual([await fate(), told], ['withheld consent-refused 0', []])
})
