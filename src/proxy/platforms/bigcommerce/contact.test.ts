import assert from 'node:assert/strict'
import { test } from 'node:test'

import { fetchDouble } from '../../../../test/platforms/fetch-double.ts'
import { type BigCommerceOptions, bigcommerce } from './bigcommerce.ts'

const id = '306d57d7-124e-4112-82cd-35e060c0d4d9'
const consentFields = { sms: 'field_25', whatsapp: 'field_26', smsFormField: 'Texts', whatsappFormField: 'WhatsApp' }

function find(answers: Record<string, object>, options: Partial<BigCommerceOptions> = {}) {
  const { fetch, sent } = fetchDouble('https://api.bigcommerce.com/stores/abc123/v3/', answers)
  const { contact } = bigcommerce({ storeHash: 'abc123', accessToken: 'an-access-token', fetch, ...options })
  return { found: contact?.find(id, AbortSignal.timeout(5000)), sent }
}

const guest = (billing_address: object | null, cart = {}) => ({
  [`GET carts/${id}`]: { data: { customer_id: 0, email: '', ...cart }, meta: {} },
  [`GET checkouts/${id}`]: { data: { id, billing_address }, meta: {} },
})
const customer = (fields: object) => ({
  [`GET carts/${id}`]: { data: { customer_id: 11, email: 'janedoe@example.com' }, meta: {} },
  'GET customers?id:in=11&include=addresses,formfields': {
    data: [{ id: 11, email: 'janedoe@example.com', first_name: 'Jane', last_name: 'Doe', ...fields }],
  },
})
const address = { email: 'janedoe@example.com', first_name: 'Jane', last_name: 'Doe', country_code: 'US' }

test('a guest is known by what they typed at the checkout', async () => {
  const { found } = find(
    guest({
      ...address,
      phone: '12125685555',
      custom_fields: [
        { field_id: 'field_25', field_value: 'Yes' },
        { field_id: 'field_26', field_value: '' },
      ],
    }),
    { consentFields },
  )
  assert.deepEqual(await found, {
    firstName: 'Jane',
    name: 'Jane Doe',
    email: 'janedoe@example.com',
    phone: '+12125685555',
    consents: { sms: true, whatsapp: false },
  })
})

test('a signed-in customer is known by their account, and no checkout is read', async () => {
  const { found, sent } = find(
    customer({
      phone: '030 901820',
      accepts_product_review_abandoned_cart_emails: true,
      form_fields: [
        { name: 'Texts', value: ['Later', 'on'], customer_id: 11 },
        { name: 'Colour', value: 'yes', customer_id: 11 },
      ],
    }),
    { consentFields, defaultCountry: 'DE' },
  )
  const contact = await found
  assert.equal(contact?.phone, '+4930901820')
  assert.deepEqual(contact?.consents, { email: true, sms: true })
  assert.deepEqual(
    sent.map(({ call }) => call.split('/')[0]),
    [`GET carts`, 'GET customers?id:in=11&include=addresses,formfields'],
  )
})

for (const [value, said] of [
  ['1', true],
  ['YES', true],
  [' true ', true],
  [true, true],
  [1, true],
  [['no', 'On'], true],
  ['0', false],
  ['yesterday', false],
  [[], false],
  [null, false],
] as const) {
  test(`a field that holds ${JSON.stringify(value)} is a ${said ? 'yes' : 'no'}`, async () => {
    const { found } = find(guest({ ...address, custom_fields: [{ field_id: 'field_25', field_value: value }] }), {
      consentFields,
    })
    assert.deepEqual((await found)?.consents, { sms: said })
  })
}

test('without configured fields nothing is known of SMS and WhatsApp', async () => {
  const { found } = find(guest({ ...address, custom_fields: [{ field_id: 'field_25', field_value: 'yes' }] }))
  assert.deepEqual((await found)?.consents, {})
})

// The documents' own example of a customer has its number in an address only.
const phones: [string, object, defaultCountry: string | undefined, phone: string | undefined][] = [
  [
    'in an address only',
    { phone: '', addresses: [{ phone: '(415) 555-0132', country_code: 'US' }] },
    'DE',
    '+14155550132',
  ],
  [
    'in the second address, with the country of that one',
    {
      phone: null,
      addresses: [
        { phone: '', country_code: 'US' },
        { phone: '030 901820', country_code: 'DE' },
      ],
    },
    undefined,
    '+4930901820',
  ],
  [
    "the account's own before that of an address, in the country of its address",
    { phone: '415-555-0132', addresses: [{ phone: '030 901820', country_code: 'US' }] },
    undefined,
    '+14155550132',
  ],
  ['in the default country', { phone: '', addresses: [{ phone: '030 901820' }] }, 'DE', '+4930901820'],
  ['no number at all', { phone: 'call me', addresses: [{ phone: '12', country_code: 'DE' }, null] }, 'DE', undefined],
  ['addresses that are none', { phone: '+4930901820', addresses: {} }, undefined, '+4930901820'],
]
for (const [name, fields, defaultCountry, phone] of phones) {
  test(`a customer's phone: ${name}`, async () => {
    const { found } = find(customer(fields), defaultCountry ? { defaultCountry } : {})
    assert.equal((await found)?.phone, phone)
  })
}

test('odd fields of a customer are left out, and the rest counts', async () => {
  const odd = {
    first_name: {},
    last_name: 7,
    accepts_product_review_abandoned_cart_emails: 'maybe',
    form_fields: [null],
  }
  const contact = await find(customer(odd)).found
  assert.deepEqual(contact, { name: '7', email: 'janedoe@example.com', consents: {} })
})

test('a customer who switched the e-mails off has said no', async () => {
  const { found } = find(customer({ accepts_product_review_abandoned_cart_emails: false }))
  assert.deepEqual((await found)?.consents, { email: false })
})

test('the country of the address counts before the default one', async () => {
  const { found } = find(guest({ ...address, phone: '030 901820', country_code: 'DE' }), { defaultCountry: 'US' })
  assert.equal((await found)?.phone, '+4930901820')
})

for (const phone of ['901820', '12', 'call me', '']) {
  test(`"${phone}" without a country is no phone number`, async () => {
    const { found } = find(guest({ ...address, country_code: '', phone }))
    assert.equal((await found)?.phone, undefined)
    assert.equal((await found)?.email, 'janedoe@example.com')
  })
}

test('nobody has an address where none was left', async () => {
  assert.equal(await find(guest(null)).found, undefined)
  assert.equal(await find(guest({ email: '', phone: '12' })).found, undefined)
  assert.equal(
    await find({ ...customer({}), 'GET customers?id:in=11&include=addresses,formfields': { data: [] } }).found,
    undefined,
  )
})

test("a guest without a billing address is known by the cart's e-mail address", async () => {
  assert.equal((await find(guest(null, { email: 'janedoe@example.com' })).found)?.email, 'janedoe@example.com')
})

test('a cart that is not there, or goes meanwhile, is gone', async () => {
  const missing = [404, { status: 404, title: 'Not found' }]
  await assert.rejects(find({ [`GET carts/${id}`]: missing }).found ?? Promise.resolve(), { code: 'cart-gone' })
  const meanwhile = find({ ...guest(null), [`GET checkouts/${id}`]: missing }).found
  await assert.rejects(meanwhile ?? Promise.resolve(), { code: 'cart-gone' })
})

test('a country that ISO 3166 does not know is a mistake in the configuration', () => {
  assert.throws(() => find({}, { defaultCountry: 'Germany' }), /bigcommerce\.defaultCountry/)
})

test('a customer who was not asked for is never the cart’s', async () => {
  const own = { id: 11, email: 'janedoe@example.com', phone: '+12125550100' }
  const other = { id: 12, email: 'other@example.com', phone: '+12125550199' }
  const path = 'GET customers?id:in=11&include=addresses,formfields'
  const found = (...data: object[]) => find({ ...customer({}), [path]: { data } }).found
  assert.equal((await found(other, own))?.phone, own.phone)
  assert.equal((await found(other, { ...own, id: '11' }))?.phone, own.phone)
  assert.equal(await found(other), undefined)
})
