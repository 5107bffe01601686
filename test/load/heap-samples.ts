import type { Instance } from './instances.ts'
import { delay } from './tap.ts'

/** What an instance held on to, and when. */
export interface HeapSample {
  /** 0 at the start of the run, 1 at its end. */
  at: number
  heldBytes: number
  rss: number
}

const sampleCount = 24

/** Asks an instance that is never killed, again and again until the end. */
export async function sampleHeap(instance: Instance, endsAt: number, samples: HeapSample[]): Promise<void> {
  const startedAt = performance.now()
  for (let nth = 1; nth <= sampleCount; nth += 1) {
    await delay(startedAt + ((endsAt - startedAt) * nth) / sampleCount - performance.now())
    samples.push({ at: nth / sampleCount, ...(await instance.held()) })
  }
}

/** The middle sample of a part of the run. */
export function heldBetween(samples: readonly HeapSample[], from: number, to: number): number {
  const part = samples.filter(({ at }) => at > from && at <= to).map(({ heldBytes }) => heldBytes)
  return part.sort((one, other) => one - other)[Math.floor(part.length / 2)] ?? 0
}
