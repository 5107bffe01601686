import { ConfigError } from './adapter/errors.ts'
import { withTimeout } from './adapter/with-timeout.ts'
import type { StoreContext } from './context.ts'
import { describe } from './log.ts'
import { readRefusedAccess } from './messaging/refused-access.ts'
import { checkSchema } from './stores/sql/check-schema.ts'
import { StoreDownError } from './stores/store-down-error.ts'

/** Whether an instance should be sent requests, and what that was concluded from. */
export interface Readiness {
  isReady: boolean
  checks: ReadinessCheck[]
}

export interface ReadinessCheck {
  /** `platform` is told, and makes no instance unready: another one would fare no better. */
  check: 'state-store' | 'schema' | 'outbox' | 'stop' | 'platform'
  ok: boolean
  platform?: string
  /** What is wrong, without any value. */
  detail?: string
}

const timeoutMs = 2000
/** One message may take 20 seconds, and listing a platform's carts 30. */
const outboxLimitMs = 120_000

/** Checks what requests need: the state store, the worker of the outbox, and the accounts at the platforms. */
export async function checkReadiness(context: StoreContext): Promise<Readiness> {
  const stores = await checkStateStore(context)
  const own = [...stores, ...checkOutbox(context), ...checkStop(context)]
  const isStoreFine = stores.every(({ ok }) => ok)
  return {
    isReady: own.every(({ ok }) => ok),
    checks: [...own, ...(isStoreFine ? await checkPlatforms(context) : [])],
  }
}

/** The store itself, and where that can be used, whether its tables are those of this version. */
async function checkStateStore({ stateStore }: StoreContext): Promise<ReadinessCheck[]> {
  const { database } = stateStore
  const store = await attempt('state-store', async () => {
    await stateStore.check()
    return undefined
  })
  return store.ok && database ? [store, await attempt('schema', () => checkSchema(database))] : [store]
}

/** `work` throws, or resolves to what is wrong. */
async function attempt(
  check: ReadinessCheck['check'],
  work: () => Promise<string | undefined>,
): Promise<ReadinessCheck> {
  try {
    const detail = await withTimeout(timeoutMs, undefined, work)
    return detail === undefined ? { check, ok: true } : { check, ok: false, detail }
  } catch (error) {
    return { check, ok: false, detail: reasonOf(error) }
  }
}

/** The messages of these errors are ours, and have no address. */
function reasonOf(error: unknown): string {
  const isOwn = error instanceof ConfigError || error instanceof StoreDownError
  return isOwn ? error.message : `it cannot be used (${describe(error)})`
}

/** Nothing where the store sends no messages: then nothing has to be called. */
function checkOutbox({ isMessaging, clock, workedAt }: StoreContext): ReadinessCheck[] {
  if (!isMessaging) return []
  const seconds = Math.round((clock() - workedAt()) / 1000)
  if (seconds * 1000 <= outboxLimitMs) return [{ check: 'outbox', ok: true }]
  return [{ check: 'outbox', ok: false, detail: `its worker has not run through for ${seconds} seconds` }]
}

/** A balancer should send nothing more to a process that is about to end. */
function checkStop({ stopping }: StoreContext): ReadinessCheck[] {
  return stopping.aborted ? [{ check: 'stop', ok: false, detail: 'the process is about to end' }] : []
}

async function checkPlatforms(context: StoreContext): Promise<ReadinessCheck[]> {
  const names = new Set([...context.portsByPlatform.keys(), ...(context.report ? [context.report.platform] : [])])
  const checks = [...names].map(async (platform): Promise<ReadinessCheck> => {
    const refused = await readRefusedAccess(context, platform).catch(() => undefined)
    if (!refused) return { check: 'platform', platform, ok: true }
    const since = new Date(refused.since).toISOString()
    const status = refused.status === undefined ? '' : ` with ${refused.status}`
    return { check: 'platform', platform, ok: false, detail: `it has refused our account${status} since ${since}` }
  })
  return Promise.all(checks)
}
