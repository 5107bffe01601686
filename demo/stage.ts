import { randomBytes } from 'node:crypto'

import {
  createProxy,
  type Platform,
  type ProxyConfig,
  type StateStore,
  sealCustomer,
  silentLog,
} from '../src/proxy/index.ts'
import { createSqliteStore } from '../src/proxy/stores/sqlite.ts'
import { createSandbox, type Sandbox } from '../src/sandbox/index.ts'
import { pastCarts } from './history/past-carts.ts'
import { type Past, withPast } from './history/past-platform.ts'
import { playPast } from './history/play-past.ts'
import { loopbackOrigins } from './loopback.ts'
import { notifyPath } from './notify-service.ts'
import { registerWebhooks } from './register-webhooks.ts'
import {
  byPlatform,
  byStore,
  createStorePlatforms,
  type PlatformChoices,
  type PlatformName,
  type PlatformPlace,
  type StoreName,
  type StorePaths,
  storeNames,
} from './stores.ts'

/** The store that may have a past. */
const pastStore = 'bigcommerce' satisfies StoreName

export interface StageOptions extends PlatformChoices {
  /** Origin of the shop. */
  shopUrl: string
  /** Paths of each store's proxy and of the page its messages lead to. */
  stores: Record<StoreName, StorePaths>
  platforms: Record<PlatformName, PlatformPlace>
  /**
   * Calls per half a minute that BigCommerce allows; it sells 450 as its Pro plan.
   * @default what the scenario says
   */
  quota?: number
  /** @default 'demo' */
  scenario?: string
  /**
   * The shop can say who is signed in there.
   * @default true
   */
  accountCarts?: boolean
  /**
   * The first store has a past of 60 days, so that its console has something to show.
   * @default false
   */
  history?: boolean
  /** BigCommerce's store has a service of its own that tells what is back in stock. @default false */
  notifies?: boolean
  /** BigCommerce's cart stays once its lines were ordered by text. */
  keepsOrderedCart?: boolean
}

/** One sandbox and the proxies before it, sharing one clock. */
export interface Stage {
  sandbox: Sandbox
  shopUrl: string
  /** The proxies as they are now: a reset makes others. */
  proxies: Record<StoreName, ReturnType<typeof createProxy>>
  /** For links of our own. */
  configs: Record<StoreName, ProxyConfig>
  /** Opens the console of every store. */
  merchantKey: string
  /** Ends once the past is in the ledger. */
  pastPlayed: Promise<void>
  /** Until then no worker of today may send a message of the past. */
  isPastPlayed: boolean
  /** Signs what the shop's own service is told. */
  notifySecret: string
  /** A shopper token of this customer, for the frame's `shopperToken`. */
  sealCustomer(store: StoreName, customerId: number): Promise<string>
}

/**
 * Sets up a sandbox and a proxy per store. A reset of the sandbox gives the proxies empty stores as well; clearing the
 * faults keeps them and forgets the breakers.
 */
export function createStage(options: StageOptions): Stage {
  const {
    shopUrl,
    stores,
    platforms,
    scenario = 'demo',
    quota,
    accountCarts = true,
    keepsOrderedCart = false,
    history = false,
    notifies = false,
  } = options
  const recoveryPage = (name: StoreName) => shopUrl + stores[name].recovery
  // As `doctor --fix` sets the platform's route where the proxy is on the page's origin.
  const opening = (name: StoreName) => `${shopUrl}${stores[name].proxy}/open/${stores[name].channelId}`
  const sandbox = createSandbox({
    scenario,
    urls: byPlatform((name) => platforms[name].url),
    recoveryPageUrls: {
      ...Object.fromEntries(storeNames.map((name) => [stores[name].channelId, opening(name)])),
      // The second channel's messages lead to the first store, which does not serve it: the wrong store.
      2: opening('bigcommerce'),
    },
  })
  const platformsOf = createStorePlatforms(sandbox, platforms, options)
  const keys = [randomBytes(32).toString('base64url')]
  const merchantKey = randomBytes(32).toString('base64url')
  const notifySecret = `whsec_${randomBytes(32).toString('base64')}`
  let stateStores = emptyStores()
  let past = makePast()

  function makePast(): Past {
    const carts = history ? pastCarts(sandbox, platforms.bigcommerce.url) : []
    return { carts: new Map(carts.map((cart) => [cart.id, cart])), ordered: new Set(), back: new Set() }
  }

  function emptyStores(): Record<StoreName, StateStore> {
    return byStore(() => createSqliteStore({ path: ':memory:', clock: sandbox.clock }))
  }

  function toConfig(store: StoreName): ProxyConfig {
    const { proxy, channelId } = stores[store]
    return {
      store,
      publicUrl: shopUrl + proxy,
      hosted: { name: 'Alder & Wool', script: '/cart-recovery.js' },
      keys,
      // An adapter keeps breakers of its own, so each proxy gets new ones.
      platforms: store === pastStore ? platformsOf[store]().map(addPast) : platformsOf[store](),
      channels: {
        [channelId]: {
          origins: loopbackOrigins(shopUrl),
          recoveryPageUrl: recoveryPage(store),
          shopUrl,
          checkoutOrigins: Object.values(platforms).map(({ url }) => new URL(url).origin),
          locale: 'en',
          accountCarts,
        },
      },
      merchant: { keys: { demo: merchantKey }, origins: loopbackOrigins(shopUrl) },
      adopt: store === 'bigcommerce',
      // A shop reads its stock every ten minutes; who tries the demo waits seconds.
      ...(notifies &&
        store === 'bigcommerce' && { notify: { url: shopUrl + notifyPath, secret: notifySecret, everySeconds: 3 } }),
      afterOrder: store === 'vesuviopay' && !keepsOrderedCart ? 'delete-cart' : 'keep',
      sms: { countries: ['DE', 'AT', 'CH', 'FR', 'GB', 'IT', 'ES', 'NL', 'SA', 'AE', 'US'] },
      stateStore: stateStores[store],
      volatileLedger: true,
      // The demo prints its addresses and no more. What its platforms do wrong is asked for, and shown in its ledger.
      log: silentLog,
      clock: sandbox.clock,
      insecureLoopback: true,
    }
  }

  function addPast(platform: Platform): Platform {
    return history && platform.name === 'bigcommerce' ? withPast(platform, past, stores[pastStore].channelId) : platform
  }

  function open(): Pick<Stage, 'configs' | 'proxies'> {
    const configs = byStore(toConfig)
    const proxies = byStore((store) => createProxy(configs[store]))
    // Tjar's API says nothing of consent; who refused told the shop, and the shop wrote it down.
    for (const { identifier, consent } of sandbox.world.tjar.carts) {
      if (consent.email) continue
      const cart = { platform: 'tjar', cartId: identifier }
      void proxies.tjar.recordConsent(cart, { email: false }, 'told to the shop').catch(() => {})
    }
    return { configs, proxies }
  }

  function register() {
    if (quota) sandbox.world.accounts.bigcommerce.quota.requests = quota
    registerWebhooks(
      sandbox,
      shopUrl,
      byStore((store) => stores[store].proxy),
    )
  }

  register()
  const sealFor: Stage['sealCustomer'] = (store, customerId) =>
    sealCustomer({ key: keys[0] ?? '', store, customerId, clock: sandbox.clock })
  const stage: Stage = {
    sandbox,
    shopUrl,
    merchantKey,
    notifySecret,
    sealCustomer: sealFor,
    ...open(),
    pastPlayed: Promise.resolve(),
    isPastPlayed: true,
  }
  const play = () => {
    if (!history) return
    stage.isPastPlayed = false
    stage.pastPlayed = playPast(stage.configs[pastStore], past, stores[pastStore].channelId)
    void stage.pastPlayed.then(() => {
      stage.isPastPlayed = true
    })
  }
  play()
  sandbox.onReset(() => {
    register()
    stateStores = emptyStores()
    past = makePast()
    Object.assign(stage, open())
    play()
  })
  sandbox.onFaultsCleared(() => Object.assign(stage, open()))
  return stage
}
