import type { Context } from '@lit/context'
import type { ReadableAtom } from 'nanostores'

import type { RecoveryStore } from '../../state/index.ts'
import type { Messages } from '../text/messages.ts'
import type { Deferred } from './deferred.ts'

/** What the frame was told by the shop, as every element needs it. */
export interface Settings {
  /** A BCP 47 tag that `Intl` accepts. */
  locale: string
  messages: Messages
  /** What addresses in a cart are resolved against and compared with. */
  pageUrl: string
  /** Where shopping goes on; the shop's front page if nothing else is known. */
  shopUrl: string
  signInUrl?: string | null | undefined
  contactUrl?: string | null | undefined
}

/** What a frame shares with everything inside it. */
export interface FrameContext {
  readonly store: RecoveryStore
  readonly $settings: ReadableAtom<Settings>
  /** What needs to know who the shopper is. Loaded once a cart can use it. */
  deferred?: Deferred
}

/** The key under which a shop's own element asks for it, by `@lit/context` or any other hand. */
export const frameContext = 'cart-recovery' as Context<string, FrameContext>
