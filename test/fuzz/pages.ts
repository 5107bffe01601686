import type { RecoverAnswer } from '../../src/contract/index.ts'
import type { Chance } from '../load/chance.ts'
import { type FuzzShop, shopOrigin } from './fuzz-shop.ts'

/** A page that a cart was opened on. */
export interface OpenPage {
  cartHandle: string
  revision: string | undefined
  lineIds: string[]
  undo: string
}

const keys = [
  'hero',
  'every-kind',
  'every-availability',
  'coupon',
  'account',
  'yen',
  'vesuviopay-hero',
  'vesuviopay-mixed',
]

/** The carts of the shop as honest shoppers have them open, and all handles that were ever given out. */
export function openPages(shop: FuzzShop) {
  const pages: OpenPage[] = []
  const handles = new Set<string>()
  const tokens = keys.flatMap((key) => shop.sandbox.world.carts.find((cart) => cart.key === key)?.token ?? [])

  /** Takes over what an answer says that a page goes on with. */
  function learn(answer: unknown): void {
    const { cartHandle, cart, undo } = (answer ?? {}) as Partial<RecoverAnswer> & { undo?: string | null }
    if (typeof cartHandle === 'string') handles.add(cartHandle)
    if (typeof cartHandle === 'string' && cart) {
      const lineIds = cart.lineItems.map(({ id }) => id)
      pages.push({ cartHandle, revision: cart.revision, lineIds, undo: undo ?? 'none' })
      // Old pages go, so that most are of carts as they are now.
      if (pages.length > 20) pages.shift()
    }
  }

  return {
    /** Another last letter may stand for the same bytes, and is the same handle then. */
    knows: (handle: string) => handles.has(handle) || [...handles].some((known) => isSame(known, handle)),
    tokens,
    learn,
    pick: (chance: Chance): OpenPage => chance.pick(pages),
    async open(token: string): Promise<void> {
      const response = await shop.fetch(
        new Request(`${shopOrigin}/cart-recovery/recover`, {
          method: 'POST',
          headers: { origin: shopOrigin, 'content-type': 'application/json' },
          body: JSON.stringify({ token }),
        }),
      )
      learn(await response.json())
    },
  }
}

function isSame(one: string, other: string): boolean {
  const bytes = (text: string) => text.split('.').map((part) => Buffer.from(part, 'base64url').toString('hex'))
  return one.length === other.length && String(bytes(one)) === String(bytes(other))
}

export type OpenPages = ReturnType<typeof openPages>
