import { CartRecoveryConsoleElement } from './cart-recovery-console.ts'
import { CartRecoveryConsoleCartElement } from './cart-recovery-console-cart.ts'
import { CartRecoveryConsoleCartsElement } from './cart-recovery-console-carts.ts'
import { CartRecoveryConsoleMessagesElement } from './cart-recovery-console-messages.ts'
import { CartRecoveryConsoleReminderElement } from './cart-recovery-console-reminder.ts'
import { CartRecoveryConsoleSettingsElement } from './cart-recovery-console-settings.ts'
import { CartRecoveryConsoleSignInElement } from './cart-recovery-console-sign-in.ts'
import { CartRecoveryConsoleSummaryElement } from './cart-recovery-console-summary.ts'

// The frame last: the elements that it renders are then registered already.
const elements = {
  'cart-recovery-console-sign-in': CartRecoveryConsoleSignInElement,
  'cart-recovery-console-summary': CartRecoveryConsoleSummaryElement,
  'cart-recovery-console-carts': CartRecoveryConsoleCartsElement,
  'cart-recovery-console-cart': CartRecoveryConsoleCartElement,
  'cart-recovery-console-reminder': CartRecoveryConsoleReminderElement,
  'cart-recovery-console-messages': CartRecoveryConsoleMessagesElement,
  'cart-recovery-console-settings': CartRecoveryConsoleSettingsElement,
  'cart-recovery-console': CartRecoveryConsoleElement,
}

/** Registers every tag of the console that is not taken yet. */
export function defineConsole(): void {
  for (const [name, element] of Object.entries(elements)) {
    if (!customElements.get(name)) customElements.define(name, element)
  }
}
