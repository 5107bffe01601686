// Entry: the cases that every adapter has to pass, for `node:test`.
export { type AccountUnderTest, accountCases, webhookCases } from './account-cases.ts'
export { cartCases } from './cart-cases.ts'
export type { CartPlatformUnderTest, Scene } from './cart-scenes.ts'
export type { Fault } from './fault.ts'
export { type ReminderPlatformUnderTest, reminderCases } from './reminder-cases.ts'
export { type ReportPlatformUnderTest, reportCases } from './report-cases.ts'
export { type ShopperPlatformUnderTest, shopperCases } from './shopper-cases.ts'
export {
  type Awaitable,
  type PlatformCase,
  type PlatformCases,
  type TestPlatformOptions,
  testPlatform,
} from './test-platform.ts'
