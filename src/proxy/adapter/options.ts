import { isSupportedCountry } from 'libphonenumber-js'
import * as z from 'zod'

import { isLoopback } from '../../contract/index.ts'
import { ConfigError } from './errors.ts'

/** A platform's address: https, or http on this machine, where a sandbox may run. A slash at its end is dropped. */
export const ApiUrl = z
  .string()
  .refine(isSafeUrl, { error: 'must be an absolute https URL' })
  .transform(withoutTrailingSlash)

/** Replaces the global `fetch`. */
export const Fetch = z.custom<typeof globalThis.fetch>((value) => typeof value === 'function', {
  error: 'must be a fetch function',
})

/** A value that is sent in a header as it is. */
export const HeaderValue = z.string().regex(/^[\x21-\x7e]+$/, { error: 'must be visible ASCII without spaces' })

/** An ISO 3166 code. */
export const CountryCode = z.string().refine(isSupportedCountry, { error: 'must be an ISO 3166 code such as DE' })

/** An ISO 4217 code. */
export const CurrencyCode = z.string().regex(/^[A-Z]{3}$/, { error: 'must be an ISO 4217 code such as EUR' })

/** An adapter's options, checked. Throws one `ConfigError` that names every key at fault; never shows a value. */
export function checkOptions<Schema extends z.ZodType>(
  platform: string,
  schema: Schema,
  options: unknown,
): z.output<Schema> {
  const result = schema.safeParse(options)
  if (result.success) return result.data
  const mistakes = result.error.issues.flatMap((issue) => {
    const path = [platform, ...issue.path].join('.')
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => `${path}.${key}: is not a known key`)
    return [`${path}: ${issue.message}`]
  })
  throw new ConfigError(mistakes.join('; '))
}

/** An address without the slashes at its end, so that a path can be appended. */
export function withoutTrailingSlash(url: string): string {
  return url.replace(/\/+$/, '')
}

function isSafeUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, username, password } = new URL(text)
  return (protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname))) && !username && !password
}
