import { getRequestListener } from '@hono/node-server'

import { type Assets, openAssets } from './assets.ts'
import { type Listener, listen } from './listen.ts'
import { isLoopback } from './loopback.ts'
import { answerAsPlatforms, listenForPlatforms } from './platform-servers.ts'
import { createShop } from './shop.ts'
import { createStage } from './stage.ts'
import {
  byPlatform,
  byStore,
  type PlatformName,
  polledStores,
  type StoreName,
  storeNames,
  storePaths,
} from './stores.ts'
import { installEngine } from './vendure/install-engine.ts'
import { vendurePaths } from './vendure/paths.ts'
import { openVendureStore } from './vendure/vendure-store.ts'

export { PortInUseError } from './listen.ts'

export interface DemoOptions {
  /**
   * Of the shop; 0 takes any free one.
   * @default 4173
   */
  port?: number
  /**
   * Serves the production build instead of the sources. A published package has nothing else.
   * @default false
   */
  built?: boolean
  /** @default '127.0.0.1' */
  host?: string
  /**
   * The first store has a past of 60 days, which its console shows.
   * @default false
   */
  history?: boolean
  /** Adds a store on a real engine, which is installed once. */
  engine?: 'vendure' | undefined
  /** Where the progress of that is told. */
  onProgress?: (line: string) => void
}

/** Where everything is, as absolute URLs: what `--json` prints. */
export interface DemoAddresses {
  shop: string
  mailbox: string
  qa: string
  /** Base of the proxy of the first store. */
  proxy: string
  /** Every store and the base of its proxy. */
  stores: Record<StoreName, string>
  /** Opens the console of every store; new with every start. */
  merchantKey: string
  /** The platforms' own servers. */
  platforms: Record<PlatformName, string>
  /** The shop on the engine and the base of its proxy, where there is one. */
  vendure?: { shop: string; proxy: string }
}

export interface Demo {
  addresses: DemoAddresses
  close(): Promise<void>
}

/**
 * A shop, its mailbox and its QA page on loopback, with the proxy and the sandbox they need. Throws
 * `PortInUseError` where the port is not free.
 */
export async function startDemo(options: DemoOptions = {}): Promise<Demo> {
  const { port = 4173, built = false, host = '127.0.0.1', history = false, engine, onProgress = () => {} } = options
  const shop = await listen(port, host)
  const opened = [shop.close]
  const close = async () => void (await Promise.all(opened.map((end) => end())))
  try {
    const platforms = await listenForPlatforms(0, host, (end) => void opened.push(end))
    const assets = await openAssets(built)
    opened.push(assets.close)
    const engineFolder = engine && installEngine(onProgress)
    const { addresses, stop } = await open(shop, platforms, assets, { engineFolder, history })
    opened.push(stop)
    return { addresses, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** How often the outboxes are worked off, and platforms try again what was not delivered. */
const workEveryMs = 500

/** Sets up what the servers answer with, and what goes on between requests. */
async function open(
  shop: Listener,
  platforms: Record<PlatformName, Listener>,
  assets: Assets,
  { engineFolder, history }: { engineFolder: string | undefined; history: boolean },
): Promise<{ addresses: DemoAddresses; stop: () => Promise<void> }> {
  const stage = createStage({
    shopUrl: shop.url,
    notifies: true,
    stores: storePaths,
    platforms: byPlatform((name) => ({ url: platforms[name].url, apiUrl: platforms[name].url })),
    // Room for a thousand scanners and fifty taps, one right after the other.
    quota: 450,
    history,
  })
  const urls = byPlatform((name) => platforms[name].url)
  const { merchantKey } = stage
  const vendure = engineFolder && (await openVendureStore({ engineFolder, shopUrl: shop.url, merchantKey }))
  const answerShop = getRequestListener(
    createShop({ stage, shopUrl: shop.url, platformUrls: urls, ...(vendure && { vendure }) }).fetch,
  )
  shop.answerWith((incoming, outgoing) => {
    if (!isLoopback(incoming)) outgoing.writeHead(403).end('The demo answers only this machine.')
    else if (!assets.answer(incoming, outgoing)) void answerShop(incoming, outgoing)
  })
  answerAsPlatforms(platforms, stage.sandbox)
  const working = setInterval(() => {
    void stage.sandbox.deliverDue()
    if (!stage.isPastPlayed) return
    for (const name of storeNames) if (!polledStores.includes(name)) void stage.proxies[name].work()
  }, workEveryMs)

  const proxyOf = (name: StoreName) => shop.url + storePaths[name].proxy
  return {
    async stop() {
      clearInterval(working)
      await stage.pastPlayed
      if (vendure) await vendure.close()
    },
    addresses: {
      shop: `${shop.url}/`,
      mailbox: `${shop.url}/mailbox`,
      qa: `${shop.url}/qa`,
      proxy: proxyOf('bigcommerce'),
      stores: byStore(proxyOf),
      merchantKey,
      platforms: urls,
      ...(vendure && { vendure: { shop: shop.url + vendurePaths.shop, proxy: shop.url + vendurePaths.proxy } }),
    },
  }
}
