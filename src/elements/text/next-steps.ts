import type { Problem, ProblemCode } from '../../contract/browser.ts'
import type { FrameSettings } from '../frame/frame-settings.ts'

/** What a shopper can do next: press a button of ours, or follow a link. */
export type Step =
  | { kind: 'retry' | 'refresh' | 'restore-all-lines' | 'undo'; label: string }
  | { kind: 'link'; label: string; href: string }
  | { kind: 'run'; label: string; run: () => void }

// The first step of a problem. Without an entry it is the shop itself; the contact link comes second.
const first: Partial<Record<ProblemCode, 'retry' | 'refresh' | 'sign-in'>> = {
  busy: 'retry',
  'upstream-down': 'retry',
  'internal-error': 'retry',
  offline: 'retry',
  unconfirmed: 'refresh',
  empty: 'refresh',
  'undo-over': 'refresh',
  'stock-moved': 'refresh',
  'too-many-changes': 'refresh',
  'too-many-codes': 'refresh',
  'invalid-request': 'refresh',
  'idempotency-key-reused': 'refresh',
  'account-cart': 'sign-in',
}

/** The next steps of a problem. A step that the shop gave no address for is replaced by its front page. */
export function toSteps({ code, supportCode }: Problem, settings: FrameSettings): Step[] {
  const { messages, signInUrl, contactUrl } = settings
  const shop = shopStep(settings)
  const kind = first[code]
  const next: Step =
    kind === 'retry'
      ? { kind, label: messages.tryAgain }
      : kind === 'refresh'
        ? { kind, label: messages.checkCart }
        : kind && signInUrl
          ? { kind: 'link', label: messages.signIn, href: signInUrl }
          : shop
  if (contactUrl) return [next, { kind: 'link', label: messages.contact(supportCode), href: contactUrl }]
  return next === shop ? [shop] : [next, shop]
}

/** The way back into the shop. */
export function shopStep({ messages, shopUrl }: FrameSettings): Step {
  return { kind: 'link', label: messages.continueShopping, href: shopUrl }
}
