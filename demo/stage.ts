import { randomBytes } from 'node:crypto'

import { createMemoryStore, createProxy, type ProxyConfig } from '../src/proxy/index.ts'
import { bigcommerce } from '../src/proxy/platforms/bigcommerce/bigcommerce.ts'
import { createSandbox, type Sandbox } from '../src/sandbox/index.ts'
import { loopbackOrigins } from './loopback.ts'

export interface StageOptions {
  /** Origin of the shop. */
  shopUrl: string
  /** Path below which the proxy is reached. */
  proxyPath: string
  /** Page that a message leads to. */
  recoveryPath: string
  /** Where a browser finds BigCommerce's hosted storefront: checkout and pictures. */
  bigcommerceUrl: string
  /** BigCommerce's API on a socket. Without it the proxy calls the sandbox in process. */
  apiUrl?: string
  /**
   * Calls per half a minute that BigCommerce allows; it sells 450 as its Pro plan.
   * @default what the scenario says
   */
  quota?: number
  /** @default 'demo' */
  scenario?: string
}

/** One sandbox and the proxy before it, sharing one clock. */
export interface Stage {
  sandbox: Sandbox
  /** The proxy as it is now: a reset makes another one. */
  proxy: ReturnType<typeof createProxy>
  /** For links of our own. */
  config: ProxyConfig
}

/**
 * Sets up a sandbox and a proxy that knows it by nothing but its address and its access token. A reset of the
 * sandbox gives the proxy an empty store as well; clearing the faults keeps the store and forgets the breakers.
 */
export function createStage(options: StageOptions): Stage {
  const { shopUrl, proxyPath, recoveryPath, bigcommerceUrl, apiUrl, scenario = 'demo', quota } = options
  const recoveryPageUrl = shopUrl + recoveryPath
  const sandbox = createSandbox({
    scenario,
    bigcommerceUrl,
    // Both channels' messages lead here; the proxy serves only the first, so the second is the wrong store.
    recoveryPageUrls: { 1: recoveryPageUrl, 2: recoveryPageUrl },
  })
  const keys = [randomBytes(32).toString('base64url')]
  const toConfig = (): ProxyConfig => ({
    store: 'bigcommerce',
    publicUrl: shopUrl + proxyPath,
    keys,
    // An adapter keeps breakers of its own, so each proxy gets a new one.
    platforms: [
      bigcommerce({ ...sandbox.credentials.bigcommerce, ...(apiUrl ? { apiUrl } : { fetch: sandbox.fetch }) }),
    ],
    channels: {
      1: {
        origins: loopbackOrigins(shopUrl),
        recoveryPageUrl,
        shopUrl,
        checkoutOrigins: [new URL(bigcommerceUrl).origin],
        locale: 'en',
      },
    },
    stateStore,
    clock: sandbox.clock,
    insecureLoopback: true,
  })

  function upgrade() {
    if (quota) sandbox.world.accounts.bigcommerce.quota.requests = quota
  }

  upgrade()
  let stateStore = createMemoryStore({ clock: sandbox.clock })
  const config = toConfig()
  const stage: Stage = { sandbox, config, proxy: createProxy(config) }
  sandbox.onReset(() => {
    upgrade()
    stateStore = createMemoryStore({ clock: sandbox.clock })
    stage.proxy = createProxy(toConfig())
  })
  sandbox.onFaultsCleared(() => {
    stage.proxy = createProxy(toConfig())
  })
  return stage
}
