import * as z from 'zod'

import { ConfigError } from './errors.ts'

const loopback = ['127.0.0.1', 'localhost', '[::1]']

/** A platform's address: https, or http on this machine, where a sandbox may run. */
export const ApiUrl = z.string().refine(isSafeUrl, { error: 'must be an absolute https URL' })

export const Fetch = z.custom<typeof globalThis.fetch>((value) => typeof value === 'function', {
  error: 'must be a fetch function',
})

/** What goes into a header as it is. */
export const HeaderValue = z.string().regex(/^[\x21-\x7e]+$/, { error: 'must be visible ASCII without spaces' })

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

function isSafeUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, username, password } = new URL(text)
  return (protocol === 'https:' || (protocol === 'http:' && loopback.includes(hostname))) && !username && !password
}
