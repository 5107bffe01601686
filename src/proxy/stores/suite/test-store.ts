import { test } from 'node:test'

import type { StateStore } from '../state-store.ts'

/** A store of its own, made for one case. */
export interface StoreUnderTest {
  /**
   * Opened twice on the same data, as by two instances. Twice the same store where it is in the memory of one process. Both
   * are closed after the case.
   */
  stores: readonly [StateStore, StateStore]
  /** Removes what is left after that. */
  remove?(): void | Promise<void>
}

/** What a store owes the proxy. The name of a case says what holds. */
export type StoreCases = Record<string, (one: StateStore, other: StateStore) => Promise<void>>

export interface TestStoreOptions {
  /** Why this store cannot be tested here. */
  skip?: string | boolean
}

/**
 * Registers one test of `node:test` for each case, which gets a store of its own from `create`.
 *
 * @example
 * testStore('acme', { ...stateCases, ...lockCases }, async () => {
 *   const address = await createEmptyDatabase()
 *   return { stores: [createAcmeStore(address), createAcmeStore(address)] }
 * })
 */
export function testStore(
  name: string,
  cases: StoreCases,
  create: () => StoreUnderTest | Promise<StoreUnderTest>,
  { skip = false }: TestStoreOptions = {},
): void {
  for (const [title, run] of Object.entries(cases)) {
    test(`${name}: ${title}`, { skip }, async () => {
      const { stores, remove } = await create()
      try {
        await run(...stores)
      } finally {
        for (const store of new Set(stores)) await store.close()
        await remove?.()
      }
    })
  }
}
