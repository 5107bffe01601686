import assert from 'node:assert/strict'
import { test } from 'node:test'

import { keyOf, openLedger } from '../../../test/setup/ledger.ts'
import type { Abilities } from '../../contract/index.ts'
import type { Contact } from '../adapter/messaging-ports.ts'
import { StoreDownError } from '../stores/store-down-error.ts'
import {
  consentKeys,
  isAddressRefused,
  isRefused,
  maySend,
  presentConsent,
  readConsent,
  recordChoices,
} from './consent.ts'

const cart = { platform: 'bigcommerce', cartId: 'cart' }
const nextCart = { platform: 'bigcommerce', cartId: 'next' }
const origin = 'https://shop.example'
const messageChannels = ['email', 'sms', 'whatsapp'] as const

const open = (keys?: string[]) => ({ ...openLedger(keys ? { keys } : {}), messageChannels })
const contactOf = (consents: Contact['consents'] = {}, more: Partial<Contact> = {}): Contact => ({
  ...{ phone: '+491701234567', email: 'Ann@Shop.example', consents },
  ...more,
})

test('without any word no message may be sent', async () => {
  assert.equal(await maySend(open(), cart, contactOf(), 'sms'), 'unknown')
})

test('the platform’s flag decides where the shopper said nothing, for its own channel', async () => {
  const context = open()
  assert.equal(await maySend(context, cart, contactOf({ sms: true }), 'sms'), 'granted')
  assert.equal(await maySend(context, nextCart, contactOf({ sms: false }), 'sms'), 'refused')
  assert.equal(await maySend(context, cart, contactOf({ sms: true }), 'whatsapp'), 'unknown')
})

test('a platform’s yes is kept as evidence of this cart, and no longer counts once the platform says no', async () => {
  const context = open()
  await maySend(context, cart, contactOf({ sms: true }), 'sms')
  assert.deepEqual(await readConsent(context, cart), { email: false, sms: true, whatsapp: false })
  const keys = await consentKeys(context, cart, 'sms', contactOf())
  assert.deepEqual(await context.ledger.consents.read(keys.slice(1), ['sms']), { sms: false })
  assert.equal(await maySend(context, cart, contactOf({ sms: false }), 'sms'), 'refused')
  assert.equal(await maySend(context, cart, contactOf(), 'sms'), 'unknown')
})

test('a platform’s no stands against the merchant’s word, which counts where the platform says nothing', async () => {
  const context = open()
  const choice = { granted: true, at: context.time.now, source: 'merchant' } as const
  await context.ledger.consents.record(await consentKeys(context, cart, 'sms'), 'sms', choice)
  assert.equal(await maySend(context, cart, contactOf(), 'sms'), 'granted')
  assert.equal(await maySend(context, cart, contactOf({ sms: false }), 'sms'), 'refused')
})

test('what the shopper chose stands against the platform, whichever of both says no', async () => {
  const context = open()
  await recordChoices(context, cart, { sms: true, whatsapp: false }, origin)
  assert.equal(await maySend(context, cart, contactOf({ sms: false }), 'sms'), 'granted')
  assert.equal(await maySend(context, cart, contactOf({ whatsapp: true }), 'whatsapp'), 'refused')
  assert.equal(await maySend(context, cart, contactOf(), 'email'), 'unknown')
})

test('a refusal counts for the address from then on, whatever cart it is about', async () => {
  const context = open()
  await recordChoices(context, cart, { sms: false, email: false }, origin)
  const yes = contactOf({ sms: true, email: true, whatsapp: true })
  assert.equal(await maySend(context, nextCart, yes, 'sms'), 'granted', 'the address is not known yet')
  for (const channel of ['sms', 'email'] as const) {
    assert.equal(await maySend(context, cart, yes, channel), 'refused')
    assert.equal(await maySend(context, nextCart, yes, channel), 'refused', channel)
  }
  assert.equal(await maySend(context, nextCart, yes, 'whatsapp'), 'granted', 'another channel of the same number')
  const bob = contactOf({ sms: true, email: true }, { phone: '+491701234568', email: 'bob@shop.example' })
  const bobs = { ...cart, cartId: 'bobs' }
  assert.equal(await maySend(context, bobs, bob, 'sms'), 'granted')
  assert.equal(await maySend(context, bobs, bob, 'email'), 'granted')
})

test('an e-mail address is the same in capitals and between spaces', async () => {
  const context = open()
  await recordChoices(context, cart, { email: false }, origin)
  await maySend(context, cart, contactOf(), 'email')
  const other = contactOf({ email: true }, { email: ' ann@shop.EXAMPLE ' })
  assert.equal(await maySend(context, nextCart, other, 'email'), 'refused')
})

test('a yes counts for its cart alone', async () => {
  const context = open()
  await recordChoices(context, cart, { sms: true }, origin)
  assert.equal(await maySend(context, cart, contactOf(), 'sms'), 'granted')
  assert.equal(await maySend(context, nextCart, contactOf(), 'sms'), 'unknown')
  assert.equal(await maySend(context, { ...cart, platform: 'tjar' }, contactOf(), 'sms'), 'unknown')
})

test('a shopper without an address is asked by the cart alone', async () => {
  const context = open()
  await recordChoices(context, cart, { sms: false }, origin)
  const nameless: Contact = { consents: {} }
  assert.equal(await maySend(context, cart, nameless, 'sms'), 'refused')
  const ofCart = await context.ledger.keysOf('["consent","bigcommerce","cart"]')
  assert.deepEqual(await consentKeys(context, cart, 'sms', nameless), ofCart)
})

test('choices stay under the names that they were recorded under: a refusal is kept for ten years', async () => {
  const context = open()
  for (const [channel, name] of [
    ['email', '["consent","email","ann@shop.example"]'],
    ['sms', '["consent","phone","+491701234567"]'],
  ] as const) {
    const names = ['["consent","bigcommerce","cart"]', name]
    const keys = await Promise.all(names.map(context.ledger.keysOf))
    assert.deepEqual(await consentKeys(context, cart, channel, contactOf()), keys.flat())
  }
})

test('a number is one address for its channels, and no e-mail address', async () => {
  const context = open()
  const keysOf = (channel: (typeof messageChannels)[number], contact: Contact) =>
    consentKeys(context, cart, channel, contact).then((keys) => keys.at(-1))
  const same = contactOf({}, { email: '+491701234567' })
  assert.equal(await keysOf('sms', same), await keysOf('whatsapp', same))
  assert.notEqual(await keysOf('sms', same), await keysOf('email', same))
})

test('a choice is found under every key of the store', async () => {
  const context = open()
  await recordChoices(context, cart, { sms: false }, origin)
  const { stateStore, time } = context
  const after = openLedger({ keys: [keyOf(9), keyOf(7)], on: stateStore, time })
  const sealed = { ...after, messageChannels }
  assert.equal(await maySend(sealed, cart, contactOf(), 'sms'), 'refused')
  assert.equal((await consentKeys(sealed, cart, 'sms', contactOf())).length, 4)
})

test('what the widget displays are the channels of the store, and nothing without a ledger', async () => {
  const context = open()
  await recordChoices(context, cart, { sms: true, whatsapp: true }, origin)
  assert.deepEqual(await readConsent(context, cart), { email: false, sms: true, whatsapp: true })
  assert.deepEqual(await readConsent({ ...context, messageChannels: ['sms'] }, cart), { sms: true })
  assert.deepEqual(await readConsent({ messageChannels }, cart), {})
})

test('a choice is recorded for the channels of the store alone, with the page that it was made on', async () => {
  const context = { ...open(), messageChannels: ['sms'] as const }
  await recordChoices(context, cart, { sms: true, whatsapp: true }, origin)
  const keys = await consentKeys(context, cart, 'sms')
  const { consents } = context.ledger
  const choice = { granted: true, at: context.time.now, source: 'widget', evidence: origin }
  assert.deepEqual(await consents.latest(keys, 'sms'), choice)
  assert.equal(await consents.latest(keys, 'whatsapp'), undefined)
})

test('a no that came since is seen; the word of a platform or a merchant, and a yes, are none', async () => {
  const context = open()
  assert.equal(await isRefused(context, cart, contactOf({ sms: false }), 'sms'), false)
  const choice = { granted: false, at: context.time.now, source: 'merchant' } as const
  await context.ledger.consents.record(await consentKeys(context, cart, 'sms'), 'sms', choice)
  assert.equal(await isRefused(context, cart, contactOf(), 'sms'), false)
  await recordChoices(context, cart, { sms: true, email: false }, origin)
  assert.equal(await isRefused(context, cart, contactOf(), 'sms'), false)
  assert.equal(await isRefused(context, cart, contactOf(), 'email'), true)
  context.time.now += 1
  await recordChoices(context, cart, { sms: false }, origin)
  assert.equal(await isRefused(context, cart, contactOf(), 'sms'), true)
  assert.equal(await isRefused(context, nextCart, contactOf(), 'sms'), false)
})

test('a no stands for an address from the first message about it on, and none where there is no address', async () => {
  const context = open()
  assert.equal(await isAddressRefused(context, contactOf(), 'sms'), false)
  await recordChoices(context, cart, { sms: false }, origin)
  assert.equal(await isAddressRefused(context, contactOf(), 'sms'), false, 'whose it is is not known yet')
  await maySend(context, cart, contactOf(), 'sms')
  assert.equal(await isAddressRefused(context, contactOf(), 'sms'), true)
  assert.equal(await isAddressRefused(context, contactOf(), 'email'), false)
  assert.equal(await isAddressRefused(context, { consents: {} }, 'sms'), false)
})

const all: Abilities = {
  ...{ editLines: true, restore: true, checkout: true, textCheckout: true },
  ...{ backInStock: true, signIn: true, consent: true },
}

function openPresenting() {
  const logged: string[] = []
  const line = (fields: object, text: string) => logged.push(`${text} ${JSON.stringify(fields)}`)
  const context = open()
  // It has no platform, and so none that tells of what is back in stock.
  const ports = { platform: 'none', recovery: { read: () => Promise.reject(new RangeError('asked')) } }
  return { ...context, ports, abilities: all, log: { info: line, warn: line, error: line }, logged }
}

test('an answer says what was chosen, where the store asks at all', async () => {
  const context = openPresenting()
  await recordChoices(context, cart, { sms: true }, origin)
  const consent = { email: false, sms: true, whatsapp: false }
  assert.deepEqual(await presentConsent(context, cart, true), { abilities: all, consent })
  const silent = { ...all, consent: false }
  assert.deepEqual(await presentConsent({ ...context, abilities: silent }, cart, true), { abilities: silent })
})

test('while the state store is down the widget does not ask; any other failure is one', async () => {
  const context = openPresenting()
  const failing = (error: Error) => {
    const read = () => Promise.reject(error)
    return { ...context, ledger: { ...context.ledger, consents: { ...context.ledger.consents, read } } }
  }
  const answer = await presentConsent(failing(new StoreDownError('away')), cart, true)
  assert.deepEqual(answer, { abilities: { ...all, consent: false } })
  assert.match(context.logged.join(), /consent is not asked for.*"store":"shop","cause":"StoreDownError"/)
  await assert.rejects(presentConsent(failing(new TypeError('a defect')), cart, true), /a defect/)
})

test('evidence is kept of a platform’s yes that decided, and of nothing else', async () => {
  const evidenceOf = async (context: ReturnType<typeof open>, of = cart) => (await readConsent(context, of)).sms
  const context = open()
  for (const consents of [{}, { sms: false }]) {
    await maySend(context, cart, contactOf(consents), 'sms')
    assert.equal(await evidenceOf(context), false, JSON.stringify(consents))
  }
  await recordChoices(context, cart, { sms: false }, origin)
  await maySend(context, cart, contactOf(), 'sms')
  assert.equal(await maySend(context, nextCart, contactOf({ sms: true }), 'sms'), 'refused')
  assert.equal(await evidenceOf(context, nextCart), false, 'its number said no')
})

test('a platform’s yes takes nothing from the merchant’s word', async () => {
  const context = open()
  const choice = { granted: true, at: context.time.now, source: 'merchant' } as const
  await context.ledger.consents.record(await consentKeys(context, cart, 'sms'), 'sms', choice)
  assert.equal(await maySend(context, cart, contactOf({ sms: true }), 'sms'), 'granted')
  assert.equal(await maySend(context, cart, contactOf(), 'sms'), 'granted')
})

test('evidence is kept under the newest key of the store alone', async () => {
  const context = open([keyOf(9), keyOf(7)])
  await maySend(context, cart, contactOf({ sms: true }), 'sms')
  const [newest = '', older = ''] = await consentKeys(context, cart, 'sms', { consents: {} })
  assert.deepEqual(await context.ledger.consents.read([newest], ['sms']), { sms: true })
  assert.deepEqual(await context.ledger.consents.read([older], ['sms']), { sms: false })
})

test('where there is no address the ledger is not asked for a no of it', async () => {
  const { ledger } = open()
  const latest = () => Promise.reject(new RangeError('asked'))
  const context = { ledger: { ...ledger, consents: { ...ledger.consents, latest } } }
  assert.equal(await isAddressRefused(context, { consents: {} }, 'sms'), false)
})
