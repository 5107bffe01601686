import { RecoveryError } from '../adapter/errors.ts'
import type { CartRef } from './cart-handle.ts'
import type { Sealer } from './sealer.ts'

const prefix = 'cr1_'

/** How long a link in a message leads somewhere: as long as BigCommerce keeps an untouched cart. */
export const linkLifetimeMs = 30 * 24 * 60 * 60 * 1000

export const isSealedLink = (token: string): boolean => token.startsWith(prefix)

export async function sealLink(sealer: Sealer, cart: CartRef, lifetimeMs = linkLifetimeMs): Promise<string> {
  return prefix + (await sealer.seal('link', cart, lifetimeMs))
}

/** Throws `expired` for an old link of ours, `invalid-link` for one that was changed or is another store's. */
export async function openLink(sealer: Sealer, token: string): Promise<CartRef> {
  const opened = await sealer.open<CartRef>('link', token.slice(prefix.length))
  if (opened.status === 'open') return opened.payload
  throw new RecoveryError(opened.status === 'expired' ? 'expired' : 'invalid-link')
}
