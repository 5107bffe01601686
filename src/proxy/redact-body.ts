import { maskEmail } from './adapter/mask-email.ts'
import { maskPhone } from './adapter/phone.ts'

const maxLength = 1000

/** Where platforms say what went wrong. Every other text could be a name, a message, or what a shopper typed. */
const speaking = /^(status|code|type|title|message|msg|detail|details|description|reason|error.*|errors)$/i
/** Deeper than this the same names are fields of carts: a gift's message is its shopper's. */
const speakingDepth = 3
/** Keys of what names a cart, a shopper or a product, as a number too. */
const naming = /(^|[^a-z])ids?$|[a-z]Ids?$/
const limits = { depth: 5, entries: 20 }

/**
 * A body of a platform as one line for the log, without what could name or reach a person or open a cart: texts are shown
 * where a platform explains itself, and masked there; of others only the length is told.
 */
export function redactBody(body: unknown): string {
  const text = JSON.stringify(redact(body, false, 0)) ?? ''
  return text.length > maxLength ? `${text.slice(0, maxLength)}…` : text
}

function redact(value: unknown, isSpeaking: boolean, depth: number): unknown {
  if (typeof value === 'string') return isSpeaking ? maskText(value) : `${value.length} characters`
  if (typeof value === 'number') return Math.abs(value) < 1e6 ? value : '•••'
  if (typeof value !== 'object' || value === null) return value
  if (depth === limits.depth) return '…'
  const inner = Object.entries(value).slice(0, limits.entries)
  if (Array.isArray(value)) return inner.map(([, child]) => redact(child, isSpeaking, depth + 1))
  const entries = inner.map(([key, child]) => {
    const speaks = isSpeaking || (depth < speakingDepth && speaking.test(key))
    return [maskText(key), naming.test(key) && typeof child === 'number' ? '•••' : redact(child, speaks, depth + 1)]
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
