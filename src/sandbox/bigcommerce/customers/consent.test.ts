import assert from 'node:assert/strict'
import { test } from 'node:test'

import { control, openSandbox } from '../../testing/api-client.ts'

test('the world says who agreed to what, and who gave a number', async () => {
  const { sandbox } = openSandbox()
  const { body } = await control(sandbox, 'GET', '/world')
  const consents: Record<string, { email: boolean; sms: boolean; whatsapp: boolean }> = Object.fromEntries(
    body.carts.map((one: { name: string; consent: object }) => [one.name, one.consent]),
  )
  const agreed = Object.entries(consents).flatMap(([name, { whatsapp }]) => (whatsapp ? [name] : []))
  assert.deepEqual(agreed, ['hero', 'all-available', 'one-sold-out', 'account', 'vesuviopay-hero', 'tjar-hero'])
  assert.deepEqual(consents['holds-one-line'], { email: false, sms: false, whatsapp: false })
  const phones = Object.fromEntries(sandbox.world.carts.map(({ key, shopper }) => [key, shopper.phone]))
  assert.equal(phones['one-sold-out'], '')
  for (const key of ['hero', 'all-available', 'account', 'vesuviopay-hero'])
    assert.match(phones[key] ?? '', /^\+49\d+$/)
})

test('a customer has a number, a wish about e-mails and the boxes they ticked', async () => {
  const { sandbox, call } = openSandbox()
  const read = async (query: string) => (await call('GET', `/customers?${query}`)).body.data
  const [customer, ...others] = await read('id:in=4711,5000&include=formfields')
  assert.equal(others.length, 0)
  const { id, email, first_name, last_name, phone, accepts_product_review_abandoned_cart_emails: accepts } = customer
  assert.deepEqual(
    [id, email, first_name, last_name, phone, accepts],
    [4711, 'sofia.marin@mail.example', 'Sofia', 'Marin', '+491701234503', true],
  )
  assert.deepEqual(customer.form_fields, [
    { customer_id: 4711, name: 'SMS reminders', value: [] },
    { customer_id: 4711, name: 'WhatsApp reminders', value: ['Yes'] },
  ])
  sandbox.readings.set({ customerConsentValue: 'text' })
  const [{ form_fields: fields }] = await read('email:in=sofia.marin@mail.example&include=formfields')
  assert.deepEqual(
    fields.map(({ value }: { value: string }) => value),
    ['No', 'Yes'],
  )
  assert.ok(!('form_fields' in (await read('id:in=4711'))[0]))
  assert.deepEqual(await read('id:in=5000'), [])
  assert.equal((await call('GET', '/customers?include=secrets')).status, 422)
})

test('a guest’s checkout has an address with a number and the fields they ticked', async () => {
  const { sandbox, call, cart } = openSandbox()
  const read = async (key: string) => (await call('GET', `/checkouts/${cart(key).id}`)).body.data
  const { id, cart: own, billing_address: billing } = await read('all-available')
  assert.deepEqual([id, own.id, own.customer_id, own.line_items.physical_items.length], [id, id, 0, 4])
  assert.deepEqual(
    [billing.email, billing.first_name, billing.phone, billing.country_code],
    ['jonas.weber@mail.example', 'Jonas', '+491701234502', 'DE'],
  )
  assert.deepEqual(billing.custom_fields, [
    { field_id: 'field_31', field_value: '1' },
    { field_id: 'field_32', field_value: '1' },
  ])
  const fields = async (key: string) =>
    (await read(key)).billing_address.custom_fields.map(({ field_value }: { field_value: string }) => field_value)
  assert.deepEqual(await fields('hero'), ['0', '1'])
  sandbox.readings.set({ guestConsentValue: 'Yes' })
  assert.deepEqual(await fields('hero'), ['No', 'Yes'])
  sandbox.readings.set({ guestConsentValue: '1-or-absent' })
  assert.deepEqual(await fields('hero'), ['1'])
  // A customer ticked on signing up, not here.
  assert.deepEqual(await fields('account'), [])
})

test('a number may be typed as at home, and an address may be missing', async () => {
  const { sandbox, call, cart } = openSandbox()
  const billing = async (id: string) => (await call('GET', `/checkouts/${id}`)).body.data.billing_address
  sandbox.readings.set({ billingPhone: 'national' })
  assert.equal((await billing(cart('hero').id)).phone, '0170 1234501')
  const made = await call('POST', '/carts', { line_items: [{ quantity: 1, product_id: 113, variant_id: 11300 }] })
  const { id } = made.body.data
  assert.deepEqual(await billing(id), {})
  sandbox.readings.set({ emptyBillingAddress: 'null' })
  assert.equal(await billing(id), null)
  sandbox.readings.set({ emptyBillingAddress: 'absent' })
  assert.equal(await billing(id), undefined)
})

test('customers and checkouts need scopes of their own, and a cart that is there', async () => {
  const { sandbox, call, cart } = openSandbox()
  assert.equal((await call('GET', `/checkouts/${cart('converted').id}`)).status, 404)
  sandbox.world.accounts.bigcommerce.scopes = ['store_cart', 'store_v2_information']
  assert.equal((await call('GET', `/checkouts/${cart('hero').id}`)).status, 403)
  assert.equal((await call('GET', '/customers?id:in=4711')).status, 403)
})

test('answers carry the time of the sandbox', async () => {
  const { sandbox, call } = openSandbox()
  sandbox.world.clockOffsetSeconds = 3600
  const { headers } = await call('GET', '/hooks')
  assert.equal(Date.parse(headers.get('Date') ?? ''), sandbox.clock())
})
