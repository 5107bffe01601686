import { atom, type ReadableAtom } from 'nanostores'

import { createIdempotencyKey, type Result } from '../../client/index.ts'
import type { MerchantMessage, Problem, ReminderAnswer, ReminderRequest } from '../../contract/browser.ts'

/** A reminder that is being written: the values of the fields. */
export interface ReminderDraft {
  subject: string
  message: string
  /** A percentage as typed, or an empty string. */
  offerDiscount: string
  consent: boolean
}

/**
 * A reminder from its draft to its result. `unconfirmed`: the platform did not say whether it was sent. It is then not
 * offered again, because a second reminder is worse than none.
 */
export type Reminder =
  | { status: 'idle' }
  | { status: 'writing'; cartId: string; draft: ReminderDraft; problem?: Problem | undefined }
  | { status: 'confirming'; cartId: string; draft: ReminderDraft; key: string; problem?: Problem | undefined }
  | { status: 'sending'; cartId: string; draft: ReminderDraft; key: string }
  | { status: 'sent' | 'pending' | 'unconfirmed'; cartId: string }
  | { status: 'refused'; cartId: string; refusal: Refusal }

/** A problem's code, or the reason that the message itself gives. */
export type Refusal = Problem['code'] | NonNullable<MerchantMessage['reason']> | 'cancelled'

/** The one reminder that the merchant writes at a time. */
export interface ReminderStore {
  readonly $reminder: ReadableAtom<Reminder>
  /** Begins with this draft. Does nothing while one for the same cart is being written. */
  begin(cartId: string, draft: ReminderDraft): void
  edit(changes: Partial<ReminderDraft>): void
  /** Goes on to the confirmation, which shows what will be sent and to whom. */
  review(): void
  backToWriting(): void
  /** Sends the confirmed reminder. A second call while it is being sent does nothing. */
  send(): Promise<void>
  clear(): void
}

/** Refusals that a second try cannot change. After any other problem the reminder can be sent again. */
const finalRefusals: readonly Problem['code'][] = [
  'already-reminded',
  'already-ordered',
  'consent-refused',
  'no-contact',
  'cart-gone',
  'account-cart',
  'contact-not-allowed',
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
      // The merchant has signed out meanwhile.
      if (now.status !== 'sending' || now.key !== key) return
      if (result.ok) return $reminder.set(toReminder(cartId, result.value.reminder))
      const { problem } = result
      if (problem.code === 'unconfirmed') $reminder.set({ status: 'unconfirmed', cartId })
      else if (finalRefusals.includes(problem.code)) $reminder.set({ status: 'refused', cartId, refusal: problem.code })
      else if (problem.code === 'invalid-request') $reminder.set({ status: 'writing', cartId, draft, problem })
      else $reminder.set({ ...before, problem })
    },
    clear: () => $reminder.set({ status: 'idle' }),
  }
}

/** The request of a draft, without white space around the texts. */
export function toRequest({ subject, message, offerDiscount }: ReminderDraft): ReminderRequest {
  const percent = Number(offerDiscount)
  return {
    type: 'email',
    subject: subject.trim(),
    message: message.trim(),
    ...(offerDiscount.trim() !== '' && { offerDiscount: percent }),
    consent: true,
  }
}

function toReminder(cartId: string, { status, reason }: MerchantMessage): Reminder {
  if (status === 'sent' || status === 'pending' || status === 'unconfirmed') return { status, cartId }
  return { status: 'refused', cartId, refusal: reason ?? (status === 'cancelled' ? 'cancelled' : 'not-sent') }
}
