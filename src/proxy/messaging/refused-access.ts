import { UpstreamError } from '../adapter/upstream-error.ts'
import type { StoreContext } from '../context.ts'
import { describe } from '../log.ts'

/** Reports wait this long before one of them is tried again. */
export const refusedWaitMs = 15 * 60_000
// A refusal is remembered for as long as a report may wait, so that it is logged once.
const keptMs = 7 * 24 * 60 * 60 * 1000

/** Since when a platform has refused our account, and when the next report is tried. Milliseconds since 1970. */
export interface RefusedAccess {
  since: number
  retryAt: number
  status?: number
}

const keyOf = (store: string, platform: string) => `refused-access:${store}:${platform}`

/** The recorded refusal of a platform; undefined where it accepts our account. */
export async function readRefusedAccess(
  { store, stateStore }: Pick<StoreContext, 'store' | 'stateStore'>,
  platform: string,
): Promise<RefusedAccess | undefined> {
  const text = await stateStore.get(keyOf(store, platform))
  return text === undefined ? undefined : (JSON.parse(text) as RefusedAccess)
}

export const isAccessRefused = (error: unknown): error is UpstreamError =>
  error instanceof UpstreamError && error.isAccessRefused

/**
 * Records that a platform refuses our account: for its key, its password, or a switch in its settings. Meanwhile
 * reports wait, and the platform's carts are not listed. Only the first refusal is logged, until a call has succeeded.
 */
export async function recordRefusedAccess(
  context: StoreContext,
  platform: string,
  error: UpstreamError,
): Promise<void> {
  const { store, stateStore, clock, log, debug } = context
  const before = await readRefusedAccess(context, platform)
  const { status } = error
  const refused: RefusedAccess = {
    since: before?.since ?? clock(),
    retryAt: clock() + refusedWaitMs,
    ...(status !== undefined && { status }),
  }
  await stateStore.set(keyOf(store, platform), JSON.stringify(refused), keptMs)
  if (before) return
  log.error(
    { store, platform, cause: describe(error, debug), ...(status !== undefined && { status }) },
    'The platform refuses our account, so messages wait. `cart-recovery doctor` says what to set right.',
  )
}

/** Forgets the refusals of these platforms, because a call succeeded. */
export async function clearRefusedAccess({ store, stateStore }: StoreContext, platforms: string[]): Promise<void> {
  for (const platform of platforms) await stateStore.delete(keyOf(store, platform))
}

/** False while the automation's platform refuses our account, until the next attempt is due. */
export async function acceptsReports(context: StoreContext): Promise<boolean> {
  const { report, clock } = context
  const refused = report && (await readRefusedAccess(context, report.platform))
  return !refused || clock() >= refused.retryAt
}
