import type { CheckUpRequest, Finding } from '../adapter/messaging-ports.ts'
import type { ProxyConfig } from '../config.ts'

/** One finding for each placeholder that is still configured, with every key that has it. */
export function placeholderFindings(config: ProxyConfig, placeholders: readonly string[]): Finding[] {
  const addresses = addressesOf(config)
  return placeholders.flatMap((placeholder) => {
    const keys = addresses.filter(([, url]) => hasOrigin(url, placeholder)).map(([key]) => key)
    if (keys.length === 0) return []
    return [toPlaceholderFinding(placeholder, keys)]
  })
}

export function toPlaceholderFinding(placeholder: string, keys: readonly string[]): Finding {
  return {
    check: 'config',
    subject: `the placeholder ${placeholder}`,
    ok: false,
    detail: `It still stands in ${[...new Set(keys)].join(', ')}: write your shop's own there.`,
  }
}

/**
 * The channels without placeholders. A channel whose page is one is left out, because no finding about it would mean
 * anything.
 */
export function withoutPlaceholders(
  channels: CheckUpRequest['channels'],
  placeholders: readonly string[],
): CheckUpRequest['channels'] {
  const isPlaceholder = (url: string) => placeholders.some((placeholder) => hasOrigin(url, placeholder))
  const known = Object.entries(channels).filter(([, { recoveryPageUrl }]) => !isPlaceholder(recoveryPageUrl))
  return Object.fromEntries(
    known.map(([id, { checkoutOrigins, ...channel }]) => {
      const isSet = checkoutOrigins && !checkoutOrigins.some(isPlaceholder)
      return [id, { ...channel, ...(isSet && { checkoutOrigins }) }]
    }),
  )
}

export const hasOrigin = (url: string, origin: string): boolean => new URL(url).origin === origin

/** Every address of the configuration, with its key. */
function addressesOf({ publicUrl, channels, merchant }: ProxyConfig): [key: string, url: string][] {
  const ofChannels = Object.entries(channels).flatMap(([id, { origins, recoveryPageUrl, shopUrl, checkoutOrigins }]) =>
    Object.entries({ origins, recoveryPageUrl: [recoveryPageUrl], shopUrl: [shopUrl], checkoutOrigins }).flatMap(
      ([key, urls]) => urls.map((url): [string, string] => [`channels.${id}.${key}`, url]),
    ),
  )
  const ofMerchant = (merchant?.origins ?? []).map((url): [string, string] => ['merchant.origins', url])
  return [['publicUrl', publicUrl], ...ofChannels, ...ofMerchant]
}
