import assert from 'node:assert/strict'
import { test } from 'node:test'

import { openLedger } from '../../../test/setup/ledger.ts'
import type { RecordedChoice } from './consents.ts'

const dayMs = 24 * 60 * 60 * 1000

function open() {
  const opened = openLedger()
  const { consents } = opened.ledger
  const choose = (source: RecordedChoice['source'], granted: boolean, more: Partial<RecordedChoice> = {}) => ({
    ...{ source, granted, at: opened.time.now },
    ...more,
  })
  return { ...opened, consents, choose }
}

test('a choice is told with its time, its source and where it was made', async () => {
  const { consents, time } = open()
  const choice = { granted: true, at: time.now + 0.7, source: 'widget', evidence: 'https://shop.example' } as const
  await consents.record(['cart', 'phone', 'cart'], 'whatsapp', choice)
  for (const key of ['cart', 'phone'])
    assert.deepEqual(await consents.latest([key], 'whatsapp'), { ...choice, at: time.now })
  assert.equal(await consents.latest(['cart'], 'sms'), undefined)
  assert.equal(await consents.latest(['other'], 'whatsapp'), undefined)
})

test('a choice without evidence is told without', async () => {
  const { consents, choose } = open()
  await consents.record(['cart'], 'sms', choose('widget', false))
  assert.deepEqual(await consents.latest(['cart'], 'sms'), choose('widget', false))
})

test('a newer choice of the shopper replaces an older one, and no other way round', async () => {
  const { consents, choose, time } = open()
  await consents.record(['cart'], 'email', choose('widget', true, { evidence: 'a' }))
  await consents.record(['cart'], 'email', choose('widget', false, { at: time.now - 1 }))
  assert.equal((await consents.latest(['cart'], 'email'))?.granted, true, 'an older one came late')
  await consents.record(['cart'], 'email', choose('widget', false, { evidence: 'b' }))
  assert.deepEqual(
    await consents.latest(['cart'], 'email'),
    choose('widget', false, { evidence: 'b' }),
    'of one moment',
  )
})

test('neither a merchant nor a platform replaces what the shopper chose', async () => {
  const { consents, choose, time } = open()
  const own = choose('widget', false)
  await consents.record(['cart'], 'sms', own)
  for (const source of ['merchant', 'platform'] as const) {
    await consents.record(['cart'], 'sms', choose(source, true, { at: time.now + 1 }))
    assert.deepEqual(await consents.latest(['cart'], 'sms'), own, source)
  }
})

test('the shopper replaces what a merchant said, even if that is newer', async () => {
  const { consents, choose, time } = open()
  await consents.record(['cart'], 'sms', choose('merchant', true, { at: time.now + 1 }))
  await consents.record(['cart'], 'sms', choose('widget', false))
  assert.deepEqual(await consents.latest(['cart'], 'sms'), choose('widget', false))
})

test('the shopper’s own choice under any key counts before a newer one of the merchant, then the newest', async () => {
  const { consents, choose, time } = open()
  await consents.record(['cart'], 'sms', choose('merchant', true, { at: time.now + 5 }))
  await consents.record(['phone'], 'sms', choose('widget', false))
  assert.equal((await consents.latest(['cart', 'phone'], 'sms'))?.source, 'widget')
  await consents.record(['mail'], 'sms', choose('widget', true, { at: time.now + 3 }))
  await consents.record(['other'], 'sms', choose('widget', false, { at: time.now + 1 }))
  assert.equal((await consents.latest(['cart', 'phone', 'mail', 'other'], 'sms'))?.granted, true)
  assert.equal((await consents.latest(['other', 'mail', 'phone', 'cart'], 'sms'))?.granted, true)
})

test('a platform’s flag that was recorded decides nothing', async () => {
  const { consents, choose } = open()
  await consents.record(['cart'], 'sms', choose('platform', true))
  assert.equal(await consents.latest(['cart'], 'sms'), undefined)
})

test('the widget displays what the shopper or the platform said, and never the merchant’s word as a tick', async () => {
  const { consents, choose } = open()
  assert.deepEqual(await consents.read(['cart'], ['email', 'sms']), { email: false, sms: false })
  await consents.record(['cart'], 'email', choose('merchant', true))
  await consents.record(['cart'], 'sms', choose('platform', true))
  await consents.record(['cart'], 'whatsapp', choose('widget', true))
  assert.deepEqual(await consents.read(['cart'], ['email', 'sms', 'whatsapp']), {
    email: false,
    sms: true,
    whatsapp: true,
  })
  await consents.record(['phone'], 'whatsapp', choose('widget', false, { at: choose('widget', true).at + 1 }))
  assert.deepEqual(await consents.read(['cart', 'phone'], ['whatsapp']), { whatsapp: false })
})

test('a yes ends with the cart’s record, after 90 days; a refusal holds for ten years', async () => {
  const { consents, choose, time } = open()
  await consents.record(['yes'], 'sms', choose('widget', true))
  await consents.record(['no'], 'sms', choose('widget', false))
  time.now += 90 * dayMs - 1
  assert.equal((await consents.latest(['yes'], 'sms'))?.granted, true)
  time.now += 1
  assert.equal(await consents.latest(['yes'], 'sms'), undefined)
  assert.deepEqual(await consents.read(['yes'], ['sms']), { sms: false })
  time.now += 3560 * dayMs - 1
  assert.equal((await consents.latest(['no'], 'sms'))?.granted, false)
  time.now += 1
  assert.equal(await consents.latest(['no'], 'sms'), undefined)
})

test('a choice that has ended gives way to whatever comes next', async () => {
  const { consents, choose, time } = open()
  await consents.record(['cart'], 'sms', choose('widget', true))
  time.now += 90 * dayMs
  await consents.record(['cart'], 'sms', choose('merchant', true))
  assert.equal((await consents.latest(['cart'], 'sms'))?.source, 'merchant')
})

test('stores that share a database share no choices', async () => {
  const { consents, choose, stateStore, time } = open()
  const other = openLedger({ store: 'other', on: stateStore, time }).ledger.consents
  await consents.record(['cart'], 'sms', choose('widget', true))
  assert.equal(await other.latest(['cart'], 'sms'), undefined)
  await other.record(['cart'], 'sms', choose('widget', false))
  assert.equal((await consents.latest(['cart'], 'sms'))?.granted, true)
})
