import type { StoreContext } from '../context.ts'

/** How far the listing of a platform's carts has come. Every time is in milliseconds since 1970. */
export interface PollProgress {
  /** When the platform was last asked. */
  polledAt: number
  /** Carts from then on are listed; absent before the first round has ended. */
  since?: number
  /** The round that has not ended. */
  round?: PollRound
  /** The round only ran out of time, and goes on at once. */
  goesOn?: boolean
}

/** One reading of all pages. */
export interface PollRound {
  startedAt: number
  /** Comes next, counted from 1. */
  page: number
  readable: number
  leftOut: number
}

// Longer than the longest time that is asked for again.
const keptMs = 30 * 24 * 60 * 60 * 1000

type Context = Pick<StoreContext, 'store' | 'stateStore'>

const keyOf = (store: string, platform: string) => `poll:${store}:${platform}`

export async function readProgress({ store, stateStore }: Context, platform: string): Promise<PollProgress> {
  const text = await stateStore.get(keyOf(store, platform))
  return text === undefined ? { polledAt: 0 } : (JSON.parse(text) as PollProgress)
}

export async function writeProgress({ store, stateStore }: Context, platform: string, progress: PollProgress) {
  await stateStore.set(keyOf(store, platform), JSON.stringify(progress), keptMs)
}
