import type { Call } from './call.ts'

/** An e-mail address, as it is written and as it is encoded in a URL. */
const emailAddress = /[^\s"<>@/?&=]+(?:@|%40)[^\s"<>@/?&=]+\.[^\s"<>@/?&=]+/gi
/** At BigCommerce, what follows `/abandoned-carts/` is a token, unless it is `settings`. */
const abandonedToken = /(\/v3\/abandoned-carts\/)(?!settings(?:[/?]|$))[^/?]+/
const redirectToken = /\b[0-9a-f]{64}\b/gi
const tokenParameter = /([?&#](?:t|token)=)[^&\s"'<>]*/g
const apiKey = /\b[ps]k_(?:test|live)_\w+/g
const jsonWebToken = /\beyJ[\w-]+\.[\w-]+\.[\w-]+/g
/** A phone number, as it is typed and as it is encoded in a URL. */
const phoneNumber = /(?:\+|%2B)\d{7,15}\b/gi

/** Fields whose name alone says that their value is secret, and what stands in its place. */
const secretFields: [name: RegExp, mask: string][] = [
  [/token|secret/i, '[token]'],
  [/password/i, '[password]'],
  [/phone|mobile/i, '[phone]'],
  [/^first_?name$/i, '[name]'],
  // The headers of a webhook prove its sender.
  [/^headers$/i, '[headers]'],
  [/verificationcode/i, '[code]'],
]

/** The same call without tokens, keys, codes, phone numbers and e-mail addresses. */
export function maskSecrets(call: Call): Call {
  const path = maskText(call.path.replace(abandonedToken, '$1[token]'))
  return { ...call, path, ...(call.body !== undefined && { body: maskValue(call.body) }) }
}

function maskText(text: string): string {
  return text
    .replace(tokenParameter, '$1[token]')
    .replace(redirectToken, '[token]')
    .replace(jsonWebToken, '[token]')
    .replace(apiKey, '[key]')
    .replace(emailAddress, '[email]')
    .replace(phoneNumber, '[phone]')
}

function maskValue(value: unknown): unknown {
  if (typeof value === 'string') return maskText(value)
  if (Array.isArray(value)) return value.map(maskValue)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, maskField(key, inner)]))
}

function maskField(key: string, value: unknown): unknown {
  return secretFields.find(([name]) => name.test(key))?.[1] ?? maskValue(value)
}
