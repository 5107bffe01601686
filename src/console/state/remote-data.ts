import { atom, type ReadableAtom } from 'nanostores'

import type { Result } from '../../client/index.ts'
import type { Problem } from '../../contract/browser.ts'

/** Something that the proxy is asked for. While it is loaded again, the value from before stays on the screen. */
export type RemoteData<Value> =
  | { status: 'idle' }
  | { status: 'loading'; value?: Value | undefined }
  | { status: 'ready'; value: Value }
  | { status: 'failed'; problem: Problem; value?: Value | undefined }

/** Loads such a thing, and keeps the newest answer. */
export interface RemoteDataStore<Value> {
  readonly $data: ReadableAtom<RemoteData<Value>>
  /** Loads the value. `keep: false` drops the one from before at once. The answer to an older request is ignored. */
  load(request: () => Promise<Result<Value>>, keep?: boolean): Promise<void>
  /** Takes the answer to a write as the value. */
  set(value: Value): void
  clear(): void
}

export function createRemoteData<Value>(): RemoteDataStore<Value> {
  const $data = atom<RemoteData<Value>>({ status: 'idle' })
  let latestRequest = 0
  return {
    $data,
    async load(request, keep = true) {
      latestRequest += 1
      const thisRequest = latestRequest
      const value = keep ? latestValue($data.get()) : undefined
      $data.set({ status: 'loading', value })
      const result = await request()
      if (thisRequest !== latestRequest) return
      $data.set(
        result.ok ? { status: 'ready', value: result.value } : { status: 'failed', problem: result.problem, value },
      )
    },
    set(value) {
      latestRequest += 1
      $data.set({ status: 'ready', value })
    },
    clear() {
      latestRequest += 1
      $data.set({ status: 'idle' })
    },
  }
}

/** The value that was loaded last, even if it is being loaded again or that failed. */
export function latestValue<Value>(data: RemoteData<Value>): Value | undefined {
  return 'value' in data ? data.value : undefined
}
