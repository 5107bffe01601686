import { localProblem, type Result, type ShopperClient } from '../../client/index.ts'
import type { PhoneCountries } from '../../contract/browser.ts'
import { internalsOf } from '../internals-of.ts'
import { type CompletedAction, isSigningIn, type PendingAction } from '../pending-action.ts'
import { type LoadSource, openOf, type Recovery } from '../recovery.ts'
import type { RecoveryStore } from '../recovery-store.ts'
import { setSubscribed } from './back-in-stock.ts'
import { createSignIn, type SignInActions } from './sign-in.ts'
import { createTextCheckout } from './text-checkout.ts'

export interface ShopperOptions {
  /**
   * The shop's own sign-in token, if it has one; each token is used once. Asked only when an action needs a sign-in.
   */
  consumeToken?: () => string | undefined
}

/**
 * What a shopper can do once the store knows them. Each starts with their tap; `store.$pendingAction` says how far it
 * is.
 */
export interface Shopper extends SignInActions {
  /** Subscribes to sold-out lines, or takes that back. With `answer` the shop's own service does, and not the proxy. */
  setSubscribed(lineItemIds: readonly string[], subscribed: boolean, answer?: Promise<unknown>): Promise<void>
  /** Tries the shop's token, where it was given only after the cart had asked for it. */
  openByToken(): Promise<void>
  /** The countries whose numbers are sent a code. Undefined where that is not known, and a number has to name its own. */
  readonly phoneCountries: PhoneCountries | undefined
  /** True where the cart did not open after a sign-in: it may belong to another number. */
  readonly canSwitchNumber: boolean
  /** Asks for another number, to open the cart with. */
  switchNumber(): void
  /**
   * Sends the checkout link by text. Once it was sent, answers the same link, so that the shopper can also go there
   * from here.
   */
  checkout(): Promise<string | undefined>
  /** Opens a cart that was ordered and is still there, after the shopper chose to order its lines again. */
  orderAgain(): Promise<void>
  /** Once that link is over: reads the cart again, and says so. Nothing before that. */
  dropExpiredLink(): Promise<void>
}

/**
 * Adds to a store what needs to know the shopper. An action runs at once. If the proxy asks for a sign-in, the shop's own
 * token is tried first; then the shopper is asked for their phone, and the action completes itself after the code.
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
  // Tapped while another action was under way.
  let queue: PendingAction[] = []
  // Why the cart was loaded that opens only for its shopper. Undefined until it asked for a sign-in.
  let source: LoadSource | undefined

  store.$recovery.subscribe((recovery) => {
    const step = $pendingAction.get().status
    if (recovery.status === 'signing-in') askToOpen(recovery)
    // Any change of the cart clears the last result. If the cart is gone, everything still pending is dropped too.
    else if (step === 'completed' || step === 'failed' || /^(idle|recovering|failed)$/.test(recovery.status)) dismiss()
    openByToken()
  })

  function dismiss() {
    queue = []
    signIn.actions.dismiss()
  }

  async function start(action: PendingAction) {
    const state = $pendingAction.get()
    if (isSigningIn(state)) $pendingAction.set({ ...state, action })
    else if (state.status !== 'running') await run(action)
    else if (![state.action, ...queue].some((other) => isSame(other, action))) queue.push(action)
  }

  /**
   * Asks who the shopper is, without a tap of theirs: the cart opens for its shopper alone. The shop's token answers
   * first.
   */
  async function askToOpen(question: Extract<Recovery, { status: 'signing-in' }>) {
    dismiss()
    source = question.source
    const isAtShop = question.method === 'shop'
    const isLatest = signIn.begin()
    const isKnown = await signInWithToken()
    if (!isLatest()) return
    // After a reload the customer may still be signed in under the handle.
    if (isKnown || (isAtShop && source === 'reload')) await openCart()
    else if (isAtShop) session.begin().fail(localProblem('account-cart'), 'refresh')
    else $pendingAction.set({ status: 'phone', action: { kind: 'open-cart' } })
  }

  /** Opens an account's cart whose shopper has signed in at the shop meanwhile. */
  async function openByToken() {
    const { recovery } = session
    if (recovery.status !== 'failed' || recovery.problem.code !== 'account-cart') return
    const isLatest = signIn.begin()
    if ((await signInWithToken()) && isLatest()) await openCart()
  }

  /** A cart that came by a link is opened as if by it, because only that makes a `cart-recovery-recovered`. */
  function openCart(): Promise<void> {
    return store.refresh(source === 'link' ? source : undefined)
  }

  /** Signs in with the shop's own token. False where there is none, or the platform refuses it. */
  async function signInWithToken(): Promise<boolean> {
    const shopperToken = consumeToken()
    if (!shopperToken || !session.cartHandle) return false
    return (await signIn.signIn({ shopperToken })).ok
  }

  async function run(action: PendingAction): Promise<void> {
    const isLatest = signIn.begin()
    $pendingAction.set({ status: 'running', action })
    let result = await perform(action)
    if (needsSignIn(result) && (await signInWithToken())) result = await perform(action, true)
    if (!isLatest()) return
    if (!result) return dismiss()
    if (result.ok) $pendingAction.set({ status: 'completed', action, ...result.value })
    else if (needsSignIn(result) && openOf(session.recovery)?.abilities.signIn) {
      return $pendingAction.set({ status: 'phone', action })
    } else $pendingAction.set({ status: 'failed', action, problem: result.problem })
    const next = queue.shift()
    if (next) return run(next)
  }

  function perform(action: PendingAction, isKnown = signIn.isDone): Promise<Result<CompletedAction> | undefined> {
    if (action.kind === 'back-in-stock') return setSubscribed(internals, action)
    return textCheckout.run(isKnown)
  }

  return {
    ...signIn.actions,
    dismiss,
    openByToken,
    get phoneCountries() {
      return session.phoneCountries
    },
    get canSwitchNumber() {
      const { recovery } = session
      const isFailed = recovery.status === 'failed' && recovery.attempt === 'refresh'
      const isByPhone = source !== undefined && session.signIn !== 'shop'
      return isByPhone && isFailed && /^(account-cart|cart-gone)$/.test(recovery.problem.code)
    },
    switchNumber() {
      if (source) session.set({ status: 'signing-in', source })
    },
    setSubscribed: (lineItemIds, subscribed, answer) =>
      lineItemIds.length
        ? start({ kind: 'back-in-stock', lineItemIds, subscribed, ...(answer && { answer }) })
        : Promise.resolve(),
    async orderAgain() {
      const { recovery, link = '', cartHandle } = session
      if (recovery.status !== 'failed' || !recovery.problem.again) return
      const source = typeof link === 'string' ? { token: link } : link
      await store.recover(link, shopperClient.orderAgain(link ? source : { cartHandle }))
    },
    dropExpiredLink: textCheckout.dropExpired,
    async checkout() {
      const { url, isExpired } = textCheckout
      // A tap on a link that is over asks for no other one: that it is over is said first.
      if (isExpired) await textCheckout.dropExpired()
      else if (url === undefined) await start({ kind: 'text-checkout' })
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
