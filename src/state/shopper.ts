import type { Result, ShopperClient } from '../client/index.ts'
import { setSubscribed } from './back-in-stock.ts'
import { isEnd } from './cart-session.ts'
import { internalsOf } from './internals.ts'
import { type CompletedAction, isSigningIn, type PendingAction } from './pending-action.ts'
import { type LoadSource, openOf } from './recovery.ts'
import type { RecoveryStore } from './recovery-store.ts'
import { createSignIn, type SignInActions } from './sign-in.ts'
import { createTextCheckout } from './text-checkout.ts'

export interface ShopperOptions {
  /** Hands over the shop's own sign-in, once, where it has one. Asked when a wish needs it, never before. */
  consumeToken?: () => string | undefined
}

/** What a shopper can do as somebody whom the store knows. Each starts with their tap; see `store.$pendingAction`. */
export interface Shopper extends SignInActions {
  /** To be told about lines that are sold out, or no longer. */
  setSubscribed(lineItemIds: readonly string[], subscribed: boolean): Promise<void>
  /** The cart may belong to another number than the one that was just signed in with. */
  readonly canSwitchNumber: boolean
  /** Asks for another number, to open the cart with. */
  switchNumber(): void
  /** Asks for the checkout link by text. Once it was sent: answers the same link, to go there from here. */
  checkout(): Promise<string | undefined>
}

/**
 * Adds to a store what needs a shopper. A wish runs at once; if the proxy says that nobody is signed in, the shop's
 * own sign-in is tried, then the shopper is asked for their phone, and after the code the wish completes itself.
 *
 * @example
 * const shopper = createShopper(store, createShopperClient({ endpoint: '/cart-recovery' }))
 * await shopper.setSubscribed([lineItem.id], true)
 */
export function createShopper(
  store: RecoveryStore,
  shopperClient: ShopperClient,
  { consumeToken = () => undefined }: ShopperOptions = {},
): Shopper {
  const internals = { ...internalsOf(store), shopperClient }
  const { session, $pendingAction } = internals
  const signIn = createSignIn(internals, (action) => (action.kind === 'open-cart' ? openCart() : run(action)))
  const textCheckout = createTextCheckout(store, internals)
  // Tapped while another wish was under way.
  let waiting: PendingAction[] = []
  // Why the cart that only its shopper may see was opened, once that was asked for.
  let source: LoadSource | undefined

  store.$recovery.subscribe((recovery) => {
    const step = $pendingAction.get().status
    if (recovery.status === 'signing-in') askToOpen(recovery.source)
    // What was said of a wish is over when something else happens to the cart, and a cart that is gone takes all along.
    else if (step === 'completed' || step === 'failed' || /^(idle|recovering|failed)$/.test(recovery.status)) dismiss()
  })

  function dismiss() {
    waiting = []
    signIn.dismiss()
  }

  async function start(action: PendingAction) {
    const state = $pendingAction.get()
    if (isSigningIn(state)) $pendingAction.set({ ...state, action } as typeof state)
    else if (state.status !== 'running') await run(action)
    else if (![state.action, ...waiting].some((other) => isSame(other, action))) waiting.push(action)
  }

  /** The one question that nobody tapped for. A shopper whom the shop itself signed in is not asked. */
  async function askToOpen(because: LoadSource) {
    dismiss()
    source = because
    const isLatest = signIn.begin()
    const isKnown = await signInWithToken()
    if (!isLatest()) return
    if (isKnown) await openCart()
    else $pendingAction.set({ status: 'phone', action: { kind: 'open-cart' } })
  }

  /** For the shop, a cart that a link led to opens only now. */
  function openCart(): Promise<void> {
    return source === 'link' ? store.openHandle(session.cartHandle) : store.refresh()
  }

  /** Signs in with the shop's own token, where there is one. */
  async function signInWithToken(): Promise<boolean> {
    const shopperToken = consumeToken()
    if (!shopperToken) return false
    return (await shopperClient.signIn({ cartHandle: session.cartHandle, shopperToken })).ok
  }

  async function run(action: PendingAction): Promise<void> {
    const isLatest = signIn.begin()
    $pendingAction.set({ status: 'running', action })
    let result = await perform(action)
    if (needsSignIn(result) && (await signInWithToken())) result = await perform(action, true)
    if (!isLatest()) return
    if (!result) return dismiss()
    if (result.ok) $pendingAction.set({ status: 'completed', action, ...result.value })
    else if (isEnd(result.problem)) return session.fail(result.problem, 'refresh')
    else if (needsSignIn(result) && openOf(session.recovery)?.abilities.signIn) {
      return $pendingAction.set({ status: 'phone', action })
    } else $pendingAction.set({ status: 'failed', action, problem: result.problem })
    const next = waiting.shift()
    if (next) return run(next)
  }

  function perform(action: PendingAction, isKnown = signIn.isDone): Promise<Result<CompletedAction> | undefined> {
    if (action.kind === 'back-in-stock') return setSubscribed(internals, action.lineItemIds, action.subscribed)
    return textCheckout.run(isKnown)
  }

  return {
    ...signIn.actions,
    dismiss,
    get canSwitchNumber() {
      const { recovery } = session
      const isFailed = recovery.status === 'failed' && recovery.attempt === 'refresh'
      return source !== undefined && isFailed && /^(account-cart|cart-gone)$/.test(recovery.problem.code)
    },
    switchNumber() {
      if (source) session.set({ status: 'signing-in', source })
    },
    setSubscribed: (lineItemIds, subscribed) =>
      lineItemIds.length ? start({ kind: 'back-in-stock', lineItemIds, subscribed }) : Promise.resolve(),
    async checkout() {
      const { url } = textCheckout
      if (url === undefined) await start({ kind: 'text-checkout' })
      return url
    },
  }
}

function needsSignIn(result: Result<CompletedAction> | undefined): boolean {
  return result?.ok === false && result.problem.code === 'sign-in-needed'
}

function isSame(one: PendingAction, other: PendingAction): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
