import { type Contact, parsePhone } from '../../adapter/index.ts'
import type { WireCustomer } from './wire.ts'

const guestNames = /^((guest|visitor)\b|زائر|ضيف)/i
const guestBoxes = /^(guest|visitor|anonymous|no-?reply|no-?e?mail)[._+-]?[\da-f]*$/i

/**
 * A cart's shopper. Tjar fills in a placeholder name and e-mail address for guests without marking them, so those of a
 * customer without an id are never used, nor are addresses of the store itself. A guest's telephone number is real.
 * Tjar says nothing about consent.
 */
export function toContact(customer: WireCustomer | null | undefined, storeDomain: string): Contact | undefined {
  if (!customer) return undefined
  const isGuest = customer.id == null || guestNames.test(customer.name?.trim() ?? '')
  const name = isGuest ? '' : (customer.name?.trim() ?? '')
  const email = isGuest ? undefined : toAddress(customer.email, storeDomain)
  const phone = toPhone(String(customer.mobile ?? ''))
  if (!email && !phone) return undefined
  const [firstName] = name.split(/\s+/)
  return {
    ...(firstName && { firstName }),
    ...(name && { name }),
    ...(email && { email }),
    ...(phone && { phone }),
    consents: {},
  }
}

function toAddress(text: string | null | undefined, storeDomain: string): string | undefined {
  const email = text?.trim() ?? ''
  const [, box = '', domain = ''] = /^([^\s@<>,;]+)@([^\s@<>,;]+\.[^\s@<>,;]+)$/.exec(email) ?? []
  const own = ['tjar.sa', 'invalid', storeDomain]
  const isPlaceholder = own.some((end) => `.${domain.toLowerCase()}`.endsWith(`.${end}`)) || guestBoxes.test(box)
  return box && !isPlaceholder ? email : undefined
}

/**
 * E.164. Numbers are written as in Saudi Arabia, where Tjar's stores are, unless they name their country, with a plus or
 * without.
 */
function toPhone(text: string): string | undefined {
  const digits = text.trim()
  const candidates = [parsePhone(digits, 'SA'), parsePhone(`+${digits}`)]
  return candidates.find((phone) => phone?.isValid)?.e164
}
