import type { MessageChannel } from '../../contract/index.ts'
import { RecoveryError } from '../adapter/errors.ts'
import type { CartRef } from './cart-handle.ts'
import type { Sealer } from './sealer.ts'

const prefix = 'cr1_'

/** 30 days: as long as BigCommerce keeps a cart that is not changed. */
export const linkLifetimeMs = 30 * 24 * 60 * 60 * 1000

/** Tells one of our own tokens from a platform's. */
export const isSealedLink = (token: string): boolean => token.startsWith(prefix)

/** What one of our own links is for. */
export interface LinkedCart extends CartRef {
  /** A shopper copied it for whom they like. Without it, it came in a message of the shop's own. */
  shared?: true
  /** The message that it was in; absent where the shop uses it as it likes. */
  via?: MessageChannel
}

/** What one of our own links leads to. */
export interface OpenedLink extends LinkedCart {
  /** When it opens no more: milliseconds since 1970. */
  linkEndsAt: number
}

/** A token for a link to this cart. It opens for `lifetimeMs`. */
export async function sealLink(sealer: Sealer, cart: LinkedCart, lifetimeMs = linkLifetimeMs): Promise<string> {
  return prefix + (await sealer.seal('link', cart, lifetimeMs))
}

/** A token for a link that the shopper copies. It opens until `endsAt`, and says that it came from no message. */
export async function sealSharedLink(sealer: Sealer, { platform, cartId }: CartRef, endsAt: number): Promise<string> {
  return prefix + (await sealer.seal('link', { platform, cartId, shared: true }, linkLifetimeMs, endsAt))
}

/** True where a token has the form of our own links and was not sealed with a key of this store. One that is too old was. */
export async function isForeignLink(sealer: Sealer, token: string): Promise<boolean> {
  return (await sealer.open('link', token.slice(prefix.length))).status === 'invalid'
}

/** The cart that one of our own links leads to. Throws `expired`, and `invalid-link` where it was changed or is another store's. */
export async function openLink(sealer: Sealer, token: string): Promise<OpenedLink> {
  const opened = await sealer.open<LinkedCart>('link', token.slice(prefix.length))
  if (opened.status === 'open') return { ...opened.payload, linkEndsAt: opened.endsAt }
  throw new RecoveryError(opened.status === 'expired' ? 'expired' : 'invalid-link')
}
