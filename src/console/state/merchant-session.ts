import { atom, type ReadableAtom } from 'nanostores'

import { localProblem, type Result } from '../../client/index.ts'
import type { Problem } from '../../contract/browser.ts'
import type { MerchantClient } from '../merchant-client.ts'

/**
 * Who is signed in. `ended`: somebody was, and has to sign in again to go on where they were; `problem` says why a
 * sign-in did not work.
 */
export type Session =
  | { status: 'signed-out' | 'ended'; problem?: Problem }
  | { status: 'signing-in'; again: boolean }
  | { status: 'signed-in' }

export interface SessionStore {
  readonly $session: ReadableAtom<Session>
  signIn(merchantKey: string): Promise<void>
  signOut(): void
  /** Asks with the session's token. Where the session is over, it is opened again once; else the merchant is asked. */
  ask<Value>(send: (token: string) => Promise<Result<Value>>): Promise<Result<Value>>
}

const minute = 60_000
/** A session is renewed this long before it ends, but never more often than this. */
const ahead = minute
const longest = 14 * minute

/**
 * Key and session of one page. Both live here and nowhere else: nothing is stored, so a reload asks again. The key is
 * sent for sessions only, and is forgotten with them.
 */
export function createSessionStore(client: MerchantClient): SessionStore {
  const $session = atom<Session>({ status: 'signed-out' })
  let merchantKey: string | undefined
  let token: string | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let opening: Promise<Problem | undefined> | undefined

  function forget() {
    clearTimeout(timer)
    merchantKey = token = opening = undefined
  }

  /** One at a time: five views whose session ended together need one new session. */
  function open(key: string): Promise<Problem | undefined> {
    const running: Promise<Problem | undefined> = client.openSession(key).then((result) => {
      // Signed out meanwhile, or signed in with another key.
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

  /** The server's clock may be another than ours: within bounds that harm nobody, and a 401 renews as well. */
  function renewBefore(expiresAt: string) {
    clearTimeout(timer)
    const left = Date.parse(expiresAt) - Date.now() - ahead
    const delay = Math.min(Math.max(Number.isNaN(left) ? 0 : left, minute), longest)
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
      forget()
      $session.set({ status: 'signed-out' })
    },
    async ask(send) {
      const used = token
      if (used === undefined) return { ok: false, problem: localProblem('unauthorized') }
      const result = await send(used)
      if (result.ok || result.problem.code !== 'unauthorized' || $session.get().status !== 'signed-in') return result
      // Somebody else's question may have renewed it already. 401 means that nothing was done, so a write may go again.
      const problem = token === used ? await renew() : undefined
      if (problem || token === undefined) return problem ? { ok: false, problem } : result
      const second = await send(token)
      if (!second.ok && second.problem.code === 'unauthorized') end()
      return second
    },
  }
}
