import { createBigcommerce, type PlatformHandler } from './bigcommerce.ts'
import { type Calls, createCalls } from './calls.ts'
import { createControls } from './controls.ts'
import { createFaults, type Faults } from './faults.ts'
import { createReadings, type Readings } from './readings.ts'
import type { SandboxContext } from './sandbox-context.ts'
import { createWorld } from './scenarios.ts'
import type { World } from './world.ts'

export interface SandboxOptions {
  /**
   * The world to start in; `scenarioNames` lists them.
   * @default 'demo'
   */
  scenario?: string
  /** The shop's recovery page per channel id, as a site route of type `recover_abandoned_cart` would give it. */
  recoveryPageUrls?: Record<string, string>
  /**
   * Where BigCommerce's handler can be reached from outside: the base of redirect URLs, pictures and the checkout.
   * @default 'https://store-demo.mybigcommerce.com'
   */
  bigcommerceUrl?: string
  /**
   * The real clock, in milliseconds since 1970; the world's offset is added to it.
   * @default Date.now
   */
  now?: () => number
}

export interface Sandbox {
  /** The platforms as one `fetch`, chosen by host name: an adapter's in-process network. */
  fetch: typeof globalThis.fetch
  /** One handler per platform, for real servers. Host names are ignored. */
  platforms: { bigcommerce: { fetch(request: Request, env?: unknown): Promise<Response> } }
  /** The control routes below `/sandbox/`. */
  controls: { fetch(request: Request): Promise<Response> }
  /** What an adapter needs to be let in. */
  credentials: { bigcommerce: { storeHash: string; accessToken: string } }
  world: World
  faults: Faults
  calls: Calls
  readings: Readings
  /** Sandbox time in milliseconds since 1970. */
  clock(): number
  /** Tells where BigCommerce's handler is reached, once a port is known. */
  setBigcommerceUrl(url: string): void
  setRecoveryPageUrls(urls: Record<string, string>): void
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
  const { scenario = 'demo', now = Date.now } = options
  let bigcommerceUrl = withoutSlash(options.bigcommerceUrl ?? 'https://store-demo.mybigcommerce.com')
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
    recoveryPageUrls: () => recoveryPageUrls,
    reset() {
      // The object stays the same, so that whoever holds it sees the new world.
      Object.assign(world, createWorld(scenario, now()))
      context.readings.reset()
      context.faults.clear()
      context.calls.clear()
      bigcommerce.reset()
      for (const listener of resetListeners) listener()
    },
    clearFaults() {
      context.faults.clear()
      for (const listener of clearListeners) listener()
    },
  }
  const bigcommerce = createBigcommerce(context)
  const { storeHash, accessToken } = world.accounts.bigcommerce
  return {
    fetch: (input, init) => dispatch(new Request(input, init), bigcommerce, bigcommerceUrl),
    platforms: { bigcommerce: { fetch: bigcommerce.fetch } },
    controls: createControls(context),
    credentials: { bigcommerce: { storeHash, accessToken } },
    world,
    faults: context.faults,
    calls: context.calls,
    readings: context.readings,
    clock: context.clock,
    setBigcommerceUrl(url) {
      bigcommerceUrl = withoutSlash(url)
    },
    setRecoveryPageUrls(urls) {
      recoveryPageUrls = urls
    },
    onReset: (listener) => void resetListeners.push(listener),
    onFaultsCleared: (listener) => void clearListeners.push(listener),
    reset: context.reset,
  }
}

/** Sends a request to the platform its host belongs to, as a network would: an unknown host cannot be reached. */
async function dispatch(request: Request, bigcommerce: PlatformHandler, bigcommerceUrl: string): Promise<Response> {
  request.signal.throwIfAborted()
  const { host } = new URL(request.url)
  if (host !== 'api.bigcommerce.com' && host !== new URL(bigcommerceUrl).host) {
    throw new TypeError('fetch failed', { cause: new Error(`The sandbox has no host ${host}`) })
  }
  return bigcommerce.fetch(request)
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '')
}
