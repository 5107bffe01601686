import type { StoreContext } from '../context.ts'
import { keyedHash } from './keyed-hash.ts'

/** A name for a shopper that nobody can turn back: a hash of their number or token, keyed with the store's own secret. */
export function toShopperId({ store, keys }: Pick<StoreContext, 'store' | 'keys'>, identity: string): Promise<string> {
  return keyedHash(keys.at(-1) ?? '', `shopper:${store}:${identity}`)
}
