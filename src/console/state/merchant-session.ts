import { atom, type ReadableAtom } from 'nanostores'

import { localProblem, type Result } from '../../client/index.ts'
import type { Problem } from '../../contract/browser.ts'
import type { MerchantClient } from '../merchant-client.ts'

/**
 * Whether a merchant is signed in. `ended`: the session could not be renewed, and signing in again leads back to the
 * same view; `problem` is why the last sign-in failed.
 */
export type MerchantSessionState =
  | { status: 'signed-out' | 'ended'; problem?: Problem }
  | { status: 'signing-in'; again: boolean }
  | { status: 'signed-in' }

/** The session of a console, and the only way for its requests to the proxy. */
export interface MerchantSessionStore {
  readonly $session: ReadableAtom<MerchantSessionState>
  signIn(merchantKey: string): Promise<void>
  signOut(): void
  /** Sends with the session's token. After a 401 the session is renewed and the request sent once more. */
  request<Value>(send: (token: string) => Promise<Result<Value>>): Promise<Result<Value>>
}

const minuteMs = 60_000
/** A session is renewed this long before it ends, and not more often than this. */
const renewAheadMs = minuteMs
const maxRenewalMs = 14 * minuteMs

/**
 * The merchant key and the session of one page. Both are kept in memory only, so a reload asks for the key again. The
 * key is sent to open a session and for nothing else, and is forgotten when the session ends.
 */
export function createMerchantSession(client: MerchantClient): MerchantSessionStore {
  const $session = atom<MerchantSessionState>({ status: 'signed-out' })
  let merchantKey: string | undefined
  let token: string | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let opening: Promise<Problem | undefined> | undefined

  function forget() {
    clearTimeout(timer)
    merchantKey = token = opening = undefined
  }

  /** Opens one session at a time: five requests that meet a 401 together share it. */
  function open(key: string): Promise<Problem | undefined> {
    const running: Promise<Problem | undefined> = client.openSession(key).then((result) => {
      // The merchant has signed out meanwhile, or signed in with another key.
      if (opening !== running) return undefined
      opening = undefined
      if (!result.ok) return result.problem
      token = result.value.token
      renewBefore(result.value.expiresAt)
      return undefined
    })
    opening = running
    return running
  }

  /** The server's clock may differ from ours, so the delay has bounds; should it be too long, a 401 renews as well. */
  function renewBefore(expiresAt: string) {
    clearTimeout(timer)
    const left = Date.parse(expiresAt) - Date.now() - renewAheadMs
    const delay = Math.min(Math.max(Number.isNaN(left) ? 0 : left, minuteMs), maxRenewalMs)
    timer = setTimeout(() => void renew(), delay)
  }

  async function renew(): Promise<Problem | undefined> {
    if (merchantKey === undefined) return undefined
    const problem = await (opening ?? open(merchantKey))
    if (problem?.code === 'unauthorized') end()
    return problem
  }

  function end() {
    forget()
    $session.set({ status: 'ended' })
  }

  return {
    $session,
    async signIn(key) {
      const before = $session.get()
      if (before.status === 'signing-in' || before.status === 'signed-in') return
      const again = before.status === 'ended'
      $session.set({ status: 'signing-in', again })
      merchantKey = key
      const problem = await open(key)
      if ($session.get().status !== 'signing-in') return
      if (!problem) return $session.set({ status: 'signed-in' })
      forget()
      $session.set({ status: again ? 'ended' : 'signed-out', problem })
    },
    signOut() {
      // Where that fails the session ends by itself within 15 minutes.
      if (token !== undefined) void client.closeSession(token)
      forget()
      $session.set({ status: 'signed-out' })
    },
    async request(send) {
      const used = token
      if (used === undefined) return { ok: false, problem: localProblem('unauthorized') }
      const result = await send(used)
      if (result.ok || result.problem.code !== 'unauthorized' || $session.get().status !== 'signed-in') return result
      // Another request may have renewed the session already. A 401 means that nothing was done, so a write may be repeated.
      const problem = token === used ? await renew() : undefined
      if (problem || token === undefined) return problem ? { ok: false, problem } : result
      const second = await send(token)
      if (!second.ok && second.problem.code === 'unauthorized') end()
      return second
    },
  }
}
