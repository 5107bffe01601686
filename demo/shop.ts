import { Hono } from 'hono'

import { createAccount, signedInCustomer } from './account.ts'
import type { Message } from './browser/controls.ts'
import { adoptPath, countCart, createCart } from './cart.ts'
import { createNotifyService } from './notify-service.ts'
import { leastPolicy, pageHeaders } from './page-headers.ts'
import { consolePage } from './pages/console.ts'
import { mailboxPage } from './pages/mailbox.ts'
import { productPage } from './pages/product.ts'
import { qaPage } from './pages/qa.ts'
import { recoverPage } from './pages/recover.ts'
import { contactPage, notFoundPage, orderConfirmationPage } from './pages/service.ts'
import { storefrontPage } from './pages/storefront.ts'
import { createQa } from './qa.ts'
import { listStates } from './qa-states/index.ts'
import type { Stage } from './stage.ts'
import { type PlatformName, polledStores, type StoreName, storeNames, storePaths } from './stores.ts'
import { vendurePaths } from './vendure/paths.ts'
import type { VendureStore } from './vendure/vendure-store.ts'

export interface ShopOptions {
  stage: Stage
  shopUrl: string
  /** The platforms' own servers: where pictures and checkouts come from. */
  platformUrls: Record<PlatformName, string>
  /** A store on a real engine, where the demo was started with one. */
  vendure?: VendureStore
}

/** Everything on the shop's origin but scripts and styles. */
export function createShop({ stage, shopUrl, platformUrls, vendure }: ShopOptions): Hono {
  const platformUrl = platformUrls.bigcommerce
  const app = new Hono()

  app.get('/sandbox/states', (c) => c.json(listStates(shopUrl)))
  if (vendure) {
    app.get('/sandbox/messages', async (c) => {
      const messages: Message[] = await (await stage.sandbox.controls.fetch(c.req.raw)).json()
      return c.json([...messages, ...vendure.messages()])
    })
    app.all(`${vendurePaths.proxy}/*`, (c) => vendure.proxy.fetch(c.req.raw, { address: '127.0.0.1' }))
  }
  app.all('/sandbox/*', (c) => stage.sandbox.controls.fetch(c.req.raw))
  for (const name of storeNames) {
    app.all(`${storePaths[name].proxy}/*`, (c) => stage.proxies[name].fetch(c.req.raw, { address: '127.0.0.1' }))
  }

  app.route('/', createQa(shopUrl))
  app.route('/', createNotifyService({ sandbox: () => stage.sandbox, secret: stage.notifySecret }))
  const least = leastPolicy(Object.values(platformUrls))
  app.use('*', pageHeaders(Object.values(platformUrls)))
  app.get('/', async (c) =>
    c.html(storefrontPage(stage.sandbox.world.products, platformUrl, await countCart(c, stage))),
  )
  for (const name of storeNames) {
    app.get(storePaths[name].recovery, (c) => {
      // The token stands in the address until the script took it: nothing this page loads before that learns it.
      c.header('Referrer-Policy', 'no-referrer')
      c.header('Content-Security-Policy', least)
      const isSignedIn = signedInCustomer(c, stage) !== undefined
      const { proxy: endpoint, recovery: path } = storePaths[name]
      return c.html(recoverPage({ endpoint, path, isSignedIn, adoptUrl: name === 'bigcommerce' ? adoptPath : '' }))
    })
  }
  app.route('/', createAccount(stage))
  app.route('/', createCart(stage))
  if (vendure) {
    app.use(vendurePaths.recovery, (c, next) => {
      c.header('Referrer-Policy', 'no-referrer')
      c.header('Content-Security-Policy', least)
      return next()
    })
    app.route('/', vendure.pages)
  }
  app.get('/contact', (c) => c.html(contactPage()))
  app.get('/order-confirmation', (c) => c.html(orderConfirmationPage()))
  app.get('/mailbox', (c) => c.html(mailboxPage(new URL(platformUrl).host)))
  app.get('/console', async (c) => {
    const asked = c.req.query('store')
    const store = storeNames.find((name) => name === asked) ?? 'bigcommerce'
    if (polledStores.includes(store)) await listCarts(store, stage, shopUrl)
    c.header('Content-Security-Policy', least)
    const onEngine = vendure && { proxy: vendurePaths.proxy, channelId: vendure.channelId }
    return c.html(consolePage(stage.merchantKey, onEngine && asked === 'vendure' ? 'vendure' : store, onEngine))
  })
  app.get('/qa', (c) => c.html(qaPage()))
  app.get('/:slug/', async (c) => {
    const product = stage.sandbox.world.products.find(({ slug }) => slug === c.req.param('slug'))
    return product ? c.html(productPage(product, platformUrl, await countCart(c, stage))) : c.notFound()
  })
  app.notFound((c) => c.html(notFoundPage(), 404))
  return app
}

/** Looks at a store whose platform sends no webhooks, and waits for the list that a look asks for: its console would begin empty. */
async function listCarts(store: StoreName, { proxies, merchantKey }: Stage, shopUrl: string): Promise<void> {
  const url = `${shopUrl}${storePaths[store].proxy}/merchant/carts?limit=1`
  const headers = { Authorization: `Bearer ${merchantKey}` }
  const later: Promise<unknown>[] = []
  const waitUntil = (work: Promise<unknown>) => void later.push(work)
  await proxies[store].fetch(new Request(url, { headers }), { address: '127.0.0.1', waitUntil })
  await Promise.all(later)
}
