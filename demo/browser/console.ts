import type { CartRecoveryConsoleElement } from '../../src/console/define.ts'
import { byId } from './element.ts'

// Signs in as if the key on the page had been typed.
const button = byId('demo-key')
button.addEventListener('click', () => {
  const merchant = button.closest<CartRecoveryConsoleElement>('cart-recovery-console')
  void merchant?.signIn(button.dataset.key ?? '')
})
