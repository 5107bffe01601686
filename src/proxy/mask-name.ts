import type { Contact } from './adapter/messaging-ports.ts'

/** First name and an initial, "Mara L.": enough to tell shoppers apart. Empty where no name is known. */
export function maskName({ name, firstName }: Pick<Contact, 'name' | 'firstName'> = {}): string {
  const [first = '', ...others] = (name ?? firstName ?? '').trim().split(/\s+/)
  return [first, ...others.slice(-1).map((last) => `${[...last][0] ?? ''}.`)].join(' ').trim()
}
