import { RecoveryError } from '../adapter/errors.ts'
import type { StoreContext } from '../context.ts'
import { limitTable } from './limit-table.ts'

/** Who sends a key, and what the log calls what it opens. */
export interface KeyCaller {
  address: string | undefined
  route: string
  /** `merchant key`, `server key`. */
  keyKind: string
}

/**
 * What a key opens, by `find`. Wrong ones are counted for their address, and logged as a warning. Throws `unauthorized`, and `busy`
 * for an address that tried too many: its keys are not even looked at.
 */
export async function requireKnownKey<Found>(
  { counters, stateStore, store, log }: Pick<StoreContext, 'counters' | 'stateStore' | 'store' | 'log'>,
  { address, route, keyKind }: KeyCaller,
  find: () => Promise<Found | undefined>,
): Promise<Found> {
  const counted = address && (await stateStore.get(await counters.keyOf('wrongKeysPerAddress', address)))
  if (Number(counted || 0) >= counters.figures.wrongKeysPerAddress) {
    const retryAfterSeconds = Math.ceil(limitTable.wrongKeysPerAddress.windowMs / 1000)
    throw new RecoveryError('busy', { retryAfterSeconds, detail: 'too many wrong keys from this address' })
  }
  const found = await find()
  if (found !== undefined) return found
  if (address) await counters.count('wrongKeysPerAddress', address)
  log.warn({ store, route }, `A ${keyKind} was wrong`)
  throw new RecoveryError('unauthorized', { detail: `send Authorization: Bearer with a ${keyKind}` })
}
