import { withTimeout } from './adapter/with-timeout.ts'
import type { StoreContext } from './context.ts'
import { describe } from './log.ts'
import { readRefusedAccess } from './messaging/refused-access.ts'

/** Whether an instance should be sent requests, and what that was concluded from. */
export interface Readiness {
  isReady: boolean
  checks: ReadinessCheck[]
}

export interface ReadinessCheck {
  /** `platform` is told, and makes no instance unready: another one would fare no better. */
  check: 'state-store' | 'outbox' | 'platform'
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
  const stateStore = await checkStateStore(context)
  const own = [stateStore, ...checkOutbox(context)]
  return {
    isReady: own.every(({ ok }) => ok),
    checks: [...own, ...(stateStore.ok ? await checkPlatforms(context) : [])],
  }
}

async function checkStateStore({ stateStore }: StoreContext): Promise<ReadinessCheck> {
  const check = 'state-store'
  const key = `ready:${crypto.randomUUID()}`
  try {
    const isKept = await withTimeout(timeoutMs, undefined, async () => {
      await stateStore.set(key, key, 60_000)
      const kept = await stateStore.get(key)
      await stateStore.delete(key)
      return kept === key
    })
    return isKept ? { check, ok: true } : { check, ok: false, detail: 'it does not give back what was written to it' }
  } catch (error) {
    return { check, ok: false, detail: `it cannot be written and read (${describe(error)})` }
  }
}

/** Nothing where the store sends no messages: then nothing has to be called. */
function checkOutbox({ isMessaging, clock, workedAt }: StoreContext): ReadinessCheck[] {
  if (!isMessaging) return []
  const seconds = Math.round((clock() - workedAt()) / 1000)
  if (seconds * 1000 <= outboxLimitMs) return [{ check: 'outbox', ok: true }]
  return [{ check: 'outbox', ok: false, detail: `its worker has not run through for ${seconds} seconds` }]
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
