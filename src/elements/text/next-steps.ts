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
export function toSteps({ code }: Pick<Problem, 'code'>, settings: FrameSettings): Step[] {
  const { text, signInUrl, contactUrl, pageUrl } = settings
  const shop = shopStep(settings)
  const kind = first[code]
  const next: Step =
    kind === 'retry'
      ? { kind, label: text('tryAgain') }
      : kind === 'refresh'
        ? { kind, label: text('checkAgain') }
        : kind && signInUrl
          ? { kind: 'link', label: text('signIn'), href: signInUrl.replace('{url}', encodeURIComponent(pageUrl)) }
          : shop
  if (contactUrl) return [next, { kind: 'link', label: text('contact'), href: contactUrl }]
  return next === shop ? [shop] : [next, shop]
}

/** The way back into the shop. */
export function shopStep(
  { text, shopUrl }: FrameSettings,
  label: 'continueShopping' | 'keepShopping' = 'continueShopping',
): Step {
  return { kind: 'link', label: text(label), href: shopUrl }
}
