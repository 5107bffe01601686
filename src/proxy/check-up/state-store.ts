import { ConfigError } from '../adapter/errors.ts'
import type { Finding } from '../adapter/messaging-ports.ts'
import { withTimeout } from '../adapter/with-timeout.ts'
import type { StateStore } from '../stores/state-store.ts'

const timeoutMs = 3000
const check = 'store'

/**
 * Whether the state store works, outlives the process, and holds a ledger. A value is written, read back and deleted.
 */
export async function stateStoreFinding(
  stateStore: StateStore,
  isVolatileAllowed: boolean,
  signal: AbortSignal | undefined,
): Promise<Finding> {
  const subject = stateStore.durable
    ? 'the state store keeps what it is given'
    : 'the state store, which forgets at a restart'
  const trouble = await tryOut(stateStore, signal)
  if (trouble) return { check, subject: 'the state store', ok: false, detail: trouble }
  if (stateStore.durable && stateStore.database) return { check, subject, ok: true }
  if (isVolatileAllowed && stateStore.database) {
    return { check, subject, ok: true, detail: 'volatileLedger allows that: for the demo and tests, not for a shop.' }
  }
  return {
    check,
    subject,
    ok: false,
    detail: `Reports, reminders, subscriptions of shoppers and webhooks are off, and what shoppers agreed to is lost. Set stateStore to one ${stateStore.durable ? 'with a database' : 'that lasts'}.`,
  }
}

async function tryOut(store: StateStore, signal: AbortSignal | undefined): Promise<string | undefined> {
  const key = `check-up:${crypto.randomUUID()}`
  try {
    return await withTimeout(timeoutMs, signal, async () => {
      await store.set(key, key, 60_000)
      if ((await store.get(key)) !== key) return 'It does not give back what was written to it.'
      await store.delete(key)
      if ((await store.get(key)) !== undefined) return 'It still holds what was deleted from it.'
      return undefined
    })
  } catch (error) {
    signal?.throwIfAborted()
    if (error instanceof ConfigError) return error.message
    // The message could contain the store's address and password; the code is a word such as ECONNREFUSED.
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    return `It cannot be used${/^[A-Z_]{3,40}$/.test(code) ? ` (${code})` : ''}. Is it running, and does it take our credentials?`
  }
}
