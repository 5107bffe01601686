import { createContext } from '@lit/context'
import type { ReadableAtom } from 'nanostores'
import type { RestoreClient } from '../../client/index.ts'
import type { Text } from '../../format/index.ts'
import type {
  CartLink,
  Change,
  ConsentChoice,
  LineView,
  ReadAgain,
  Recovery,
  RecoveryStore,
  Shopper,
  Substitutes,
  Summary,
} from '../../state/index.ts'
import type { deferredMessages } from '../text/deferred-messages.ts'
import type { Headline } from '../text/headline.ts'
import type { Step } from '../text/next-steps.ts'
import type { DisplayedOutcome } from '../text/outcome-text.ts'
import type { rareMessages } from '../text/rare-messages.ts'
import type { FrameSettings } from './frame-settings.ts'

/** What a frame provides to every element inside it. It is provided anew once `deferred` is loaded. */
export interface FrameContext {
  readonly store: RecoveryStore
  readonly $settings: ReadableAtom<FrameSettings>
  /** Absent until it is loaded, which is after the first paint of a cart; null where it could not be. */
  readonly deferred?: Deferred | null | undefined
}

/** The part of the widget that is loaded after the first paint: what is rare, or needs to know the shopper. */
export interface Deferred {
  /** Saves the cart, and tries a coupon on it. */
  restoreClient: RestoreClient
  shopper: Shopper
  consent: ConsentChoice
  link: CartLink
  readAgain: ReadAgain
  substitutes: Substitutes
  /** Gives a sentence of this part by its key, in the frame's language. */
  text: Text<typeof deferredMessages>
  /** Absent until it is loaded, which is where a phone is asked for or something failed; null where it could not be. */
  rare?: Rare | null | undefined
  /** Brings an adopt code to the shop. Resolves to whether the cart is the shop's now; undefined where no other try would help. */
  adopt(code: string): Promise<boolean | undefined>
  /** "Keep shopping" once more, where the shop did not adopt the cart. */
  keepShopping(): void
  /** Dispatches a request of the headline's steps. */
  request(event: Event): void
  /** The headline, where it is about something of this part. */
  headline(view: FrameView): Headline | undefined
  /** Announces the shopper's last edit of a line. */
  announcement(change: Change, view: FrameView): string | undefined
  /** What became of a row at the last write, where the shopper has to know. */
  outcome(line: LineView, text: Deferred['text']): DisplayedOutcome | undefined
  /** Does what a next step says. */
  runStep(step: Step, view: FrameView): void
  /** The sign-in form, where the cart opens only after it. */
  question(recovery: Recovery): unknown
  /** Undoes the last restore. */
  undoButton(label: string): unknown
  /** The content below the buttons. */
  below(): unknown
  /** What stands below everything. */
  last(): unknown
}

/** The part that is loaded where a phone is asked for, or something failed. */
export interface Rare {
  /** Gives a sentence of this part by its key, in the frame's language. */
  text: Text<typeof rareMessages>
  /** The headline, where it is about something of this part. */
  headline(view: FrameView): Headline | undefined
}

/** What an element sees of the nearest frame, as of now. */
export interface FrameView {
  store: RecoveryStore
  settings: FrameSettings
  recovery: Recovery
  summary: Summary | undefined
  deferred: Deferred | null | undefined
}

/**
 * The key of the frame's context, for elements of the shop's own. A string, so that every copy of this module on a page has
 * the same one.
 *
 * @example
 * class ShopTotal extends LitElement {
 *   readonly #frame = new ContextConsumer(this, { context: frameContext, subscribe: true })
 *   override render(): unknown {
 *     return this.#frame.value?.store.$summary.get()?.total.amount
 *   }
 * }
 */
export const frameContext = createContext<FrameContext>('cart-recovery')
