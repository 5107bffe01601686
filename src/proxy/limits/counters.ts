import { RecoveryError } from '../adapter/errors.ts'
import { keyedHash } from '../sealing/keyed-hash.ts'
import type { StateStore } from '../stores/state-store.ts'
import { type LimitName, limitTable, toLimits } from './limit-table.ts'

export interface CounterOptions {
  stateStore: StateStore
  store: string
  /** One of the store's keys: no address, number or cart stands in clear in the state store. */
  key: string
  clock: () => number
  /** Other figures than the table's. */
  figures?: Partial<Record<LimitName, number | undefined>> | undefined
}

/** Counts of one store, which all its instances share. */
export interface Counters {
  readonly figures: Readonly<Record<LimitName, number>>
  /** Where something about a subject is kept: a keyed hash, so that the state store names no subject. */
  keyOf(what: string, subject: string): Promise<string>
  /** Counts one. Resolves to how many there were in the window, this one included. */
  count(name: LimitName, subject: string): Promise<number>
  /** Counts one, and takes nothing from another limit where it throws. `max`: another figure than the configured one. */
  consume(name: LimitName, subject: string, max?: number): Promise<void>
  /** Takes one back, for what was counted and did not happen. */
  giveBack(name: LimitName, subject: string): Promise<void>
}

/** Counts windows that begin with the first of a subject, in the state store. `consume` throws `too-many-codes`. */
export function createCounters({ stateStore, store, key, clock, figures: configured }: CounterOptions): Counters {
  const figures = toLimits(configured)
  const keyOf = async (what: string, subject: string) => `limit:${await keyedHash(key, `${store}:${what}:${subject}`)}`
  const add = async (name: LimitName, subject: string, by: number) =>
    stateStore.increment(await keyOf(name, subject), by, limitTable[name].windowMs)

  return {
    figures,
    keyOf,
    count: async (name, subject) => (await add(name, subject, 1)).value,
    async consume(name, subject, max = figures[name]) {
      const { value, expiresAt } = await add(name, subject, 1)
      if (value > max) throw tooMany(expiresAt - clock())
    },
    async giveBack(name, subject) {
      await add(name, subject, -1)
    },
  }
}

/** The refusal of a text message or a code, with the seconds to wait. */
export function tooMany(waitMs: number): RecoveryError {
  return new RecoveryError('too-many-codes', { retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)) })
}
