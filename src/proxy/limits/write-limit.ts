import { RecoveryError } from '../adapter/errors.ts'
import type { StoreContext } from '../context.ts'
import { StoreDownError } from '../stores/store-down-error.ts'

/**
 * Counts a tap of this address. Throws `busy` with the seconds to wait. While the state store is down nothing is counted: a
 * write needs it anyway.
 */
export async function requireFewWrites(
  { counters }: Pick<StoreContext, 'counters'>,
  address: string | undefined,
): Promise<void> {
  if (address === undefined) return
  try {
    await counters.consume('writesPerAddress', address)
  } catch (error) {
    if (error instanceof StoreDownError) return
    if (!(error instanceof RecoveryError)) throw error
    const { retryAfterSeconds } = error
    throw new RecoveryError('busy', { retryAfterSeconds, detail: 'too many taps from this address' })
  }
}
