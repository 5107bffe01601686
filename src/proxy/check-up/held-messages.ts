import type { Finding } from '../adapter/messaging-ports.ts'
import type { ProxyConfig } from '../config.ts'
import { readRefusedAccess } from '../messaging/refused-access.ts'
import type { StateStore } from '../stores/state-store.ts'

/** Whether a platform's refusal of our account keeps messages waiting, as the last attempt recorded it. */
export async function heldMessagesFinding(
  { store }: Pick<ProxyConfig, 'store'>,
  stateStore: StateStore,
  name: string,
): Promise<Finding | undefined> {
  // A store that cannot be read is a finding already.
  const refused = await readRefusedAccess({ store, stateStore }, name).catch(() => undefined)
  if (!refused) return undefined
  const [since, retryAt] = [refused.since, refused.retryAt].map((at) => new Date(at).toISOString())
  return {
    check: 'scope',
    subject: `${name}, when it was last asked about a message`,
    ok: false,
    detail: `It refuses our account with ${refused.status ?? 401} since ${since}. Messages wait, and are tried again from ${retryAt} on.`,
  }
}
