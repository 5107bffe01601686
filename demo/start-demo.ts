import { getRequestListener } from '@hono/node-server'

import { type Assets, openAssets } from './assets.ts'
import { type Listener, listen } from './listen.ts'
import { isLoopback } from './loopback.ts'
import { createShop } from './shop.ts'
import { createStage } from './stage.ts'
import { type StoreName, storePaths } from './stores.ts'

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
  stores: Record<StoreName, string>
  /** The platforms' own servers. */
  platforms: { bigcommerce: string; vesuviopay: string }
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
    const textPlatform = await listen(0, host)
    opened.push(textPlatform.close)
    const assets = await openAssets(built)
    opened.push(assets.close)
    return { addresses: open(shop, platform, textPlatform, assets), close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Sets up what the three servers answer with. */
function open(shop: Listener, platform: Listener, textPlatform: Listener, assets: Assets): DemoAddresses {
  const stage = createStage({
    shopUrl: shop.url,
    stores: storePaths,
    platforms: {
      bigcommerce: { url: platform.url, apiUrl: platform.url },
      vesuviopay: { url: textPlatform.url, apiUrl: textPlatform.url },
    },
    // Room for a thousand scanners and fifty taps, one right after the other.
    quota: 450,
  })
  const answerShop = getRequestListener(
    createShop({ stage, shopUrl: shop.url, platformUrl: platform.url, textPlatformUrl: textPlatform.url }).fetch,
  )
  shop.answerWith((incoming, outgoing) => {
    if (!isLoopback(incoming)) outgoing.writeHead(403).end('The demo answers only this machine.')
    else if (!assets.answer(incoming, outgoing)) void answerShop(incoming, outgoing)
  })
  const { platforms } = stage.sandbox
  for (const [server, handler] of [
    [platform, platforms.bigcommerce],
    [textPlatform, platforms.vesuviopay],
  ] as const) {
    const answer = getRequestListener((request, env) => handler.fetch(request, env))
    server.answerWith((incoming, outgoing) => {
      if (isLoopback(incoming)) void answer(incoming, outgoing)
      else outgoing.writeHead(403).end()
    })
  }

  const proxy = `${shop.url}/cart-recovery`
  return {
    shop: `${shop.url}/`,
    mailbox: `${shop.url}/mailbox`,
    qa: `${shop.url}/qa`,
    proxy,
    stores: { bigcommerce: proxy, vesuviopay: shop.url + storePaths.vesuviopay.proxy },
    platforms: { bigcommerce: platform.url, vesuviopay: textPlatform.url },
  }
}
