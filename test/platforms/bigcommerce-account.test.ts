import assert from 'node:assert/strict'
import { test } from 'node:test'

import { type AccountUnderTest, accountCases, testPlatform, webhookCases } from '../../src/proxy/adapter/suite/index.ts'
import { bigcommerce } from '../../src/proxy/platforms/bigcommerce/bigcommerce.ts'
import { createSandbox, type Exchange, platformReadings } from '../../src/sandbox/index.ts'
import { createOpenApiCheck, skipWithoutSpecs } from '../package/openapi.ts'
import { post } from './controls.ts'
import { everyReading, type Reading } from './every-reading.ts'

const page = 'https://shop.example/recover'
const checkout = 'https://store-demo.mybigcommerce.com'
const webhookUrl = 'https://shop.example/cart-recovery/webhooks/bigcommerce'

function createAccount(reading: Reading, proof: 'signature' | 'header' = 'signature') {
  let time = Date.parse('2026-03-01T12:00:00Z')
  let isAnswered = true
  const delivered: { headers: Headers; body: string }[] = []
  const sandbox = createSandbox({
    now: () => time,
    recoveryPageUrls: { 1: page },
    async deliver(request) {
      delivered.push({ headers: request.headers, body: await request.text() })
      return new Response(null, { status: isAnswered ? 204 : 500 })
    },
  })
  sandbox.readings.set(reading as Parameters<typeof sandbox.readings.set>[0])
  const { world } = sandbox
  world.accounts.bigcommerce.routes = []
  const { storeHash, accessToken, webhooks } = sandbox.credentials.bigcommerce
  const { clientSecret } = webhooks
  const { sms, whatsapp, formFields } = world.accounts.bigcommerce.consentFields
  const platform = bigcommerce({
    storeHash,
    accessToken,
    fetch: sandbox.fetch,
    inventory: 'locations',
    defaultCountry: 'DE',
    consentFields: { sms, whatsapp, smsFormField: formFields.sms, whatsappFormField: formFields.whatsapp },
    webhooks:
      proof === 'signature'
        ? { clientSecret }
        : { secretHeader: { name: 'x-our-secret', value: 'a-value-that-nobody-knows' } },
  })
  const keys = { abandoned: 'hero', 'of-customer': 'account', gone: 'converted' }
  const find = (test: (cart: (typeof world.carts)[number]) => boolean) => world.carts.find(test)!
  const ids = Object.fromEntries(
    Object.entries(keys).map(([which, key]) => [which, find((cart) => cart.key === key).id]),
  )
  const underTest: AccountUnderTest = {
    platform,
    request: {
      channels: { 1: { origins: ['https://shop.example'], recoveryPageUrl: page, checkoutOrigins: [checkout] } },
      webhookUrl,
      fix: false,
    },
    now: sandbox.clock,
    wait(milliseconds) {
      time += milliseconds
    },
    cart: (which) => ids[which] ?? '',
    person: (cartId) => {
      const { email, shopper } = find(({ id }) => id === cartId)
      return { email: email ?? '', phone: shopper?.phone ?? '' }
    },
    abandon: (cartId) => post(sandbox, `carts/${cartId}/abandon`),
    order: (cartId) => post(sandbox, `carts/${cartId}/convert`),
    loseAnswer: (method) => sandbox.faults.set({ platform: 'bigcommerce', fault: 'lost-answer', method, times: 1 }),
    async answerDeliveries(well) {
      isAnswered = well
      await sandbox.deliverDue()
    },
    delivered: () => delivered,
    writes: () => sandbox.calls.list().filter(({ write }) => write).length,
  }
  return { sandbox, underTest }
}

const readings = everyReading(platformReadings.bigcommerce, { mixtures: 12, seed: 2 })
const signed = (reading: Reading = {}) => createAccount(reading).underTest
const withHeader = (reading: Reading = {}) => createAccount(reading, 'header').underTest

testPlatform('bigcommerce', { ...accountCases, ...webhookCases }, signed, { readings })

// A header of ours proves who sends, and not what.
const { 'a delivery that was changed on its way is refused': _changed, ...provenByHeader } = webhookCases
testPlatform('bigcommerce, proven by a header', provenByHeader, withHeader, { readings })

test('the route is created for the recovery page, and only where it is missing', async () => {
  const { sandbox, underTest } = createAccount({})
  const checkUp = (fix: boolean) =>
    underTest.platform.checkUp?.checkUp({ ...underTest.request, fix, now: underTest.now() }, AbortSignal.timeout(8000))
  assert.equal((await checkUp(false))?.find(({ check }) => check === 'route')?.ok, false)
  assert.equal((await checkUp(true))?.find(({ check }) => check === 'route')?.fixed, true)
  const { routes } = sandbox.world.accounts.bigcommerce
  assert.deepEqual(
    routes.map(({ type, route }) => [type, route]),
    [['recover_abandoned_cart', '/recover']],
  )
})

for (const [scope, named] of [
  ['store_cart', 'Carts'],
  ['store_v2_information', 'Information & Settings'],
  ['store_v2_products_read_only', 'Products'],
  ['store_inventory_read_only', 'Inventory'],
  ['store_v2_customers_read_only', 'Customers'],
  ['store_checkouts', 'Checkouts'],
  ['store_sites', 'Sites & Routes'],
] as const) {
  test(`an account without ${scope} is told of ${named} alone`, async () => {
    const { sandbox, underTest } = createAccount({})
    const account = sandbox.world.accounts.bigcommerce
    account.scopes = account.scopes.filter((held) => held !== scope)
    const request = { ...underTest.request, now: underTest.now(), fix: false }
    const findings = (await underTest.platform.checkUp?.checkUp(request, AbortSignal.timeout(8000))) ?? []
    const missing = findings.filter(({ check, ok }) => check === 'scope' && !ok)
    assert.deepEqual(
      missing.map(({ subject }) => subject.replace(/ \(.*/, '')),
      [`bigcommerce ${named}`],
    )
  })
}

test('requests and answers of the account are as the OpenAPI documents have them', {
  skip: skipWithoutSpecs,
}, async () => {
  const check = createOpenApiCheck()
  const exchanges: Exchange[] = []
  for (const [name, { run }] of Object.entries({ ...accountCases, ...webhookCases })) {
    // It asks for what the document forbids, on purpose.
    if (name.includes('does not take')) continue
    const { sandbox, underTest } = createAccount({})
    sandbox.calls.onCall((exchange) => void exchanges.push(exchange))
    await run(underTest)
  }
  for (const { request, requestBody, response } of exchanges) {
    const complaints = check(request, requestBody, response, await response.text())
    assert.deepEqual(complaints, [], `${request.method} ${request.url}`)
  }
  assert.ok(exchanges.length > 50)
})
