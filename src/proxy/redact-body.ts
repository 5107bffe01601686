import { maskEmail } from './adapter/mask-email.ts'
import { maskPhone } from './adapter/phone.ts'

const maxLength = 1000

/** Keys under which platforms explain a failure. Any other text could be a name, a message, or what a shopper typed. */
const messageKey = /^(status|code|type|title|message|msg|detail|details|description|reason|error.*|errors)$/i
/** Deeper than this the same keys are fields of carts: a gift's `message` is its shopper's. */
const maxMessageDepth = 3
/** Keys of ids of carts, shoppers and products, which may be numbers too. */
const idKey = /(^|[^a-z])ids?$|[a-z]Ids?$/
const limits = { depth: 5, entries: 20 }

/**
 * A platform's answer as one line for the log, without what could identify or reach a person or open a cart: the texts
 * that explain a failure are masked, and of other texts only the length is shown.
 */
export function redactBody(body: unknown): string {
  const text = JSON.stringify(redact(body, false, 0)) ?? ''
  return text.length > maxLength ? `${text.slice(0, maxLength)}…` : text
}

function redact(value: unknown, isMessage: boolean, depth: number): unknown {
  if (typeof value === 'string') return isMessage ? maskText(value) : `${value.length} characters`
  if (typeof value === 'number') return Math.abs(value) < 1e6 ? value : '•••'
  if (typeof value !== 'object' || value === null) return value
  if (depth === limits.depth) return '…'
  const inner = Object.entries(value).slice(0, limits.entries)
  if (Array.isArray(value)) return inner.map(([, child]) => redact(child, isMessage, depth + 1))
  const entries = inner.map(([key, child]) => {
    const isInMessage = isMessage || (depth < maxMessageDepth && messageKey.test(key))
    return [maskText(key), idKey.test(key) && typeof child === 'number' ? '•••' : redact(child, isInMessage, depth + 1)]
  })
  return Object.fromEntries(entries)
}

const email = /[^\s@]+@[^\s@]+/g
const url = /https?:\/\/[^\s"'<>]+/g
const phone = /\+\d[\d ().-]{5,}\d/g
const secret = /[\w-]{16,}(\.[\w-]+)*|\d[\d ()-]{4,}\d/g

function maskText(text: string): string {
  return text
    .replaceAll(url, '•••')
    .replaceAll(email, (address) => maskEmail(address))
    .replaceAll(phone, (number) => maskPhone(number.replaceAll(/[^\d+]/g, '')))
    .replaceAll(secret, '•••')
}
