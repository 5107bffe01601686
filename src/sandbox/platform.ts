import type { PlatformHandler } from './http/platform-handler.ts'
import type { PlatformName } from './platform-types.ts'
import type { SandboxContext } from './sandbox-context.ts'
import type { DeliveryRules } from './world/deliver-due.ts'
import type { StoreName } from './world/stores.ts'
import type { SentMessage, World } from './world/world.ts'

/**
 * A platform of the sandbox: everything that the rest of the sandbox has to know about it. `platforms.ts` lists them,
 * and nothing else does.
 */
export interface SandboxPlatform {
  name: PlatformName
  /** The host of its API, which `sandbox.fetch` knows beside the platform's URL. */
  apiHost: string
  /** Where the platform is reached unless `createSandbox` or `setUrl` names another URL. */
  defaultUrl: string
  /** The questions its documents leave open, each with its answers; the first is the default. */
  readings: Record<string, readonly string[]>
  createAccount(): object
  createState(): object
  /** Adds the platform's part of the world's scenario. Called once for a new world, in the order of the list. */
  populate?(world: World, now: number): void
  createHandler(context: SandboxContext): PlatformHandler
  /** What an adapter needs to be let in, as its options name it. */
  credentials(world: World): object
  /** How its webhooks are signed and tried again; absent where it has none. */
  deliveries?: DeliveryRules
  /** What the control routes show of it. Tokens and secrets are left out. */
  views: PlatformViews
  /** Checks what `PATCH /sandbox/world` says of its account. Nothing is changed before every field was right. */
  readAccount(value: unknown, at: string, context: SandboxContext): Change[]
  /** The cart with this id, for the control routes that let something happen to it. */
  findCart?(id: string, context: SandboxContext): ControlledCart | undefined
  /** Called after `PATCH /sandbox/world`: stock or time may have changed. */
  handleWorldChange?(context: SandboxContext): void
  /** Called when the shop's recovery pages are set, and for every new world. */
  setRecoveryPages?(world: World, urls: Record<string, string>): void
}

export interface PlatformViews {
  account(context: SandboxContext): object
  carts?(context: SandboxContext): object[]
  /** Who waits to be told that something is back in stock. */
  subscriptions?(context: SandboxContext): object[]
  /** What is only known of a message when it is read: the demo store it belongs to, and its link. */
  message?(message: SentMessage, context: SandboxContext): { store: StoreName; link?: string }
}

/** A change that was checked and is applied together with all others of its request. */
export type Change = () => void

/** What a platform does to a cart by itself. */
export const lifecycleSteps = ['abandon', 'convert', 'expire'] as const

export type LifecycleStep = (typeof lifecycleSteps)[number]

/** A cart as the control routes handle it, whichever platform keeps it. */
export interface ControlledCart extends Record<LifecycleStep, () => void> {
  id: string
  /** The name a scenario gives it. */
  key: string
  /** False once it was ordered, deleted or has expired: then no step is possible. */
  isOpen: boolean
  status(): string
}
