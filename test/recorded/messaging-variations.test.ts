import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { UpstreamError } from '../../src/proxy/adapter/index.ts'
import { createProxy, mintLink, type ProxyConfig } from '../../src/proxy/index.ts'
import { buzzbip } from '../../src/proxy/platforms/buzzbip/buzzbip.ts'
import { tjar } from '../../src/proxy/platforms/tjar/tjar.ts'
import { shopOrigin, testKey } from '../setup/shop.ts'
import { bodyOf } from './fixtures.ts'
import { type Path, pathsOf, toName, type Variation, variations, withValue } from './variations.ts'

const signal = () => AbortSignal.timeout(5000)

/** Any JSON in the place of any one field, beside the changes that are tried one by one. */
const odd = (body: unknown) =>
  fc.tuple(fc.constantFrom(...pathsOf(body)), fc.jsonValue()).map(([path, value]) => ({
    path,
    body: withValue(body, path, value),
  }))

async function tryAll(body: unknown, tryOne: (changed: { path: Path; body: unknown }) => Promise<void>) {
  const failures: string[] = []
  for (const variation of variations(body) as Iterable<Variation>) {
    const { path, change } = variation
    await tryOne(variation).catch((error: Error) => failures.push(`${toName(path)} (${change}): ${error.message}`))
  }
  assert.deepEqual(failures, [])
  await fc.assert(fc.asyncProperty(odd(body), tryOne), { numRuns: 200 })
}

/** Tjar, whatever it answers. */
const store = (body: unknown) =>
  tjar({ storeDomain: 'example-store.tjar.sa', apiKey: 'key', fetch: async () => Response.json(body) })

/** Where a cart cannot be had without the field: the envelope, the list of lines, and what a line costs. */
const isNeeded = (path: Path) => /^((status|message)?|data|data\.products(\.\d+(\.(qty|price))?)?)$/.test(toName(path))
const isOrder = (path: Path) => /^data\.(order_id|phase)/.test(toName(path))

test('a cart of Tjar with one odd field shows all its lines, each with a name, or is refused by that field', async () => {
  const config = (body: unknown): ProxyConfig => ({
    store: 'shop',
    publicUrl: `${shopOrigin}/cart-recovery`,
    keys: [testKey],
    platforms: [store(body)],
    channels: {
      1: {
        origins: [shopOrigin],
        recoveryPageUrl: `${shopOrigin}/cart`,
        shopUrl: `${shopOrigin}/`,
        checkoutOrigins: ['https://example-store.tjar.sa'],
      },
    },
  })
  const whole = bodyOf('tjar/cart')
  const link = new URL(await mintLink(config(whole), { cartId: '2' }))
  await tryAll(whole, async ({ path, body }) => {
    const request = new Request(`${shopOrigin}/cart-recovery/recover`, {
      method: 'POST',
      headers: { origin: shopOrigin, 'content-type': 'application/json' },
      body: JSON.stringify({ token: link.searchParams.get('t') }),
    })
    const response = await createProxy(config(body)).fetch(request)
    const answer = await response.json()
    assert.notEqual(response.status, 500)
    if (response.status === 200) {
      const { lineItems } = answer.cart
      assert.ok(lineItems.every(({ name }: { name: string }) => name.trim() !== ''))
      if (!isNeeded(path)) assert.equal(lineItems.length, 2)
      return
    }
    assert.ok(isNeeded(path) || (isOrder(path) && answer.code === 'cart-gone'), answer.code)
  })
})

test('the list of Tjar with one odd field lists every other cart, and counts the one it leaves out', async () => {
  const whole = bodyOf('tjar/carts')
  const since = Date.parse('2020-01-01T00:00:00Z')
  const list = (body: unknown) => {
    const { abandonedCarts } = store(body)
    assert.ok(abandonedCarts)
    return abandonedCarts.list({ since, page: 1 }, signal())
  }
  const all = (await list(whole)).carts.length
  assert.ok(all > 1)
  await tryAll(whole, async ({ path, body }) => {
    const isCart = /^data\.(abandoned_carts\.)?\d+/.test(toName(path))
    const { carts, unreadable = 0 } = await list(body).catch((error: unknown) => {
      assert.ok(error instanceof UpstreamError)
      assert.ok(!isCart, 'one cart must not spoil the list')
      return { carts: [], unreadable: 0 }
    })
    if (isCart) assert.ok(carts.length + unreadable >= all - 1 && carts.length >= all - 1)
  })
})

test('an order’s number that is no text is a number all the same, and spoils no list', async () => {
  const whole = bodyOf('tjar/carts')
  const text = JSON.stringify(whole).replace('"order_id":null', '"order_id":[{"toString":0}]')
  assert.notEqual(text, JSON.stringify(whole))
  const { abandonedCarts } = store(JSON.parse(text))
  const listed = await abandonedCarts?.list({ since: Date.parse('2020-01-01T00:00:00Z'), page: 1 }, signal())
  assert.ok((listed?.carts.length ?? 0) >= 1)
})

test('what Tjar says of a reminder means sent, not sent, or unknown, and it is never sent twice', async () => {
  await tryAll(bodyOf('tjar/reminder-sent'), async ({ body }) => {
    let calls = 0
    const { reminder } = tjar({
      storeDomain: 'example-store.tjar.sa',
      apiKey: 'key',
      fetch: async () => {
        calls += 1
        return Response.json(body)
      },
    })
    await reminder?.send('2', { subject: 's', message: 'm' }, signal()).catch(assertUpstream)
    assert.equal(calls, 1)
  })
})

const report = {
  id: 'm-1',
  cartId: 'c-1',
  total: { amount: 19_999, currency: 'SAR' },
  link: 'https://shop.example/cart?t=cr1_x',
  phone: '+966501234501',
}

/** Buzzbip, whatever it answers to a log-in and to a report. */
async function sendReport(logIn: unknown, answer: unknown) {
  let reports = 0
  const port = buzzbip({
    username: 'me',
    password: 'secret',
    fetch: async (input) => {
      if (String(input).endsWith('/login_check')) return Response.json(logIn)
      reports += 1
      return Response.json(answer)
    },
  }).report
  const error = await port?.send(report, signal()).then(() => undefined, assertUpstream)
  return { reports, error }
}

test("any answer to Buzzbip's log-in sends one report, or none that could have been accepted", async () => {
  const logIn = { status: 'success', message: '', code: 200, data: { token: 'eyJh.eyJp.c2ln', expires_in: 3600 } }
  await tryAll(logIn, async ({ body }) => {
    const { reports, error } = await sendReport(body, { status: 'success' })
    assert.equal(reports, error ? 0 : 1)
    if (error) assert.ok(error.wasNotTaken && !error.isUncertain)
  })
})

for (const name of ['report-taken', 'report-refused', 'report-limited']) {
  test(`${name}: any answer to a report is one of Buzzbip's, and the report is not sent twice`, async () => {
    await tryAll(bodyOf(`buzzbip/${name}`), async ({ body }) => {
      const { reports, error } = await sendReport({ token: 'eyJh.eyJp.c2ln' }, body)
      assert.equal(reports, error?.status === 401 ? 2 : 1)
    })
  })
}

function assertUpstream(error: unknown): UpstreamError {
  if (error instanceof UpstreamError) return error
  throw error
}
