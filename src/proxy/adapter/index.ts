// Entry: ports, `createUpstream` and errors, to write an adapter for another platform.
export { ConfigError, RecoveryError, type RecoveryErrorOptions } from './errors.ts'
export { clockFinding, collectFindings } from './findings.ts'
export { headerNumber } from './header-number.ts'
export { Flag, isRecord, lenient, Numeral, toText } from './lenient.ts'
export { isLimitExceeded, isLimitMessage } from './limit-message.ts'
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
  OrderedLine,
  OwnCartReport,
  OwnReportPort,
  Reminder,
  ReminderPort,
  ReportPort,
  SettingsPort,
  WebhookDelivery,
  WebhookEvent,
  WebhookPort,
} from './messaging-ports.ts'
export { toDecimal, toMoney } from './money.ts'
export { ApiUrl, CountryCode, CurrencyCode, checkOptions, Fetch, HeaderValue } from './options.ts'
export { type PhoneNumber, parsePhone } from './phone.ts'
export type {
  AvailabilityPort,
  BackInStockPort,
  BrokenOff,
  CartPort,
  CheckoutCustomer,
  CheckoutLink,
  CheckoutOptions,
  CheckoutPort,
  FinishedCart,
  MergedCart,
  Platform,
  PlatformCart,
  PlatformLine,
  PlatformSubstitute,
  RecoveryPort,
  ShopperCartPort,
  ShopperCartTarget,
  ShopperCheckoutPort,
  ShopperPort,
  ShopperSession,
  Stock,
  Target,
  TriedCoupon,
  WatchedStock,
  WriteResult,
  WrittenLine,
  WrittenShopperLine,
} from './platform.ts'
export { toRetryAfter } from './retry-after.ts'
export { createFairPlaces } from './upstream/fair-places.ts'
export type { AnswerHeaders, PlatformAnswer, PlatformFetch, UpstreamRequest } from './upstream/platform-fetch.ts'
export type { Quota } from './upstream/quota.ts'
export { readText } from './upstream/read-body.ts'
export { createSharedReads, type SharedReadRequest } from './upstream/shared-reads.ts'
export { createUpstream, type Upstream, type UpstreamCall, type UpstreamOptions } from './upstream/upstream.ts'
export { UpstreamError, type UpstreamErrorOptions, type UpstreamFailure } from './upstream-error.ts'
