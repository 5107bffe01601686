import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type TestContext, test } from 'node:test'
import { pathToFileURL } from 'node:url'

import { createRoutes } from '../../../src/astro/routes.ts'
import { openAdoptShop } from '../../setup/adopt-shop.ts'
import { shopOrigin } from '../../setup/shop.ts'

// The routes that `init` writes, run as they are written: only what they import of their framework is a double.

const root = resolve(import.meta.dirname, '../../..')

/** Runs `init` in a shop of that kind. */
function writeShop(t: TestContext, packages: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'written-route-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const dependencies = Object.fromEntries(packages.map((name) => [name, '*']))
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module', dependencies }))
  mkdirSync(join(folder, 'app'))
  const cli = join(root, 'src/cli/cart-recovery.ts')
  const { status, stderr } = spawnSync(process.execPath, [cli, 'init'], { cwd: folder, encoding: 'utf8' })
  assert.equal(status, 0, stderr)
  return folder
}

/** Cookies as Next.js gives them. */
const jarModule = `
export const jar = new Map()
export const secures = []
export const cookies = async () => ({
  get: (name) => (jar.has(name) ? { name, value: jar.get(name) } : undefined),
  set(name, value, { secure }) {
    jar.set(name, value)
    secures.push(secure)
  },
})`

function post(code: string, headers: Record<string, string> = {}): Request {
  return new Request(`${shopOrigin}/cart/adopt`, {
    method: 'POST',
    headers: { origin: shopOrigin, 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ code }),
  })
}

const localOrigin = 'http://localhost:3000'

const forgeries = [
  { origin: 'https://attacker.example' },
  { origin: 'null' },
  { 'content-type': 'text/plain' },
  { 'content-type': 'application/x-www-form-urlencoded' },
]

test('the route of Next.js makes the cart the shop’s, and a forged post makes none', async (t) => {
  const shop = openAdoptShop({ serverKey: undefined })
  const folder = writeShop(t, ['next', 'react'])
  const headersUrl = `data:text/javascript,${encodeURIComponent(jarModule)}`
  const hooks = registerHooks({
    resolve(specifier, context, next) {
      if (specifier === 'next/headers') return { url: headersUrl, shortCircuit: true }
      if (specifier === 'cart-recovery/proxy')
        return next(pathToFileURL(join(root, 'src/proxy/index.ts')).href, context)
      return next(specifier, context)
    },
  })
  t.after(() => hooks.deregister())
  // The configuration of the shop under test, in place of the written one.
  const shared = globalThis as typeof globalThis & { testedConfig?: unknown; cartRecovery?: unknown }
  Object.assign(shared, { testedConfig: shop.config })
  t.after(() => {
    delete shared.testedConfig
    delete shared.cartRecovery
  })
  writeFileSync(join(folder, 'cart-recovery.config.js'), 'export default globalThis.testedConfig')
  const { POST } = await import(pathToFileURL(join(folder, 'app/cart/adopt/route.js')).href)
  const { jar, secures } = await import(headersUrl)
  const code = await shop.codeOf('hero')
  for (const headers of forgeries) {
    const { status } = await POST(post(code, headers))
    assert.ok(status === 403 || status === 415, JSON.stringify(headers))
    assert.equal(jar.size, 0)
  }
  const present = shop.presentCart([['coupon', 0, 1]])
  jar.set('cartId', present.id)
  assert.equal((await POST(post(code))).status, 204)
  assert.equal(jar.get('cartId'), shop.cart('hero').id)
  // The route asks the configuration on each request whose pages are the shop's. Safari keeps no `Secure` cookie of http.
  for (const { origins } of Object.values(shop.config.channels)) origins.push(localOrigin)
  const local = await POST(post(await shop.codeOf('coupon'), { origin: localOrigin }))
  assert.equal(local.status, 204)
  assert.deepEqual(secures, [true, false])
  assert.ok(
    shop.lines(shop.cart('hero').id).some(([name]) => name.startsWith('Linen cushion')),
    'with what was there',
  )
})

test('the route of the integration for Astro does the same', async () => {
  const shop = openAdoptShop({ serverKey: undefined })
  const { adopt: answer } = createRoutes({ load: async () => ({ default: shop.config }), cartCookie: 'cart' })
  const jar = new Map<string, string>()
  const secures: boolean[] = []
  const cookies = {
    get: (name: string) => (jar.has(name) ? { value: jar.get(name) ?? '' } : undefined),
    set(name: string, value: string, { secure }: { secure: boolean }) {
      jar.set(name, value)
      secures.push(secure)
    },
  }
  const clientAddress = '203.0.113.7'
  const code = await shop.codeOf('hero')
  for (const headers of forgeries) {
    const { status } = await answer({ request: post(code, headers), cookies, clientAddress })
    assert.ok(status === 403 || status === 415, JSON.stringify(headers))
    assert.equal(jar.size, 0)
  }
  const present = shop.presentCart([['coupon', 0, 1]])
  jar.set('cart', present.id)
  assert.equal((await answer({ request: post(code), cookies, clientAddress })).status, 204)
  assert.equal(jar.get('cart'), shop.cart('hero').id)
  for (const { origins } of Object.values(shop.config.channels)) origins.push(localOrigin)
  const local = await answer({
    request: post(await shop.codeOf('coupon'), { origin: localOrigin }),
    cookies,
    clientAddress,
  })
  assert.equal(local.status, 204)
  assert.deepEqual(secures, [true, false])
})
