export { ConfigError, RecoveryError, type RecoveryErrorOptions } from './adapter/errors.ts'
export type {
  AbandonedCart,
  AbandonedCartsPort,
  CartReport,
  CheckName,
  CheckUpPort,
  CheckUpRequest,
  Contact,
  ContactPort,
  Finding,
  Reminder,
  ReminderPort,
  ReportPort,
  SettingsPort,
  WebhookEvent,
  WebhookPort,
} from './adapter/messaging-ports.ts'
export type {
  AvailabilityPort,
  BackInStockPort,
  CartPort,
  CheckoutPort,
  FinishedCart,
  Platform,
  PlatformCart,
  PlatformLine,
  RecoveryPort,
  ShopperCartPort,
  ShopperCartTarget,
  ShopperCheckoutPort,
  ShopperPort,
  ShopperSession,
  Stock,
  Target,
  WatchedStock,
  WriteResult,
  WrittenLine,
  WrittenShopperLine,
} from './adapter/platform.ts'
export { type CheckUpOptions, checkUp, isFixable, type StoreFinding, toConfigFinding } from './check-up/check-up.ts'
export { Channel, checkConfig, defineConfig, type ProxyConfig } from './config.ts'
export { type CartRecoveryProxy, createProxy, type FetchContext } from './create-proxy.ts'
export type { Log, LogFields } from './log.ts'
export { type MintLinkOptions, mintLink } from './mint-link.ts'
export { createMemoryStore, type MemoryStoreOptions } from './stores/memory.ts'
export { createMemorySmsLimits, type SmsLimitOptions, type SmsLimits, type SmsRequest } from './stores/sms-limits.ts'
export type { StateStore } from './stores/state-store.ts'
