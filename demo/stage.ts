import { randomBytes } from 'node:crypto'

import { createMemoryStore, createProxy, type ProxyConfig, type StateStore } from '../src/proxy/index.ts'
import { bigcommerce } from '../src/proxy/platforms/bigcommerce/bigcommerce.ts'
import { vesuviopay } from '../src/proxy/platforms/vesuviopay/vesuviopay.ts'
import { createSandbox, type Sandbox } from '../src/sandbox/index.ts'
import { loopbackOrigins } from './loopback.ts'
import { type StoreName, storeNames } from './stores.ts'

/** Where a platform is reached: by a browser, and by the proxy where that is another place. */
export interface PlatformPlace {
  url: string
  /** Its API on a socket. Without it the proxy calls the sandbox in process. */
  apiUrl?: string
}

export interface StageOptions {
  /** Origin of the shop. */
  shopUrl: string
  /** Paths of each store's proxy and of the page its messages lead to. */
  stores: Record<StoreName, { proxy: string; recovery: string; channelId: string }>
  platforms: { bigcommerce: PlatformPlace; vesuviopay: PlatformPlace }
  /**
   * Calls per half a minute that BigCommerce allows; it sells 450 as its Pro plan.
   * @default what the scenario says
   */
  quota?: number
  /** @default 'demo' */
  scenario?: string
}

/** One sandbox and the proxies before it, sharing one clock. */
export interface Stage {
  sandbox: Sandbox
  /** The proxies as they are now: a reset makes others. */
  proxies: Record<StoreName, ReturnType<typeof createProxy>>
  /** For links of our own. */
  configs: Record<StoreName, ProxyConfig>
}

/**
 * Sets up a sandbox and a proxy per store, which knows the platforms by nothing but their addresses and keys. A reset
 * of the sandbox gives the proxies empty stores as well; clearing the faults keeps them and forgets the breakers.
 */
export function createStage({ shopUrl, stores, platforms, scenario = 'demo', quota }: StageOptions): Stage {
  const [shop, textShop] = storeNames.map((name) => shopUrl + stores[name].recovery)
  const sandbox = createSandbox({
    scenario,
    bigcommerceUrl: platforms.bigcommerce.url,
    vesuviopayUrl: platforms.vesuviopay.url,
    // The second channel's messages lead to the first store, which does not serve it: the wrong store.
    recoveryPageUrls: { 1: shop ?? '', 2: shop ?? '', 3: textShop ?? '' },
  })
  const keys = [randomBytes(32).toString('base64url')]
  let stateStores = emptyStores()

  function emptyStores(): Record<StoreName, StateStore> {
    const { clock } = sandbox
    return { bigcommerce: createMemoryStore({ clock }), vesuviopay: createMemoryStore({ clock }) }
  }

  // An adapter keeps breakers of its own, so each proxy gets new ones.
  const reach = ({ apiUrl }: PlatformPlace) => (apiUrl ? { apiUrl } : { fetch: sandbox.fetch })
  const bigCommerce = () => bigcommerce({ ...sandbox.credentials.bigcommerce, ...reach(platforms.bigcommerce) })
  const vesuvioPay = () => {
    const { storeId, publishableKey } = sandbox.credentials.vesuviopay
    return vesuviopay({ storeId, publishableKey, sendCodePath: 'auth/send-code', ...reach(platforms.vesuviopay) })
  }

  function toConfig(store: StoreName): ProxyConfig {
    const { proxy, recovery, channelId } = stores[store]
    return {
      store,
      publicUrl: shopUrl + proxy,
      keys,
      platforms: store === 'bigcommerce' ? [bigCommerce()] : [vesuvioPay(), bigCommerce()],
      channels: {
        [channelId]: {
          origins: loopbackOrigins(shopUrl),
          recoveryPageUrl: shopUrl + recovery,
          shopUrl,
          checkoutOrigins: Object.values(platforms).map(({ url }) => new URL(url).origin),
          locale: 'en',
        },
      },
      stateStore: stateStores[store],
      clock: sandbox.clock,
      insecureLoopback: true,
    }
  }
  const toConfigs = () => ({ bigcommerce: toConfig('bigcommerce'), vesuviopay: toConfig('vesuviopay') })

  function open(): Pick<Stage, 'configs' | 'proxies'> {
    const configs = toConfigs()
    return {
      configs,
      proxies: { bigcommerce: createProxy(configs.bigcommerce), vesuviopay: createProxy(configs.vesuviopay) },
    }
  }

  function upgrade() {
    if (quota) sandbox.world.accounts.bigcommerce.quota.requests = quota
  }

  upgrade()
  const stage: Stage = { sandbox, ...open() }
  sandbox.onReset(() => {
    upgrade()
    stateStores = emptyStores()
    Object.assign(stage, open())
  })
  sandbox.onFaultsCleared(() => Object.assign(stage, open()))
  return stage
}
