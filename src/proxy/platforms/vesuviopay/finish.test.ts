import assert from 'node:assert/strict'
import { test } from 'node:test'

import { createSeed, type Said } from '../../../../test/platforms/vesuviopay-seed.ts'

const signal = () => AbortSignal.timeout(5000)
const session = { token: 'opaque', maskedPhone: '+49 ••• ••42' }
const url = 'https://checkout.example/1'
const sentTo = session.maskedPhone

async function finish(answer: Said) {
  const seed = createSeed({ finish: answer })
  const events: string[] = []
  const result = await seed
    .platform()
    .shopperCheckout?.finish(session, signal(), async () => void events.push('sent'))
    .catch((error: unknown) => {
      events.push('failed')
      return error
    })
  return { result, events, calls: seed.times(/finish$/) }
}

for (const [where, answer] of Object.entries<Said>({
  'data.checkoutUrl': { success: true, data: { checkoutUrl: url } },
  data: { success: true, data: url },
  'data.checkoutLink': { success: true, data: { checkoutLink: url, termsUrl: 'https://shop.example/terms' } },
  'data.paymentLink': { success: true, data: { smsSent: true, paymentLink: url } },
  'data.checkout.url': { success: true, data: { checkout: { url } } },
  'data.links[0].href': { success: true, data: { links: [{ rel: 'checkout', href: url }] } },
  checkoutUrl: { checkoutUrl: url, logoUrl: 'https://cdn.example/logo.png' },
  'the JSON text': url,
  'the bare text': () => new Response(`${url}\n`),
})) {
  test(`the checkout's address is found in ${where}`, async () => {
    const { result, events } = await finish(answer)
    assert.deepEqual(result, { checkoutUrl: url, sentTo })
    assert.deepEqual(events, ['sent'])
  })
}

test('a name that says checkout comes before one that only says address', async () => {
  const { result } = await finish({ data: { url: 'https://shop.example/order', paymentUrl: url } })
  assert.deepEqual(result, { checkoutUrl: url, otherUrls: ['https://shop.example/order'], sentTo })
})

const broken = () =>
  new Response(
    new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('{"success":tr'))
        controller.error(new Error('the connection broke'))
      },
    }),
  )
for (const [what, answer] of Object.entries<Said>({
  'says only that it was sent': { success: true, message: 'SMS sent' },
  'is empty': () => new Response(''),
  'is 204': () => new Response(null, { status: 204 }),
  'is a list': [],
  'is null': null,
  'has no address but others': { data: { termsUrl: 'https://shop.example/terms', name: 'https://x.example' } },
})) {
  test(`a success that ${what} means that the link was sent`, async () => {
    const { result, events, calls } = await finish(answer)
    assert.deepEqual(result, { sentTo })
    assert.deepEqual([events, calls], [['sent'], 1])
  })
}

for (const [what, answer] of Object.entries<Said>({
  'is HTML': () => new Response('<h1>Maintenance</h1>', { headers: { 'content-type': 'text/html' } }),
  'is 202 and HTML': () => new Response('<p>Sent</p>', { status: 202 }),
  'is text': () => new Response('OK'),
  'breaks off': broken,
  'is huge': () => new Response('x'.repeat(2 ** 21)),
})) {
  test(`a success that ${what} does not tell whether the link was sent`, async () => {
    const { result, events, calls } = await finish(answer)
    assert.deepEqual(result, { isUnread: true, sentTo })
    assert.deepEqual([events, calls], [['sent'], 1])
  })
}

for (const [errorCode, expected] of [
  ['EMPTY_CART', { code: 'empty' }],
  ['ITEMS_UNAVAILABLE', { code: 'stock-moved' }],
  ['PHONE_NOT_VERIFIED', { code: 'sign-in-needed' }],
  ['CART_LOCKED', { code: 'checkout-open' }],
  ['SOMETHING_ELSE', { failure: 'status', isUncertain: false }],
] as const) {
  test(`a success that says ${errorCode} sent nothing`, async () => {
    const { result } = await finish({ success: false, errorCode })
    for (const [key, value] of Object.entries(expected)) assert.equal(result?.[key as keyof typeof result], value)
  })
}
