import type { Finding } from '../adapter/messaging-ports.ts'
import type { ProxyConfig } from '../config.ts'
import { readRefusedAccess } from '../messaging/refused-access.ts'
import type { StateStore } from '../stores/state-store.ts'

/** Whether a platform's refusal of our account keeps reports waiting, as the last attempt recorded it. */
export async function heldReportsFinding(
  { store, platforms }: Pick<ProxyConfig, 'store' | 'platforms'>,
  stateStore: StateStore,
  name: string,
): Promise<Finding | undefined> {
  if (!platforms.some(({ report }) => report)) return undefined
  // A store that cannot be read is a finding already.
  const refused = await readRefusedAccess({ store, stateStore }, name).catch(() => undefined)
  if (!refused) return undefined
  const [since, retryAt] = [refused.since, refused.retryAt].map((at) => new Date(at).toISOString())
  return {
    check: 'scope',
    subject: 'reports',
    ok: false,
    detail: `The last one was answered ${refused.status ?? 401}, and since ${since} all wait. They are tried again from ${retryAt} on.`,
  }
}
