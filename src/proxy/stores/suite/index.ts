// Entry: the cases that every state store has to pass, for `node:test`.
export { boundCases, boundedKeys } from './bound-cases.ts'
export { databaseCases } from './database-cases.ts'
export { lockCases } from './lock-cases.ts'
export { stateCases } from './state-cases.ts'
export { type StoreCases, type StoreUnderTest, testStore } from './test-store.ts'
