import { openOf, type RecoveryStore } from '../../state/index.ts'
import type { Rare } from './context.ts'
import { loadElement } from './load-element.ts'

/** Gives the part in a language: undefined while it is on its way, null where it could not be loaded. */
export type ProvideRare = (locale: string, overrides: unknown) => Rare | null | undefined

/** Loads the part about phone and problems once the cart needs it. `refresh` shows what has come. */
export function loadRare(store: RecoveryStore, refresh: () => void): ProvideRare {
  let provide: ProvideRare | null | undefined
  let isLoading = false

  async function load(element: Promise<void> | undefined) {
    isLoading = true
    provide = await import('./rare.ts').then(
      ({ attachRare }) => attachRare(refresh),
      () => null,
    )
    await element
    isLoading = false
    // The cart opens by the form alone; anything else goes on without it, and the next need tries again.
    if (!provide && store.$recovery.get().status === 'signing-in') store.fail('upstream-down')
    refresh()
  }

  function check() {
    const recovery = store.$recovery.get()
    const byText = openOf(recovery)?.abilities.textCheckout ? loadTextCheckout() : undefined
    const isByPhone = byText || store.$pendingAction.get().status !== 'idle'
    if ((isByPhone || /^(failed|signing-in)$/.test(recovery.status)) && !provide && !isLoading) load(byText)
  }

  store.$recovery.subscribe(check)
  store.$pendingAction.subscribe(check)
  return (locale, overrides) => (provide ? provide(locale, overrides) : provide)
}

const loadTextCheckout = () =>
  loadElement(
    'cart-recovery-text-checkout',
    async () => (await import('../cart-recovery-text-checkout.ts')).CartRecoveryTextCheckoutElement,
  )
