import { getRequestListener } from '@hono/node-server'

import { type Assets, openAssets } from './assets.ts'
import { type Listener, listen } from './listen.ts'
import { isLoopback } from './loopback.ts'
import { createShop } from './shop.ts'
import { createStage } from './stage.ts'

export { PortTakenError } from './listen.ts'

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
}

/** Where everything is, as absolute URLs: what `--json` prints. */
export interface DemoAddresses {
  shop: string
  mailbox: string
  qa: string
  /** Base of the proxy of the first store. */
  proxy: string
  /** Every store and the base of its proxy. */
  stores: { bigcommerce: string }
  /** The platforms' own servers. */
  platforms: { bigcommerce: string }
}

export interface Demo {
  addresses: DemoAddresses
  close(): Promise<void>
}

/**
 * A shop, its mailbox and its QA page on loopback, with the proxy and the sandbox they need. Throws
 * `PortTakenError` where the port is not free.
 */
export async function startDemo(options: DemoOptions = {}): Promise<Demo> {
  const { port = 4173, built = false, host = '127.0.0.1' } = options
  const shop = await listen(port, host)
  const opened = [shop.close]
  const close = async () => void (await Promise.all(opened.map((end) => end())))
  try {
    const platform = await listen(0, host)
    opened.push(platform.close)
    const assets = await openAssets(built)
    opened.push(assets.close)
    return { addresses: open(shop, platform, assets), close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Sets up what the two servers answer with. */
function open(shop: Listener, platform: Listener, assets: Assets): DemoAddresses {
  const stage = createStage({
    shopUrl: shop.url,
    proxyPath: '/cart-recovery',
    recoveryPath: '/recover',
    bigcommerceUrl: platform.url,
    apiUrl: platform.url,
    // Room for a thousand scanners and fifty taps, one right after the other.
    quota: 450,
  })
  const answerShop = getRequestListener(createShop({ stage, shopUrl: shop.url, platformUrl: platform.url }).fetch)
  shop.answerWith((incoming, outgoing) => {
    if (!isLoopback(incoming)) outgoing.writeHead(403).end('The demo answers only this machine.')
    else if (!assets.answer(incoming, outgoing)) void answerShop(incoming, outgoing)
  })
  const answerPlatform = getRequestListener((request, env) => stage.sandbox.platforms.bigcommerce.fetch(request, env))
  platform.answerWith((incoming, outgoing) => {
    if (isLoopback(incoming)) void answerPlatform(incoming, outgoing)
    else outgoing.writeHead(403).end()
  })

  const proxy = `${shop.url}/cart-recovery`
  return {
    shop: `${shop.url}/`,
    mailbox: `${shop.url}/mailbox`,
    qa: `${shop.url}/qa`,
    proxy,
    stores: { bigcommerce: proxy },
    platforms: { bigcommerce: platform.url },
  }
}
