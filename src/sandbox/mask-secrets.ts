import type { Call } from './calls.ts'

const emailAddress = /[^\s"<>@/?&=]+@[^\s"<>@/?&=]+\.[^\s"<>@/?&=]+/g
/** What follows `/abandoned-carts/` is a token, except the one word that is not. */
const abandonedToken = /(\/abandoned-carts\/)(?!settings(?:[/?]|$))[^/?]+/
const redirectToken = /\b[0-9a-f]{64}\b/gi
const tokenParameter = /([?&](?:t|token)=)[^&]*/g

/** The same call without the token of the link, redirect tokens and e-mail addresses. */
export function maskSecrets(call: Call): Call {
  const path = maskText(call.path.replace(abandonedToken, '$1[token]').replace(tokenParameter, '$1[token]'))
  return { ...call, path, ...(call.body !== undefined && { body: maskValue(call.body) }) }
}

function maskText(text: string): string {
  return text.replace(redirectToken, '[token]').replace(emailAddress, '[email]')
}

function maskValue(value: unknown): unknown {
  if (typeof value === 'string') return maskText(value)
  if (Array.isArray(value)) return value.map(maskValue)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, /token|secret/i.test(key) ? '[token]' : maskValue(inner)]),
  )
}
