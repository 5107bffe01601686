import { RecoveryError } from '../adapter/errors.ts'
import type { StateStore } from '../stores/state-store.ts'
import { StoreDownError } from '../stores/store-down-error.ts'
import type { Counters } from './counters.ts'
import { limitTable } from './limit-table.ts'

/** Guesses of links: few from one address reach a platform, and none twice in a row. */
export interface UnknownLinks {
  /**
   * Asks a platform what a token leads to. Throws `invalid-link` at once for one that led nowhere in the last half minute, and
   * `busy` for an address that tried too many such.
   */
  resolve<Value>(token: string, address: string | undefined, ask: () => Promise<Value>): Promise<Value>
}

const rememberedMs = 30_000
const maxRemembered = 1000
/** A mail scanner opens many links that lead somewhere, so the calls under way may be more than the guesses. */
const underWayFactor = 3

/** Counts in the state store, and remembers in this process. While the store is down, guesses are not counted. */
export function createUnknownLinks(
  { figures: { unknownLinksPerAddress: max }, keyOf, count }: Counters,
  stateStore: StateStore,
  clock: () => number,
): UnknownLinks {
  /** Tokens, and until when they are known to lead nowhere; the oldest first. */
  const remembered = new Map<string, number>()
  const underWay = new Map<string, number>()

  async function requireFew(address: string): Promise<void> {
    const key = await keyOf('unknownLinksPerAddress', address)
    const counted = Number((await stateStore.get(key).catch(orUnknown)) ?? 0)
    if (counted < max && counted + (underWay.get(address) ?? 0) <= max * underWayFactor) return
    // A read does not tell when the window ends, and it is no longer than this.
    const retryAfterSeconds = Math.ceil(limitTable.unknownLinksPerAddress.windowMs / 1000)
    throw new RecoveryError('busy', { retryAfterSeconds, detail: 'too many links of this address open no cart' })
  }

  function remember(token: string) {
    remembered.delete(token)
    remembered.set(token, clock() + rememberedMs)
    for (const [oldest] of remembered) {
      if (remembered.size <= maxRemembered) break
      remembered.delete(oldest)
    }
  }

  return {
    async resolve(token, address, ask) {
      if ((remembered.get(token) ?? 0) > clock()) throw new RecoveryError('invalid-link')
      if (address) underWay.set(address, (underWay.get(address) ?? 0) + 1)
      try {
        if (address) await requireFew(address)
        return await ask()
      } catch (error) {
        if (error instanceof RecoveryError && error.code === 'invalid-link') {
          remember(token)
          if (address) await count('unknownLinksPerAddress', address).catch(orUnknown)
        }
        throw error
      } finally {
        if (address) {
          const others = (underWay.get(address) ?? 1) - 1
          if (others > 0) underWay.set(address, others)
          else underWay.delete(address)
        }
      }
    },
  }
}

/** Links are opened all the same while the state store is down. */
function orUnknown(error: unknown): undefined {
  if (error instanceof StoreDownError) return undefined
  throw error
}
