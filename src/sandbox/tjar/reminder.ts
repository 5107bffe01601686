import { isRecord } from '../http/is-record.ts'
import type { SandboxContext } from '../sandbox-context.ts'
import { findKnown } from './carts.ts'
import { invalid, TjarFailure } from './failure.ts'
import { type Operation, type OperationAnswer, type OperationRequest, succeed } from './operation.ts'
import type { TjarCart } from './state.ts'

/** Writes to the customer who left a cart. */
export const reminderOperations: Operation[] = [
  {
    method: 'POST',
    path: '/abandoned-carts/:identifier/reminder',
    source: '/send-reminder-32447078e0; the unit of the offer, a second reminder and every refusal are unknown',
    hasBody: true,
    answer: sendReminder,
  },
]

interface Reminder {
  subject: string
  message: string
  offerDiscount: number | null
}

function sendReminder(request: OperationRequest, context: SandboxContext): OperationAnswer {
  const { world, clock } = context
  const reminder = readReminder(request.body, context)
  const cart = findKnown(request.identifier, context)
  if (!cart) throw new TjarFailure(404, 'notFound')
  if (cart.status === 'converted') throw invalid({ identifier: 'was ordered already' })
  const reason = reasonNotSent(cart, context)
  if (reason === 'refused') throw invalid({ identifier: 'cannot be reminded' })
  if (reason === 'not-sent') return answerReminder(false, request)
  cart.remindedAt.push(clock())
  cart.offerDiscount = reminder.offerDiscount
  if (!cart.customer.isGuest) {
    const link = firstAddress(reminder.message)
    world.messages.push({
      channel: 'email',
      platform: 'tjar',
      to: cart.customer.email,
      subject: reminder.subject,
      text: reminder.message,
      cartId: cart.identifier,
      name: cart.key,
      ...(link !== undefined && { link }),
    })
  }
  return { ...answerReminder(true, request), write: true }
}

function answerReminder(isSent: boolean, { language }: OperationRequest): OperationAnswer {
  return succeed(isSent ? 'reminded' : 'unreminded', language, { reminder_sent: isSent, type: 'email' })
}

/** The reason not to send a reminder: a guest without an address, or a second reminder, as the readings say. */
function reasonNotSent(cart: TjarCart, { readings }: SandboxContext): 'refused' | 'not-sent' | undefined {
  if (readings.get('tjarReminderSent') === 'false') return 'not-sent'
  const guest = readings.get('tjarGuestReminder')
  if (cart.customer.isGuest && guest !== 'pretended') return guest
  const second = readings.get('tjarSecondReminder')
  return cart.remindedAt.length > 0 && second !== 'sent' ? second : undefined
}

function readReminder(body: Record<string, unknown>, { readings }: SandboxContext): Reminder {
  const errors: Record<string, string> = {}
  const { type, alert_details: details, ...others } = body
  const { subject, message, offer_discount: offer, ...otherDetails } = isRecord(details) ? details : {}
  if (type !== 'email') errors.type = 'must be email'
  if (!isRecord(details)) errors.alert_details = 'must be an object'
  if (!isText(subject)) errors['alert_details.subject'] = 'must be a text'
  if (!isText(message)) errors['alert_details.message'] = 'must be a text'
  const isPercent = readings.get('tjarOfferUnit') === 'percent'
  const isMissing = offer === undefined && readings.get('tjarReminderOffer') === 'required'
  if (isMissing || (offer !== undefined && !isOffer(offer, isPercent))) {
    errors['alert_details.offer_discount'] = isPercent ? 'must be a number up to 100' : 'must be a number'
  }
  for (const name of Object.keys(others)) errors[name] = 'is not documented'
  for (const name of Object.keys(otherDetails)) errors[`alert_details.${name}`] = 'is not documented'
  if (Object.keys(errors).length > 0 || !isText(subject) || !isText(message)) throw invalid(errors)
  return { subject, message, offerDiscount: typeof offer === 'number' && offer > 0 ? offer : null }
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== ''
}

function isOffer(value: unknown, isPercent: boolean): boolean {
  return typeof value === 'number' && value >= 0 && (!isPercent || value <= 100)
}

/** The first address in a text, without the punctuation of the sentence around it. */
function firstAddress(text: string): string | undefined {
  const [address] = /https?:\/\/[^\s<>"']+/.exec(text) ?? []
  return address?.replace(/[.,;:!?)\]]+$/, '')
}
