import type { Touch } from './footprints.ts'
import type { Strand } from './strand.ts'

/** What the scheduler may let happen next. */
export type Option =
  /** The next store verb or call of this act. */
  | { what: 'go'; act: string; instance?: string | undefined; label: string; touches: readonly Touch[] }
  /** The same, and its answer gets lost. */
  | { what: 'lose'; act: string; label: string }
  /** Time passes until the end of this act's wait, such as one for a lock. */
  | { what: 'wake'; act: string }
  /** The instance falls silent: nothing of what it was about to do happens. */
  | { what: 'crash'; instance: string }
  /** Something of the world changes. */
  | { what: 'happen'; event: string }

/** One entry of what happened, in its order. */
export type Entry =
  | { kind: 'step'; act: string; instance?: string | undefined; label: string; isCall: boolean; isLost?: boolean }
  | { kind: 'answer'; act: string; instance: string; path: string; status: number; body: Record<string, unknown> }
  | { kind: 'event'; event: string }
  | { kind: 'crash'; instance: string }
  /** A promise was broken at this very moment. */
  | { kind: 'broken'; sentence: string }

/** A store verb or call that waits to be chosen. */
export interface Point {
  strand: Strand
  label: string
  isCall: boolean
  touches: readonly Touch[]
  run(): Promise<unknown>
  resolve(value: unknown): void
  reject(error: unknown): void
}

/** Picks the next option by its place, or ends the schedule by undefined. */
export type Choose = (options: Option[]) => number | undefined | Promise<number | undefined>

/** What happens within one schedule. */
export interface Disturbances {
  events: Record<string, () => unknown>
  /** Instances that may fall silent. One of them does at most. */
  crashes: readonly string[]
  losesAnswers: boolean
}
