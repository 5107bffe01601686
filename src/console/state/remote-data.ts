import { atom, type ReadableAtom } from 'nanostores'

import type { Result } from '../../client/index.ts'
import type { Problem } from '../../contract/browser.ts'

/** Something that is read from the proxy. What was known before stays on the screen while it is read again. */
export type Reading<Value> =
  | { status: 'idle' }
  | { status: 'loading'; value?: Value | undefined }
  | { status: 'ready'; value: Value }
  | { status: 'failed'; problem: Problem; value?: Value | undefined }

export interface ReadingStore<Value> {
  readonly $reading: ReadableAtom<Reading<Value>>
  /** Reads. An answer that a later reading has overtaken is dropped. */
  read(send: () => Promise<Result<Value>>, keep?: boolean): Promise<Reading<Value>>
  /** What a write answered counts as read. */
  set(value: Value): void
  clear(): void
}

export function createReading<Value>(): ReadingStore<Value> {
  const $reading = atom<Reading<Value>>({ status: 'idle' })
  let turn = 0
  return {
    $reading,
    async read(send, keep = true) {
      turn += 1
      const mine = turn
      const value = keep ? knownOf($reading.get()) : undefined
      $reading.set({ status: 'loading', value })
      const result = await send()
      if (mine !== turn) return $reading.get()
      $reading.set(
        result.ok ? { status: 'ready', value: result.value } : { status: 'failed', problem: result.problem, value },
      )
      return $reading.get()
    },
    set(value) {
      turn += 1
      $reading.set({ status: 'ready', value })
    },
    clear() {
      turn += 1
      $reading.set({ status: 'idle' })
    },
  }
}

/** What is known, be it fresh or not. */
export function knownOf<Value>(reading: Reading<Value>): Value | undefined {
  return 'value' in reading ? reading.value : undefined
}
