import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { pathToFileURL } from 'node:url'

import { openAdoptShop } from '../../test/setup/adopt-shop.ts'
import { type AstroSetup, type CartRecoveryOptions, cartRecovery } from './cart-recovery.ts'
import { createRoutes } from './routes.ts'

/** Sets the integration up in a site with these files. Answers what it asked of Astro. */
function setUp(t: TestContext, options: CartRecoveryOptions, files: string[], adapter?: object, site: object = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'astro-'))
  t.after(() => rmSync(folder, { recursive: true }))
  for (const name of files) writeFileSync(join(folder, name), 'export default {}')
  const routes: Record<string, string> = {}
  const changes: object[] = []
  const setup: AstroSetup = {
    config: { root: pathToFileURL(`${folder}/`), ...(adapter && { adapter }), ...site },
    updateConfig: (change) => changes.push(change),
    injectRoute({ pattern, entrypoint, prerender }) {
      assert.equal(prerender, false)
      routes[pattern] = readFileSync(entrypoint, 'utf8')
    },
    createCodegenDir() {
      const generated = join(folder, '.astro/integrations/cart-recovery')
      mkdirSync(generated, { recursive: true })
      return pathToFileURL(`${generated}/`)
    },
  }
  cartRecovery(options).hooks['astro:config:setup'](setup)
  return { folder, routes, changes }
}

test('a site with an adapter answers by itself, as its configuration says', (t) => {
  const { folder, routes, changes } = setUp(t, { cartCookie: "it's" }, ['cart-recovery.config.ts'], {})
  assert.deepEqual(Object.keys(routes), ['/cart-recovery/[...path]', '/cart/adopt'])
  assert.match(routes['/cart-recovery/[...path]'] ?? '', /export \{ proxy as ALL \} from '\.\/routes\.js'/)
  assert.match(routes['/cart/adopt'] ?? '', /export \{ adopt as POST \} from '\.\/routes\.js'/)
  const load = '() => import("../../../cart-recovery.config.ts")'
  const both = readFileSync(join(folder, '.astro/integrations/cart-recovery/routes.js'), 'utf8')
  assert.ok(both.includes(`createRoutes({ load: ${load}, cartCookie: "it's" })`), both)
  assert.deepEqual(changes, [])
})

test('without the name of a cookie, the route behind adopt-url is the shop’s own', (t) => {
  const { routes } = setUp(t, {}, ['cart-recovery.config.mjs'], {})
  assert.deepEqual(Object.keys(routes), ['/cart-recovery/[...path]'])
})

test('a static site forwards to `serve` in development, and needs no configuration for it', (t) => {
  const { routes, changes } = setUp(t, {}, [])
  assert.deepEqual(routes, {})
  assert.deepEqual(changes, [{ vite: { server: { proxy: { '/cart-recovery/': 'http://127.0.0.1:8787' } } } }])
})

test('a site without a configuration is told of init', (t) => {
  assert.throws(() => setUp(t, {}, [], {}), /npx cart-recovery init/)
})

test('a site whose routes would answer elsewhere than its page asks is told so', (t) => {
  const files = ['cart-recovery.config.ts']
  assert.throws(() => setUp(t, {}, files, {}, { base: '/shop' }), /`base`.*not/)
  assert.throws(() => setUp(t, {}, files, {}, { trailingSlash: 'always' }), /trailingSlash: 'ignore'/)
  setUp(t, {}, files, {}, { base: '/', trailingSlash: 'ignore' })
  setUp(t, {}, [], undefined, { base: '/shop', trailingSlash: 'always' })
})

test('an adapter that knows no address of the caller is no error', async () => {
  const shop = openAdoptShop({ serverKey: undefined })
  const { proxy: answer } = createRoutes({ load: async () => ({ default: shop.config }) })
  const { status } = await answer({
    request: new Request(`${shop.config.publicUrl}/healthz`),
    cookies: { get: () => undefined, set: () => {} },
    get clientAddress(): string {
      throw new Error('ClientAddressNotAvailable')
    },
  })
  assert.equal(status, 200)
})

test('a configuration that cannot be loaded is tried again with the next request', async () => {
  let tries = 0
  const { proxy: answer } = createRoutes({
    async load() {
      tries++
      throw new Error('CART_RECOVERY_KEYS is not set')
    },
  })
  const cookies = { get: () => undefined, set: () => {} }
  const ask = () =>
    answer({
      request: new Request('https://shop.example/cart-recovery/healthz'),
      clientAddress: '203.0.113.7',
      cookies,
    })
  await assert.rejects(ask(), /CART_RECOVERY_KEYS/)
  await assert.rejects(ask(), /CART_RECOVERY_KEYS/)
  assert.equal(tries, 2)
})
