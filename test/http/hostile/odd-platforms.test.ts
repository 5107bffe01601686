import assert from 'node:assert/strict'
import { test } from 'node:test'

import type { Problem, RecoverAnswer } from '../../../src/contract/index.ts'
import { bigcommerce } from '../../../src/proxy/platforms/bigcommerce/bigcommerce.ts'
import { createSandbox } from '../../../src/sandbox/index.ts'
import { openShop } from '../../setup/shop.ts'

// What a platform answers can be wrong in every way: then that platform is said to be at fault, and nothing is passed on.

/** A shop whose platform's answers are changed on their way. */
function openWith(change: (path: string, text: string) => string) {
  const sandbox = createSandbox()
  const called: string[] = []
  const { storeHash, accessToken } = sandbox.credentials.bigcommerce
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const { pathname, search } = new URL(new Request(input, init).url)
    called.push(pathname + search)
    const answer = await sandbox.fetch(input, init)
    return new Response(change(pathname, await answer.text()), answer)
  }
  const shop = openShop('demo', { platforms: [bigcommerce({ storeHash, accessToken, fetch })] }, sandbox)
  return { shop, called }
}

const nonsense: [string, RegExp, string][] = [
  ['a currency with markup', /"code":"EUR"/g, '"code":"<b>"'],
  ['a currency without letters', /"code":"EUR"/g, '"code":"123"'],
  ['a negative quantity', /"quantity":\d+/g, '"quantity":-5'],
  ['no quantity', /"quantity":\d+/g, '"quantity":0'],
  ['half a piece', /"quantity":\d+/g, '"quantity":1.5'],
  ['an endless quantity', /"quantity":\d+/g, '"quantity":1e308'],
  ['an endless price', /"(list|sale)_price":[\d.]+/g, '"$1_price":1e300'],
  ['a negative price', /"(list|sale)_price":[\d.]+/g, '"$1_price":-1'],
  ['a price that is no number', /"(list|sale)_price":[\d.]+/g, '"$1_price":"NaN"'],
  ['the most of both', /"quantity":\d+(,.*?)"(list|sale)_price":[\d.]+/g, '"quantity":1000000$1"$2_price":1e10'],
  ['a total beyond counting', /"cart_amount":[\d.]+/g, '"cart_amount":1e300'],
]
for (const [name, pattern, replacement] of nonsense) {
  test(`a cart with ${name} is never an error of ours`, async () => {
    let isChanged = false
    const { shop } = openWith((path, text) => {
      const changed = path.includes('/carts/') ? text.replace(pattern, replacement) : text
      isChanged ||= changed !== text
      return changed
    })
    const { status, body } = await shop.post<RecoverAnswer & Problem>('/recover', { token: shop.cart('hero').token })
    assert.ok(isChanged)
    assert.ok(status === 200 || body.code === 'upstream-down', `${status} ${body.code}`)
    assert.ok(!JSON.stringify(body).includes('<b>'))
    if (status !== 200) return
    for (const { quantity, price } of body.cart?.lineItems ?? []) {
      assert.ok(Number.isSafeInteger(quantity) && quantity > 0 && Number.isSafeInteger(price.amount))
    }
  })
}

for (const id of ['.', '..', '../../v2/store', '..%2f', 'a?b=c#d', 'a/b', '\\..\\', '']) {
  test(`a cart named ${JSON.stringify(id)} leads to no other address of the platform`, async () => {
    const { shop, called } = openWith((path, text) =>
      path.includes('/abandoned-carts/') ? JSON.stringify({ data: { cart_id: id } }) : text,
    )
    const { status, body } = await shop.post<Problem>('/recover', { token: shop.cart('hero').token })
    assert.notEqual(status, 200)
    assert.notEqual(body.code, 'internal-error')
    const { storeHash } = shop.sandbox.credentials.bigcommerce
    for (const path of called)
      assert.match(path, new RegExp(`^/stores/${storeHash}/v3/(abandoned-carts/[0-9a-f]{32}|carts/[^/?#]+[?].*)$`))
  })
}
