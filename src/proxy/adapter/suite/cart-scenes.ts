import assert from 'node:assert/strict'

import type { Platform, PlatformCart } from '../index.ts'
import type { Awaitable } from './test-platform.ts'

/**
 * The carts that the cases work with. Prices are in EUR or `currency`, unless the scene says otherwise.
 * - `ordinary`: two lines or more; the first stands there more than once, and two more of each can be bought.
 * - `every-kind`: a line of every kind, among them one with options and one with a typed text.
 * - `every-availability`: lines that can be bought, are sold out, switched off, discontinued, and not counted.
 * - `substitutable`: a line of which nothing can be bought, although another variant of its product can; and another line.
 * - `made-elsewhere`: not made through the platform's API.
 * - `in-yen`, `in-dinar`: in JPY and KWD, which have no and three decimals.
 * - `ordered`, `expired`, `emptied`: carts that are no more.
 */
export type Scene =
  | 'ordinary'
  | 'every-kind'
  | 'every-availability'
  | 'substitutable'
  | 'made-elsewhere'
  | 'in-yen'
  | 'in-dinar'
  | 'ordered'
  | 'expired'
  | 'emptied'

/** A platform with carts, in one state of its world. */
export interface CartPlatformUnderTest {
  platform: Platform
  /** Id and token of a scene's cart. Undefined where the platform cannot have such a cart: its cases are skipped. */
  cart(scene: Scene): Awaitable<{ id: string; token: string } | undefined>
  /** The next write is done, and its answer never arrives. */
  loseNextAnswer(): Awaitable<void>
  /** So many writes of the adapter's are done, and every later one is refused with 429. Without it one case is skipped. */
  refuseWritesAfter?(count: number): Awaitable<void>
  /** A line's quantity is set elsewhere, just before the adapter's next write. */
  editElsewhere(cartId: string, lineId: string, quantity: number): Awaitable<void>
  /** Quantity by line id, as the platform itself has it. */
  held(cartId: string): Awaitable<Record<string, number>>
  /** How many calls so far could have changed something. */
  writes(): Awaitable<number>
  /** Of the ordinary cart, where it is not EUR. It has two decimals. */
  currency?: string
  /** The checkout's address belongs to the cart, and is the same each time. */
  hasLastingLinks?: boolean
}

/** A time limit for one call of a case. */
export const signal = () => AbortSignal.timeout(8000)

/** The cart of a scene, read through the `recovery` port. */
export async function readScene({ platform, cart }: CartPlatformUnderTest, scene: Scene): Promise<PlatformCart> {
  const { recovery } = platform
  const found = await cart(scene)
  assert.ok(recovery && found)
  return recovery.read((await recovery.resolve?.(found.token, signal())) ?? found.id, signal())
}

/** A case's reason to be skipped: the platform has none of these carts. */
export const without =
  (...scenes: Scene[]) =>
  async ({ cart }: CartPlatformUnderTest) => {
    for (const scene of scenes) if (await cart(scene)) return undefined
    return `there is no cart ${scenes.join(', ')}`
  }

export const quantitiesOf = (cart: PlatformCart) => cart.lines.map(({ quantity }) => quantity)
