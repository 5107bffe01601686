// Entry: `createProxy`, `defineConfig`, `adoptFromPage`, `mintLink`, `sealCustomer`, `checkUp`, and what a store is.
export { ConfigError, RecoveryError, type RecoveryErrorOptions } from './adapter/errors.ts'
export type {
  AnswerObservation,
  BreakerObservation,
  DatabaseObservation,
  Observations,
  QuotaObservation,
  RecoveryEnd,
  RecoveryObservation,
  UpstreamObservation,
  WebhookObservation,
} from './adapter/observation.ts'
export type { Platform } from './adapter/platform.ts'
export type { UpstreamRequest } from './adapter/upstream/platform-fetch.ts'
export { type CheckUpOptions, checkUp, isFixable, type StoreFinding, toConfigFinding } from './check-up/check-up.ts'
export { Channel, checkConfig, defineConfig, type ProxyConfig } from './config.ts'
export { type CartRecoveryProxy, createProxy } from './create-proxy.ts'
export {
  type Adopt,
  type AdoptFromPageOptions,
  type AdoptOverOptions,
  adoptFromPage,
  adoptOver,
} from './http/adopt-from-page.ts'
export type { ExecutionContext, FetchContext } from './http/proxy-env.ts'
export type { OutboxFigure } from './ledger/messages.ts'
export { type Limit, type LimitName, limitTable } from './limits/limit-table.ts'
export { type Log, type LogFields, silentLog } from './log.ts'
export type { WorkOptions } from './messaging/work-options.ts'
export { type MintLinkOptions, mintLink } from './mint-link.ts'
export type { Readiness, ReadinessCheck } from './readiness.ts'
export type { CartRef } from './sealing/cart-handle.ts'
export { type SealCustomerOptions, sealCustomer } from './sealing/customer-token.ts'
export { createMemoryStore, type MemoryStoreOptions } from './stores/memory.ts'
export type { LedgerDatabase, StatementResult } from './stores/sql/database.ts'
export type { Counter, StateStore } from './stores/state-store.ts'
export { StoreDownError, type StoreDownReason } from './stores/store-down-error.ts'
