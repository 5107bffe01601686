import type { ProblemCode } from '../../contract/browser.ts'
import { formatSeconds } from '../../format/index.ts'
import type { Rare } from '../frame/context.ts'
import type { FrameSettings } from '../frame/frame-settings.ts'
import type { Failed, Headline, HeadlineText } from './headline.ts'
import { type Step, shopStep } from './next-steps.ts'

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

/** A headline that reports a problem, with what to do and whom to ask. */
export function problemHeadline(
  failed: Failed,
  said: HeadlineText,
  settings: FrameSettings,
  text: Rare['text'],
): Headline {
  const { supportCode } = failed.problem
  return {
    ...said,
    steps: toSteps(failed, settings, text),
    urgent: true,
    ...(settings.contactUrl && supportCode && { supportCode: aroundCode(supportCode, text) }),
  }
}

/** The sentence in three pieces, so that no line breaks inside the code. Its element isolates the code, and no marks have to. */
function aroundCode(code: string, text: Rare['text']): NonNullable<Headline['supportCode']> {
  const [before = '', after = ''] = text('supportCode', { code })
    .replaceAll(/[\u2068\u2069]/g, '')
    .split(code)
  return [before, code, after]
}

/** The next steps of a problem. A step that the shop gave no address for is replaced by its front page. */
export function toSteps({ problem, retryAt = 0 }: Failed, settings: FrameSettings, rareText: Rare['text']): Step[] {
  const { text, locale, signInUrl, contactUrl, pageUrl } = settings
  const shop = shopStep(settings)
  const kind = first[problem.code]
  const seconds = Math.max(0, Math.ceil((retryAt - Date.now()) / 1000))
  const next: Step =
    kind === 'retry'
      ? seconds
        ? { kind, label: rareText('tryAgainIn', { time: formatSeconds(seconds, locale) }), waits: true }
        : { kind, label: text('tryAgain') }
      : kind === 'refresh'
        ? { kind, label: text('checkAgain') }
        : kind && signInUrl
          ? { kind: 'link', label: rareText('signIn'), href: signInUrl.replace('{url}', encodeURIComponent(pageUrl)) }
          : shop
  if (contactUrl) return [next, { kind: 'link', label: rareText('contact'), href: contactUrl }]
  return next === shop ? [shop] : [next, shop]
}
