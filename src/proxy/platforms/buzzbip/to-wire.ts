import { type CartReport, parsePhone, toDecimal } from '../../adapter/index.ts'

/** What Buzzbip's fields are called. Only the cart's id and the total are documented; `false` leaves another out. */
export interface BuzzbipFields {
  /** @default 'cart_id' */
  cartId?: string
  /** The id of this one message; the cart's stays the same. @default 'message_id' */
  messageId?: string | false
  /** @default 'total' */
  total?: string
  /** @default 'currency' */
  currency?: string | false
  /** @default 'phone_number' */
  phoneNumber?: string | false
  /** The country's calling code. @default 'country_code' */
  countryCode?: string | false
  /** @default 'firstname' */
  firstName?: string | false
  /** Leads back into the widget. @default 'cart_url' */
  link?: string | false
}

/** The body of a report. */
export function toBody(
  report: CartReport,
  fields: Required<BuzzbipFields>,
  form: 'split' | 'e164',
): Record<string, string | number> {
  const phone = toPhone(report.phone, form)
  const values: [string | false, string | number | undefined][] = [
    [fields.cartId, report.cartId],
    [fields.messageId, report.id],
    [fields.total, toDecimal(report.total)],
    [fields.currency, report.total.currency],
    [fields.phoneNumber, phone.number],
    [fields.countryCode, phone.countryCode],
    [fields.firstName, report.firstName],
    [fields.link, report.link],
  ]
  const written = values.flatMap(([name, value]) => (name && value !== undefined ? [[name, value] as const] : []))
  return Object.fromEntries(written)
}

function toPhone(phone: string, form: 'split' | 'e164'): { number: string; countryCode?: string } {
  const parsed = form === 'split' ? parsePhone(phone) : undefined
  return parsed ? { number: parsed.nationalNumber, countryCode: parsed.callingCode } : { number: phone }
}
