import { RecoveryError } from '../adapter/errors.ts'
import { isRecord } from '../adapter/lenient.ts'
import { digestOf } from '../sealing/digest.ts'
import type { Sealer } from '../sealing/sealer.ts'
import type { StateStore } from '../stores/state-store.ts'
import { StoreDownError } from '../stores/store-down-error.ts'
import { askInTurn, wakeNext } from '../stores/turns.ts'
import { boundAnswers } from './kept-answers.ts'

/** As long as a cart handle lives: without one a tap cannot be repeated. */
const answerLifetimeMs = 24 * 60 * 60 * 1000
/** Longer than a request may take. After that its process must have died, and the tap may be run again. */
const runningLifetimeMs = 15_000
/** Before the name of who runs it. No sealed answer begins like this. */
const running = 'running:'

export interface IdempotentCall {
  /** Scope and key: route, store, cart, and the caller's key. */
  scope: string
  /** Names the cart: only so many of its answers are kept. Every one is where it is absent. */
  cart?: string
  /** The request's body: the same key with another one is refused. */
  request: string
  signal: AbortSignal
  /** Milliseconds since 1970. @default Date.now */
  clock?: () => number
}

interface KeptAnswer<Answer> {
  requestDigest: string
  answer: Answer
  /** Milliseconds since 1970. Absent in what an earlier version kept. */
  at?: number
}

/**
 * Runs `work` once per key, on all instances. A repetition waits for the first answer and gets the same. Only successes are
 * kept: after a failure the same tap runs again, and every write here is safe to repeat. An answer with `expiresInSeconds`
 * is kept for so long and repeated with what is left of it. Throws `idempotency-key-reused`, `busy`, and `unconfirmed` where
 * the kept answer cannot be read any more.
 */
export async function runOnce<Answer>(
  stateStore: StateStore,
  sealer: Sealer,
  { scope, cart, request, signal, clock = Date.now }: IdempotentCall,
  work: () => Promise<Answer>,
): Promise<Answer> {
  const key = `once:${await digestOf(scope)}`
  const requestDigest = await digestOf(request)
  const mark = running + crypto.randomUUID()
  try {
    // Our own mark where the tap is ours to run, and else the answer that it had.
    const held = await askInTurn(stateStore, key, signal, async () => {
      if (await stateStore.setIfAbsent(key, mark, runningLifetimeMs)) return mark
      const kept = await stateStore.get(key)
      return kept?.startsWith(running) ? undefined : kept
    })
    if (held !== mark) return await recall(held)
    const answer = await workMarked()
    // What went well is answered even where it cannot be kept: the same tap would then be run again.
    await keep(answer).catch(ignoreStoreDown)
    return answer
  } catch (error) {
    if (error instanceof StoreDownError) throw new RecoveryError('busy', { cause: error, retryAfterSeconds: 5 })
    throw error
  } finally {
    wakeNext(stateStore, key)
  }

  async function workMarked(): Promise<Answer> {
    try {
      return await work()
    } catch (error) {
      await stateStore.delete(key, mark).catch(ignoreStoreDown)
      throw error
    }
  }

  /** Only over our own mark: after it has ended the tap may be under way again, in another process. */
  async function keep(answer: Answer): Promise<void> {
    const expiresInMs = isExpiring(answer) ? answer.expiresInSeconds * 1000 : answerLifetimeMs
    const lifetimeMs = Math.max(1, Math.min(answerLifetimeMs, expiresInMs))
    const kept: KeptAnswer<Answer> = { requestDigest, answer, at: clock() }
    const sealed = await sealer.seal('answer', kept, answerLifetimeMs)
    const isKept = await stateStore.replace(key, mark, sealed, lifetimeMs)
    if (!isKept || cart === undefined) return
    await boundAnswers(stateStore, await digestOf(cart), [key, sealed.length], answerLifetimeMs)
  }

  async function recall(kept: string): Promise<Answer> {
    const opened = await sealer.open<KeptAnswer<Answer>>('answer', kept)
    if (opened.status !== 'open') throw new RecoveryError('unconfirmed', { detail: 'the kept answer does not open' })
    const { answer, at = clock(), ...of } = opened.payload
    if (of.requestDigest !== requestDigest) throw new RecoveryError('idempotency-key-reused')
    if (!isExpiring(answer)) return answer
    const expiresInSeconds = Math.max(0, answer.expiresInSeconds - Math.ceil((clock() - at) / 1000))
    return { ...answer, expiresInSeconds }
  }
}

const isExpiring = <Answer>(answer: Answer): answer is Answer & { expiresInSeconds: number } =>
  isRecord(answer) && typeof answer.expiresInSeconds === 'number'

function ignoreStoreDown(error: unknown): void {
  if (!(error instanceof StoreDownError)) throw error
}
