import { atom, type ReadableAtom } from 'nanostores'

import { createIdempotencyKey, type Result } from '../../client/index.ts'
import type { MerchantMessage, Problem, ReminderAnswer, ReminderRequest } from '../../contract/browser.ts'

/** A reminder as it is being written: what stands in the fields. */
export interface Draft {
  subject: string
  message: string
  /** Percent, or nothing. */
  offerDiscount: string
  consent: boolean
}

/**
 * From writing to what became of it. Whatever is not certain is `unconfirmed`, and leads nowhere but to looking again:
 * a second reminder would be worse than none.
 */
export type Reminder =
  | { status: 'idle' }
  | { status: 'writing'; cartId: string; draft: Draft; problem?: Problem | undefined }
  | { status: 'confirming'; cartId: string; draft: Draft; key: string; problem?: Problem | undefined }
  | { status: 'sending'; cartId: string; draft: Draft; key: string }
  | { status: 'sent' | 'pending' | 'unconfirmed'; cartId: string }
  | { status: 'refused'; cartId: string; why: Refusal }

/** A problem's code, or the reason of a report. */
export type Refusal = Problem['code'] | NonNullable<MerchantMessage['reason']> | 'cancelled'

export interface ReminderStore {
  readonly $reminder: ReadableAtom<Reminder>
  /** Begins with this draft, unless one for the same cart is under way. */
  begin(cartId: string, draft: Draft): void
  edit(changes: Partial<Draft>): void
  /** The draft is complete: shows what would be sent, and to whom. */
  review(): void
  backToWriting(): void
  /** Sends what was confirmed. A second call while it is on its way does nothing. */
  send(): Promise<void>
  clear(): void
}

/** What the proxy says no to, and will again. Everything else may be tried once more. */
const refusals: readonly Problem['code'][] = [
  'already-reminded',
  'already-ordered',
  'consent-refused',
  'no-contact',
  'cart-gone',
  'not-sent',
  'not-supported',
  'not-found',
]

type Send = (cartId: string, reminder: ReminderRequest, key: string) => Promise<Result<ReminderAnswer>>

export function createReminder(send: Send): ReminderStore {
  const $reminder = atom<Reminder>({ status: 'idle' })
  return {
    $reminder,
    begin(cartId, draft) {
      const before = $reminder.get()
      const isUnderWay = before.status !== 'idle' && before.cartId === cartId && 'draft' in before
      if (!isUnderWay) $reminder.set({ status: 'writing', cartId, draft })
    },
    edit(changes) {
      const before = $reminder.get()
      if (before.status !== 'writing') return
      $reminder.set({ ...before, draft: { ...before.draft, ...changes } })
    },
    review() {
      const before = $reminder.get()
      if (before.status !== 'writing') return
      const { cartId, draft } = before
      $reminder.set({ status: 'confirming', cartId, draft, key: createIdempotencyKey() })
    },
    backToWriting() {
      const before = $reminder.get()
      if (before.status !== 'confirming') return
      $reminder.set({ status: 'writing', cartId: before.cartId, draft: before.draft })
    },
    async send() {
      const before = $reminder.get()
      if (before.status !== 'confirming') return
      const { cartId, draft, key } = before
      $reminder.set({ status: 'sending', cartId, draft, key })
      const result = await send(cartId, toRequest(draft), key)
      const now = $reminder.get()
      // Signed out meanwhile.
      if (now.status !== 'sending' || now.key !== key) return
      if (result.ok) return $reminder.set(afterReport(cartId, result.value.reminder))
      const { problem } = result
      if (problem.code === 'unconfirmed') $reminder.set({ status: 'unconfirmed', cartId })
      else if (refusals.includes(problem.code)) $reminder.set({ status: 'refused', cartId, why: problem.code })
      else if (problem.code === 'invalid-request') $reminder.set({ status: 'writing', cartId, draft, problem })
      else $reminder.set({ ...before, problem })
    },
    clear: () => $reminder.set({ status: 'idle' }),
  }
}

/** What is sent: the fields without the room around them. */
export function toRequest({ subject, message, offerDiscount }: Draft): ReminderRequest {
  const percent = Number(offerDiscount)
  return {
    type: 'email',
    subject: subject.trim(),
    message: message.trim(),
    ...(offerDiscount.trim() !== '' && { offerDiscount: percent }),
    consent: true,
  }
}

function afterReport(cartId: string, { status, reason }: MerchantMessage): Reminder {
  if (status === 'sent' || status === 'pending' || status === 'unconfirmed') return { status, cartId }
  return { status: 'refused', cartId, why: reason ?? (status === 'cancelled' ? 'cancelled' : 'not-sent') }
}
