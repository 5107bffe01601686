import { createControls } from './controls/controls.ts'
import { createWorld } from './create-world.ts'
import { type Calls, createCalls } from './http/calls.ts'
import { dispatch } from './http/dispatch.ts'
import { createFaults, type Faults } from './http/faults.ts'
import type { PlatformName } from './platform-types.ts'
import { byPlatform, type Credentials, documentedReadings, platforms } from './platforms.ts'
import { createReadings, type Readings } from './readings.ts'
import type { SandboxContext } from './sandbox-context.ts'
import { createDeliverer } from './world/deliver-due.ts'
import type { World } from './world/world.ts'

export interface SandboxOptions {
  /**
   * The world to start in; `scenarioNames` lists them.
   * @default 'demo'
   */
  scenario?: string
  /**
   * The shop's recovery page per channel id, as a site route of type `recover_abandoned_cart` would give it. The store
   * of a platform without channels has its page under the platform's name: `tjar`.
   */
  recoveryPageUrls?: Record<string, string>
  /**
   * Where a platform's handler can be reached from outside: the base of its links, pictures and checkout. Its API
   * answers at its documented host as well.
   * @default a host of the platform's own, such as 'https://store-demo.mybigcommerce.com'
   */
  urls?: Partial<Record<PlatformName, string>>
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
  /**
   * Decides which calls misbehave, for tests with faults of their own choosing: by chance, or by a plan.
   * @default those that are set, and none at first
   */
  faults?: Faults
}

export interface Sandbox {
  /** The platforms as one `fetch`, chosen by host name: an adapter's in-process network. */
  fetch: typeof globalThis.fetch
  /** One handler per platform, for real servers. Host names are ignored. */
  platforms: Record<PlatformName, { fetch(request: Request, env?: unknown): Promise<Response> }>
  /** The control routes below `/sandbox/`. */
  controls: { fetch(request: Request): Promise<Response> }
  /** What an adapter needs to be let in, as its options name it. */
  credentials: Credentials
  world: World
  faults: Faults
  calls: Calls
  readings: Readings
  /** Sandbox time in milliseconds since 1970. */
  clock(): number
  /** Sets where a platform's handler is reached, once a port is known. */
  setUrl(platform: PlatformName, url: string): void
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
  const urls = byPlatform(({ name, defaultUrl }) => withoutSlash(options.urls?.[name] ?? defaultUrl))
  let recoveryPageUrls = options.recoveryPageUrls ?? { '1': 'https://shop.example/cart' }
  const resetListeners: (() => void)[] = []
  const clearListeners: (() => void)[] = []
  const world = createWorld(scenario, now())
  const context: SandboxContext = {
    world,
    readings: createReadings(documentedReadings),
    faults: options.faults ?? createFaults(),
    calls: createCalls(),
    clock: () => now() + world.clockOffsetSeconds * 1000,
    urlOf: (platform) => urls[platform],
    recoveryPageUrls: () => recoveryPageUrls,
    deliverDue: () => deliverer.deliverDue(),
    repeatDelivery: (delivery) => deliverer.repeat(delivery),
    reset() {
      // The object stays the same, because tests and servers hold it.
      Object.assign(world, createWorld(scenario, now()))
      setRecoveryPages()
      context.readings.reset()
      context.faults.clear()
      context.calls.clear()
      for (const handler of Object.values(handlers)) handler.reset()
      for (const listener of resetListeners) listener()
    },
    clearFaults() {
      context.faults.clear()
      for (const listener of clearListeners) listener()
    },
  }
  function setRecoveryPages() {
    for (const platform of platforms) platform.setRecoveryPages?.(world, recoveryPageUrls)
  }
  setRecoveryPages()
  const rules = byPlatform(({ deliveries }) => deliveries)
  const deliverer = createDeliverer(context, rules, deliver)
  const handlers = byPlatform(({ createHandler }) => createHandler(context))
  const places = () => platforms.map(({ name, apiHost }) => ({ handler: handlers[name], apiHost, url: urls[name] }))
  return {
    fetch: (input, init) => dispatch(new Request(input, init), places()),
    platforms: byPlatform(({ name }) => ({ fetch: handlers[name].fetch })),
    controls: createControls(context),
    credentials: byPlatform(({ credentials }) => credentials(world)) as Credentials,
    world,
    faults: context.faults,
    calls: context.calls,
    readings: context.readings,
    clock: context.clock,
    setUrl(platform, url) {
      urls[platform] = withoutSlash(url)
    },
    setRecoveryPageUrls(pages) {
      recoveryPageUrls = pages
      setRecoveryPages()
    },
    deliverDue: context.deliverDue,
    onReset: (listener) => void resetListeners.push(listener),
    onFaultsCleared: (listener) => void clearListeners.push(listener),
    reset: context.reset,
  }
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '')
}
