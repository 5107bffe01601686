// Entry: registers the merchant's console; for a page of its own.

// The entry cart-recovery/console: importing it registers the tags. It also exports the classes and types.
import { defineConsole } from './define-console.ts'

export { CartRecoveryConsoleElement } from './cart-recovery-console.ts'
export { CartRecoveryConsoleCartElement } from './cart-recovery-console-cart.ts'
export { CartRecoveryConsoleCartsElement } from './cart-recovery-console-carts.ts'
export { CartRecoveryConsoleMessagesElement } from './cart-recovery-console-messages.ts'
export { CartRecoveryConsoleReminderElement } from './cart-recovery-console-reminder.ts'
export { CartRecoveryConsoleSettingsElement } from './cart-recovery-console-settings.ts'
export { CartRecoveryConsoleSignInElement } from './cart-recovery-console-sign-in.ts'
export { CartRecoveryConsoleSummaryElement } from './cart-recovery-console-summary.ts'
export { defineConsole } from './define-console.ts'
export { type ConsoleContext, type ConsoleSettings, consoleContext } from './frame/context.ts'
export type { ConsoleStore, View } from './state/console-store.ts'

defineConsole()
