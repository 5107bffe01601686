import assert from 'node:assert/strict'
import { test } from 'node:test'

import { openShop, openTextShop, type Shop, shopOrigin } from '../setup/shop.ts'

const base = `${shopOrigin}/cart-recovery`

/** A browser without a script: it keeps cookies, follows redirects on the shop's origin, and sends forms. */
function visit({ fetch }: Shop) {
  const cookies = new Map<string, string>()
  async function go(url: string, init: RequestInit = {}): Promise<{ url: string; response: Response; text: string }> {
    const headers = new Headers(init.headers)
    headers.set('cookie', [...cookies].map((pair) => pair.join('=')).join('; '))
    const response = await fetch(new Request(url, { ...init, headers }))
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (/Max-Age=0/.test(line)) cookies.delete(name)
      else cookies.set(name, value)
    }
    const location = response.headers.get('location')
    if (location?.startsWith(shopOrigin)) return go(location)
    return { url: location ?? url, response, text: await response.text() }
  }
  return {
    go,
    send: (page: string, step: string, changes: Record<string, string> = {}, origin = shopOrigin) => {
      const fields = { ...fieldsOf(page), ...changes }
      const headers = { origin, 'content-type': 'application/x-www-form-urlencoded' }
      return go(`${base}/link/${step}`, { method: 'POST', headers, body: String(new URLSearchParams(fields)) })
    },
  }
}

/** What the page's first form would send. */
function fieldsOf(page: string): Record<string, string> {
  const inputs = page.match(/<input[^>]*>/g) ?? []
  return Object.fromEntries(
    inputs.map((input) => [/name="([^"]*)"/.exec(input)?.[1] ?? '', /value="([^"]*)"/.exec(input)?.[1] ?? '']),
  )
}

function linesOf({ sandbox: { world } }: Shop, name: string) {
  const lines = world.carts.find(({ key }) => key === name)?.lines ?? []
  return lines.flatMap((line) => (line.kind === 'physical' ? [line] : []))
}

const lineFields = (page: string) => Object.keys(fieldsOf(page)).filter((name) => name.startsWith('line.'))

test('without a script: link, lines, another quantity, checkout', async () => {
  const shop = openShop()
  const visitor = visit(shop)
  const opened = await visitor.go(`${base}/link?t=${shop.cart('hero').token}`)
  assert.equal(opened.response.status, 200)
  assert.doesNotMatch(opened.url, /[?&]t=/)
  assert.match(opened.text, /Your cart, with 2 changes/)
  assert.match(opened.text, /Only 2 of 3 available/)
  assert.match(opened.text, /Sold out/)
  assert.equal(shop.newCalls().filter(({ write }) => write).length, 0)

  const [first = ''] = lineFields(opened.text)
  const updated = await visitor.send(opened.text, 'update', { [first]: '0' })
  assert.match(updated.text, /Removed/)
  assert.equal(shop.newCalls().filter(({ write }) => write).length, 0)

  const before = Object.values(shop.held('hero')).reduce((sum, quantity) => sum + quantity, 0)
  const left = await visitor.send(updated.text, 'checkout')
  assert.equal(left.response.status, 303)
  assert.match(left.url, /^https:\/\/store-demo\.mybigcommerce\.com\//)
  const after = Object.values(shop.held('hero')).reduce((sum, quantity) => sum + quantity, 0)
  assert.ok(after < before)
  // The button tapped twice: the same key, the same answer.
  const again = await visitor.send(updated.text, 'checkout')
  assert.equal(again.url, left.url)
})

test('a cart that moved is shown before it is paid for', async () => {
  const shop = openShop()
  const visitor = visit(shop)
  const opened = await visitor.go(`${base}/link?t=${shop.cart('all-available').token}`)
  assert.match(opened.text, /Your cart is ready/)
  const [line] = linesOf(shop, 'all-available')
  const products = shop.sandbox.world.products.filter(({ id }) => id === line?.productId)
  for (const { variants } of products) for (const variant of variants) variant.stock = 0
  const held = shop.held('all-available')
  const refused = await visitor.send(opened.text, 'checkout')
  assert.equal(refused.response.status, 409)
  assert.match(refused.text, /Nothing has been charged/)
  assert.match(refused.text, /Sold out/)
  assert.deepEqual(shop.held('all-available'), held)
  const left = await visitor.send(refused.text, 'checkout')
  assert.equal(left.response.status, 303)
})

test('more than there is is not promised, and the next tap leads on', async () => {
  const shop = openShop()
  const visitor = visit(shop)
  const opened = await visitor.go(`${base}/link?t=${shop.cart('all-available').token}`)
  const [first = ''] = lineFields(opened.text)
  const updated = await visitor.send(opened.text, 'update', { [first]: '9999' })
  assert.match(updated.text, /Only \d+ of 9,999 available/)
  const refused = await visitor.send(opened.text, 'checkout', { [first]: '9999' })
  assert.equal(refused.response.status, 409)
  assert.match(refused.text, /Only \d+ of 9,999 available/)
  const left = await visitor.send(refused.text, 'checkout')
  assert.equal(left.response.status, 303)
})

test('a page that has no "Notify me" promises no message', async () => {
  const shop = openTextShop()
  const visitor = visit(shop)
  const { text } = await visitor.go(`${base}/link?t=${shop.cart('vesuviopay-sold-out').token}`)
  assert.match(text, /Nothing in this cart can be bought right now/)
  assert.doesNotMatch(text, /We can tell you/)
})

test('what stands in the way has a sentence and a way on, and never an error of a machine', async () => {
  const shop = openShop()
  const visitor = visit(shop)
  const account = `?t=${shop.cart('account').token}`
  const tokens = ['?t=settings', '?t=00000000000000000000000000000000', account]
  for (const address of [...tokens, '', '?cr-open=AAAAAAAAAAAAAAAA']) {
    const { response, text } = await visitor.go(`${base}/link${address}`)
    assert.ok([200, 400, 401, 403, 404].includes(response.status), `${address}: ${response.status}`)
    assert.match(text, /<h1[^>]*>[A-Z]/)
    assert.match(text, /Continue shopping/)
    // There is no cart, which may have been ordered.
    assert.doesNotMatch(text, /Nothing has been charged/)
  }
})

test('a form of another page, or with other fields, writes nothing', async () => {
  const shop = openShop()
  const visitor = visit(shop)
  const opened = await visitor.go(`${base}/link?t=${shop.cart('hero').token}`)
  const foreign = await visitor.send(opened.text, 'checkout', {}, 'https://evil.example')
  assert.equal(foreign.response.status, 403)
  assert.match(foreign.text, /^<!doctype html>/)
  const noOrigin = await visitor.go(`${base}/link/checkout`, {
    method: 'POST',
    body: new URLSearchParams(fieldsOf(opened.text)),
  })
  assert.equal(noOrigin.response.status, 403)
  const noHandle = await visitor.send(opened.text, 'checkout', { cartHandle: '' })
  assert.equal(noHandle.response.status, 400)
  // Some of these are no header's value: the forms are answered through the endpoints, which take the key as one.
  for (const idempotencyKey of ['', 'short', 'two\r\nlines of a key', 'ключ этой страницы', '\0'.repeat(36)]) {
    const { response, text } = await visitor.send(opened.text, 'checkout', { idempotencyKey })
    assert.equal(response.status, 400, JSON.stringify(idempotencyKey))
    assert.match(text, /^<!doctype html>/)
  }
  assert.equal(shop.newCalls().filter(({ write }) => write).length, 0)
})

test('the page loads nothing from elsewhere, is not framed, and says its origin to the proxy alone', async () => {
  const shop = openShop('demo', { hosted: { name: 'Alder & <Wool>', script: '/widget/cart-recovery.js' } })
  const visitor = visit(shop)
  const { response, text } = await visitor.go(`${base}/link?t=${shop.cart('hero').token}`)
  const policy = response.headers.get('content-security-policy') ?? ''
  for (const part of ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"]) {
    assert.ok(policy.includes(part), part)
  }
  assert.match(policy, /form-action 'self' https:\/\/store-demo\.mybigcommerce\.com/)
  assert.equal(response.headers.get('referrer-policy'), 'same-origin')
  assert.equal(response.headers.get('cache-control'), 'no-store')
  assert.match(text, /Alder &amp; &lt;Wool&gt;/)
  assert.match(text, /<cart-recovery endpoint="\/cart-recovery"/)
  // With a script the page itself asks no platform.
  assert.equal(shop.newCalls().length, 0)
  const [, plain = ''] = /url=([^"]+)"/.exec(text) ?? []
  const shown = await visitor.go(new URL(plain.replaceAll('&amp;', '&'), base).href)
  assert.match(shown.text, /Linen shirt/)
})

test('a name in a cart is text, whatever it holds', async () => {
  const shop = openShop()
  const [line = assert.fail()] = linesOf(shop, 'hero')
  line.name = '<img src=x onerror=alert(1)>"\''
  const { text } = await visit(shop).go(`${base}/link?t=${shop.cart('hero').token}`)
  assert.doesNotMatch(text, /<img src=x/)
  assert.match(text, /&lt;img src=x onerror/)
})

test('a gift is free, and what is part of a set has no price of its own', async () => {
  const shop = openShop()
  const { text } = await visit(shop).go(`${base}/link?t=${shop.cart('every-kind').token}`)
  const rowOf = (name: string) =>
    text.split('<li').find((row) => row.includes(`<bdi>${name}</bdi>`)) ?? assert.fail(name)
  assert.match(rowOf('Cotton tote'), /<b>Free<\/b>.*>Gift</s)
  assert.doesNotMatch(rowOf('Ceramic mug'), /<b>/)
  assert.doesNotMatch(text, /[€$£]0\.00/)
})

test('more changes than a checkout takes are saved first, and shown', async () => {
  const shop = openShop()
  const visitor = visit(shop)
  const opened = await visitor.go(`${base}/link?t=${shop.cart('fifty-lines').token}`)
  const fewer = Object.fromEntries(lineFields(opened.text).map((name) => [name, '0']))
  const [kept = ''] = Object.keys(fewer)
  delete fewer[kept]
  assert.ok(Object.keys(fewer).length > 20)
  const saved = await visitor.send(opened.text, 'checkout', fewer)
  assert.equal(saved.response.status, 200)
  assert.deepEqual(lineFields(saved.text), [kept])
  const left = await visitor.send(saved.text, 'checkout')
  assert.equal(left.response.status, 303)
})

test('the button tapped twice while much is saved shows the cart, and no error', async () => {
  const shop = openShop()
  const visitor = visit(shop)
  const opened = await visitor.go(`${base}/link?t=${shop.cart('fifty-lines').token}`)
  const fewer = Object.fromEntries(
    lineFields(opened.text)
      .slice(1)
      .map((name) => [name, '0']),
  )
  const taps = await Promise.all([1, 2].map(() => visitor.send(opened.text, 'checkout', fewer)))
  assert.deepEqual(
    taps.map(({ response }) => response.status),
    [200, 200],
  )
})

test('Back from the checkout has the cart again', async () => {
  const shop = openShop()
  const visitor = visit(shop)
  const opened = await visitor.go(`${base}/link?t=${shop.cart('hero').token}`)
  assert.equal((await visitor.send(opened.text, 'checkout')).response.status, 303)
  const back = await visitor.go(opened.url)
  assert.equal(back.response.status, 200)
  assert.match(back.text, /Linen shirt/)
})

test('a visitor who leaves is no failure of ours', async () => {
  const shop = openShop()
  const opened = await visit(shop).go(`${base}/link?t=${shop.cart('hero').token}`)
  shop.logged.length = 0
  const signal = AbortSignal.abort()
  await shop.fetch(new Request(opened.url, { signal }))
  assert.deepEqual(
    shop.logged.filter((line) => line.includes('internal-error')),
    [],
  )
})

test('coupons that the checkout lacks are said before the shopper leaves', async () => {
  const shop = openShop()
  const visitor = visit(shop)
  // The checkout needs a copy of this cart, and a coupon cannot be copied.
  shop.sandbox.readings.set({ redirectUrls: 'api-carts-only' })
  const cart = shop.sandbox.world.carts.find(({ key }) => key === 'coupon') ?? assert.fail()
  cart.createdBy = 'storefront'
  const account = shop.sandbox.world.accounts.bigcommerce
  account.scopes = account.scopes.filter((scope) => scope !== 'store_checkouts')
  const opened = await visitor.go(`${base}/link?t=${shop.cart('coupon').token}`)
  const told = await visitor.send(opened.text, 'checkout')
  assert.equal(told.response.status, 200)
  assert.match(told.text, /Before you go/)
  const left = await visitor.send(told.text, 'checkout')
  assert.equal(left.response.status, 303)
})
