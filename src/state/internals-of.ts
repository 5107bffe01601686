import { internals, type StoreInternals } from './internals.ts'

/** For the parts of a store that are loaded after it. Throws for what `createRecoveryStore` did not make. */
export function internalsOf(store: object): StoreInternals {
  const parts = internals.get(store)
  if (!parts) throw new TypeError('This store was not made by createRecoveryStore')
  return parts
}
