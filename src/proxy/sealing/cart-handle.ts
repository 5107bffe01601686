import type { MerchantChannel } from '../../contract/index.ts'
import { RecoveryError } from '../adapter/errors.ts'
import type { Sealer } from './sealer.ts'

/** A cart at a platform, by the platform's own id. It never reaches the browser. */
export interface CartRef {
  platform: string
  cartId: string
}

/** What a cart handle stands for. No personal data, no platform token. */
export interface OpenedHandle extends CartRef {
  /** Random, one per handle. Public line ids are derived from it, and what belongs to this handle alone is kept under it. */
  salt: string
  /** Random, new with every sign-in: what the shopper signed in with is kept under it. Until the first, the salt is. */
  sessionId?: string
  /** The mark of the `/open` that led to the cart: its cookie goes with the checkout. */
  mark?: string
  /** When the link opens no more that led to the cart, where the link was sealed here: milliseconds since 1970. */
  linkEndsAt?: number
  /** That link was copied by a shopper for whom they liked, and is no message's own. The handle ends with it. */
  shared?: true
  /** How the link that led to the cart reached the shopper, where that is known. */
  via?: MerchantChannel
  /** The shopper chose to order again what was ordered at this time: milliseconds since 1970. */
  knownOrderAt?: number
  /** The coupon of the link that led to the cart. */
  coupon?: string
}

/** A day: reload and Back work on the same day; afterwards the link has to be opened again. */
export const handleLifetimeMs = 24 * 60 * 60 * 1000

/**
 * A new handle for a cart: the sealed text for the browser, and what it stands for. With the salt of another handle, what
 * belongs to that one goes on.
 */
export async function sealCartHandle(
  sealer: Sealer,
  { platform, cartId }: CartRef,
  {
    salt = crypto.randomUUID(),
    sessionId,
    mark,
    linkEndsAt,
    shared,
    via,
    knownOrderAt,
    coupon,
  }: Partial<OpenedHandle> = {},
): Promise<[string, OpenedHandle]> {
  const opened = {
    platform,
    cartId,
    salt,
    ...(sessionId !== undefined && { sessionId }),
    ...(mark !== undefined && { mark }),
    ...(linkEndsAt !== undefined && { linkEndsAt }),
    ...(shared && { shared }),
    ...(via !== undefined && { via }),
    ...(knownOrderAt !== undefined && { knownOrderAt }),
    ...(coupon !== undefined && { coupon }),
  }
  // Else a shared link could be shared again and again, and never end.
  const endsAt = shared ? linkEndsAt : undefined
  return [await sealer.seal('cart-handle', opened, handleLifetimeMs, endsAt), opened]
}

/** What a handle stands for. Throws `link-needed` where it is expired, changed, or another store's. */
export async function openCartHandle(sealer: Sealer, cartHandle: string): Promise<OpenedHandle> {
  return (await requireOpen(sealer, cartHandle)).payload
}

/** When a handle ends: milliseconds since 1970. Throws what `openCartHandle` throws. */
export async function endOfCartHandle(sealer: Sealer, cartHandle: string): Promise<number> {
  return (await requireOpen(sealer, cartHandle)).endsAt
}

async function requireOpen(sealer: Sealer, cartHandle: string) {
  const opened = await sealer.open<OpenedHandle>('cart-handle', cartHandle)
  if (opened.status === 'open') return opened
  throw new RecoveryError('link-needed', { detail: `the cart handle is ${opened.status}` })
}
