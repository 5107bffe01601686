import { RecoveryError } from '../adapter/errors.ts'
import type { OpenedHandle } from './cart-handle.ts'
import type { Sealer } from './sealer.ts'

const prefix = 'cra1_'

/** Long enough for a tap and its repetition, and too short to be worth stealing. */
const lifetimeMs = 2 * 60 * 1000

/** What a code stands for: one cart of this store. */
export interface OpenedAdoptCode extends Pick<OpenedHandle, 'platform' | 'cartId' | 'knownOrderAt'> {
  /** The cart is at its checkout: what the shopper is about to pay for is not changed any more. */
  atCheckout?: boolean
}

export async function sealAdoptCode(
  sealer: Sealer,
  { platform, cartId, knownOrderAt, atCheckout }: OpenedAdoptCode,
): Promise<string> {
  const opened: OpenedAdoptCode = {
    platform,
    cartId,
    ...(knownOrderAt !== undefined && { knownOrderAt }),
    ...(atCheckout && { atCheckout }),
  }
  return prefix + (await sealer.seal('adopt', opened, lifetimeMs))
}

/** What a code stands for. Throws `adopt-code-expired`, and `adopt-code-invalid` where it was changed or is another store's. */
export async function openAdoptCode(sealer: Sealer, code: string): Promise<OpenedAdoptCode> {
  const opened = await sealer.open<OpenedAdoptCode>('adopt', code.slice(prefix.length))
  if (opened.status === 'open') return opened.payload
  throw new RecoveryError(opened.status === 'expired' ? 'adopt-code-expired' : 'adopt-code-invalid')
}
