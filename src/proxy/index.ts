export { type CheckUpOptions, checkUp, isFixable, type StoreFinding, toConfigFinding } from './check-up.ts'
export { Channel, checkConfig, defineConfig, type ProxyConfig } from './config.ts'
export { createProxy, type Proxy } from './create-proxy.ts'
export { ConfigError, RecoveryError, type RecoveryErrorOptions } from './errors.ts'
export { type MintLinkOptions, mintLink } from './link.ts'
export type { Log, LogFields } from './log.ts'
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
} from './merchant-ports.ts'
export type {
  Applied,
  AvailabilityPort,
  BackInStockPort,
  CartPort,
  Change,
  CheckoutPort,
  Filled,
  FinishedCart,
  Platform,
  PlatformCart,
  PlatformLine,
  RecoveryPort,
  ShopperCartPort,
  ShopperCheckoutPort,
  ShopperPort,
  ShopperSession,
  Stock,
  Target,
  Wanted,
  WatchedStock,
} from './platform.ts'
export { createMemorySmsLimits, type SmsLimitOptions, type SmsLimits, type SmsRequest } from './sms-limits.ts'
export { createMemoryStore, type MemoryStoreOptions } from './stores/memory.ts'
export type { StateStore } from './stores/state-store.ts'
