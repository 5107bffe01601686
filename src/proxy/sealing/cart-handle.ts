import { RecoveryError } from '../adapter/errors.ts'
import type { Sealer } from './sealer.ts'

/** What a cart handle stands for. No personal data, no platform token. */
export interface HandledCart {
  platform: string
  cartId: string
  /** Makes line ids that mean nothing outside this handle, and names what this handle was shown. */
  salt: string
}

/** A day: long enough for reload, Back and a second thought, and no longer. */
export const handleLifetimeMs = 24 * 60 * 60 * 1000

export function sealCartHandle(sealer: Sealer, cart: Omit<HandledCart, 'salt'>): Promise<[string, HandledCart]> {
  const handled = { ...cart, salt: crypto.randomUUID() }
  return sealer.seal('cart-handle', handled, handleLifetimeMs).then((text) => [text, handled])
}

/** Throws `link-needed` for a handle that is expired, changed, or another store's. */
export async function openCartHandle(sealer: Sealer, cartHandle: string): Promise<HandledCart> {
  const opened = await sealer.open<HandledCart>('cart-handle', cartHandle)
  if (opened.status === 'open') return opened.payload
  throw new RecoveryError('link-needed', { detail: `the cart handle is ${opened.status}` })
}
