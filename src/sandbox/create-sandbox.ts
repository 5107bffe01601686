import { createBigCommerce } from './bigcommerce/bigcommerce.ts'
import { routeToRecoveryPages } from './bigcommerce/sites/site-routes.ts'
import { createBuzzbip } from './buzzbip/buzzbip.ts'
import { createControls } from './controls/controls.ts'
import { type Calls, createCalls } from './http/calls.ts'
import { createFaults, type Faults, type PlatformName } from './http/faults.ts'
import type { PlatformHandler } from './http/platform-handler.ts'
import { createReadings, type Readings } from './readings.ts'
import type { SandboxContext } from './sandbox-context.ts'
import { createTjar } from './tjar/tjar.ts'
import { createVesuvioPay } from './vesuviopay/vesuviopay.ts'
import { createDeliverer } from './world/deliver-due.ts'
import { createWorld } from './world/scenarios.ts'
import type { World } from './world/world.ts'

export interface SandboxOptions {
  /**
   * The world to start in; `scenarioNames` lists them.
   * @default 'demo'
   */
  scenario?: string
  /**
   * The shop's recovery page per channel id, as a site route of type `recover_abandoned_cart` would give it. The store
   * of Tjar has no channel; its page stands under `tjar`.
   */
  recoveryPageUrls?: Record<string, string>
  /**
   * Where BigCommerce's handler can be reached from outside: the base of redirect URLs, pictures and the checkout.
   * @default 'https://store-demo.mybigcommerce.com'
   */
  bigcommerceUrl?: string
  /**
   * Where VesuvioPay's handler can be reached from outside: the base of its checkout links and pictures. Its API
   * answers at `https://api.vesuviopay.com` as well.
   * @default 'https://checkout.vesuviopay.example'
   */
  vesuviopayUrl?: string
  /**
   * Where Tjar's handler can be reached from outside: the base of cart links and pictures. Its API answers there, and
   * at the store's own domain as well.
   * @default 'https://demo-store.tjar.sa'
   */
  tjarUrl?: string
  /**
   * Where Buzzbip's handler can be reached from outside.
   * @default 'https://app.buzzbip.com'
   */
  buzzbipUrl?: string
  /**
   * The real clock, in milliseconds since 1970; the world's offset is added to it.
   * @default Date.now
   */
  now?: () => number
  /**
   * Takes the messages of webhooks to their receivers.
   * @default globalThis.fetch
   */
  deliver?: (request: Request) => Promise<Response>
}

export interface Sandbox {
  /** The platforms as one `fetch`, chosen by host name: an adapter's in-process network. */
  fetch: typeof globalThis.fetch
  /** One handler per platform, for real servers. Host names are ignored. */
  platforms: Record<PlatformName, { fetch(request: Request, env?: unknown): Promise<Response> }>
  /** The control routes below `/sandbox/`. */
  controls: { fetch(request: Request): Promise<Response> }
  /** What an adapter needs to be let in, as its options name it. */
  credentials: {
    bigcommerce: { storeHash: string; accessToken: string; webhooks: { clientSecret: string } }
    vesuviopay: { storeId: string; publishableKey: string; secretKey: string; webhookSecret: string }
    tjar: { storeDomain: string; apiKey: string }
    buzzbip: {
      username: string
      password: string
      pluginHeaders: { apiKey: string; platformType: string; baseUri: string }
    }
  }
  world: World
  faults: Faults
  calls: Calls
  readings: Readings
  /** Sandbox time in milliseconds since 1970. */
  clock(): number
  /** Tells where BigCommerce's handler is reached, once a port is known. */
  setBigCommerceUrl(url: string): void
  /** The same for VesuvioPay's. */
  setVesuvioPayUrl(url: string): void
  /** The same for Tjar's. */
  setTjarUrl(url: string): void
  /** The same for Buzzbip's. */
  setBuzzbipUrl(url: string): void
  setRecoveryPageUrls(urls: Record<string, string>): void
  /**
   * Tries every message of a webhook that is due in sandbox time, and waits for the answers. What a control route or
   * a hosted page brought about was tried before it answered; this is for later attempts, and for calls of the API.
   */
  deliverDue(): Promise<void>
  onReset(listener: () => void): void
  onFaultsCleared(listener: () => void): void
  /** The world as it started, no faults, default readings, an empty ledger. */
  reset(): void
}

/**
 * The platforms in process, with a world of carts, stock and messages of their own.
 *
 * @example
 * const sandbox = createSandbox({ scenario: 'one-sold-out' })
 * const platform = bigcommerce({ ...sandbox.credentials.bigcommerce, fetch: sandbox.fetch })
 */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  const { scenario = 'demo', now = Date.now, deliver = (request) => globalThis.fetch(request) } = options
  let bigcommerceUrl = withoutSlash(options.bigcommerceUrl ?? 'https://store-demo.mybigcommerce.com')
  let vesuviopayUrl = withoutSlash(options.vesuviopayUrl ?? 'https://checkout.vesuviopay.example')
  let tjarUrl = withoutSlash(options.tjarUrl ?? 'https://demo-store.tjar.sa')
  let buzzbipUrl = withoutSlash(options.buzzbipUrl ?? 'https://app.buzzbip.com')
  let recoveryPageUrls = options.recoveryPageUrls ?? { '1': 'https://shop.example/cart' }
  const resetListeners: (() => void)[] = []
  const clearListeners: (() => void)[] = []
  const world = createWorld(scenario, now())
  const context: SandboxContext = {
    world,
    readings: createReadings(),
    faults: createFaults(),
    calls: createCalls(),
    clock: () => now() + world.clockOffsetSeconds * 1000,
    bigcommerceUrl: () => bigcommerceUrl,
    vesuviopayUrl: () => vesuviopayUrl,
    tjarUrl: () => tjarUrl,
    buzzbipUrl: () => buzzbipUrl,
    recoveryPageUrls: () => recoveryPageUrls,
    deliverDue: () => deliverer.deliverDue(),
    repeatDelivery: (delivery) => deliverer.repeat(delivery),
    reset() {
      // The object stays the same, so that whoever holds it sees the new world.
      Object.assign(world, createWorld(scenario, now()))
      routeToRecoveryPages(world, recoveryPageUrls)
      context.readings.reset()
      context.faults.clear()
      context.calls.clear()
      bigcommerce.reset()
      vesuviopay.reset()
      tjar.reset()
      buzzbip.reset()
      for (const listener of resetListeners) listener()
    },
    clearFaults() {
      context.faults.clear()
      for (const listener of clearListeners) listener()
    },
  }
  routeToRecoveryPages(world, recoveryPageUrls)
  const deliverer = createDeliverer(context, deliver)
  const bigcommerce = createBigCommerce(context)
  const vesuviopay = createVesuvioPay(context)
  const { storeHash, accessToken, clientSecret } = world.accounts.bigcommerce
  const { storeId, publishableKey, secretKey, webhookSecret } = world.accounts.vesuviopay
  const tjar = createTjar(context)
  const buzzbip = createBuzzbip(context)
  const { storeDomain, apiKey } = world.accounts.tjar
  const { username, password, apiKey: shopKey, platformType, baseUri } = world.accounts.buzzbip
  return {
    fetch: (input, init) =>
      dispatch(new Request(input, init), [
        { handler: bigcommerce, apiHost: 'api.bigcommerce.com', url: bigcommerceUrl },
        { handler: vesuviopay, apiHost: 'api.vesuviopay.com', url: vesuviopayUrl },
        { handler: tjar, apiHost: storeDomain, url: tjarUrl },
        { handler: buzzbip, apiHost: 'app.buzzbip.com', url: buzzbipUrl },
      ]),
    platforms: {
      bigcommerce: { fetch: bigcommerce.fetch },
      vesuviopay: { fetch: vesuviopay.fetch },
      tjar: { fetch: tjar.fetch },
      buzzbip: { fetch: buzzbip.fetch },
    },
    controls: createControls(context),
    credentials: {
      bigcommerce: { storeHash, accessToken, webhooks: { clientSecret } },
      vesuviopay: { storeId, publishableKey, secretKey, webhookSecret },
      tjar: { storeDomain, apiKey },
      buzzbip: { username, password, pluginHeaders: { apiKey: shopKey, platformType, baseUri } },
    },
    world,
    faults: context.faults,
    calls: context.calls,
    readings: context.readings,
    clock: context.clock,
    setBigCommerceUrl(url) {
      bigcommerceUrl = withoutSlash(url)
    },
    setVesuvioPayUrl(url) {
      vesuviopayUrl = withoutSlash(url)
    },
    setTjarUrl(url) {
      tjarUrl = withoutSlash(url)
    },
    setBuzzbipUrl(url) {
      buzzbipUrl = withoutSlash(url)
    },
    setRecoveryPageUrls(urls) {
      recoveryPageUrls = urls
      routeToRecoveryPages(world, urls)
    },
    deliverDue: context.deliverDue,
    onReset: (listener) => void resetListeners.push(listener),
    onFaultsCleared: (listener) => void clearListeners.push(listener),
    reset: context.reset,
  }
}

interface Place {
  handler: PlatformHandler
  apiHost: string
  /** Where the platform is reached from outside. */
  url: string
}

/** Sends a request to the platform its host belongs to, as a network would: an unknown host cannot be reached. */
async function dispatch(request: Request, places: Place[]): Promise<Response> {
  request.signal.throwIfAborted()
  const { host, href } = new URL(request.url)
  // Two platforms may share a host; then the longer prefix decides.
  const byPrefix = places.toSorted((one, two) => two.url.length - one.url.length)
  const place =
    places.find(({ apiHost }) => apiHost === host) ??
    byPrefix.find(({ url }) => href.startsWith(`${url}/`)) ??
    places.find(({ url }) => new URL(url).host === host)
  if (!place) throw new TypeError('fetch failed', { cause: new Error(`The sandbox has no host ${host}`) })
  return place.handler.fetch(request)
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '')
}
