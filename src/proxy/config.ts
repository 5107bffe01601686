import * as z from 'zod'

import { isLoopback } from '../contract/index.ts'
import { ConfigError } from './adapter/errors.ts'
import type { Platform } from './adapter/platform.ts'
import type { PlatformFetch } from './adapter/upstream/platform-fetch.ts'
import { limitNames } from './limits/limit-table.ts'
import type { Log } from './log.ts'
import type { StateStore } from './stores/state-store.ts'

const Origin = z.string().refine((text) => URL.canParse(text) && new URL(text).origin === text, {
  error: 'must be an origin such as https://shop.example, without a path',
})
const WebUrl = z.url({ protocol: /^https?$/, error: 'must be an absolute http(s) URL' })
const WebAddress = z.string().regex(/^(https?:\/)?\/[^/\s]\S*$/, {
  error: 'must be an absolute path, or an http(s) URL',
})
const Key = z.string().regex(/^[\w-]{43}$/, {
  error: `must be 32 random bytes in base64url: node -p "crypto.randomBytes(32).toString('base64url')"`,
})

const ContactAddress = z.union(
  [z.string().regex(/^\+[1-9]\d{6,14}$/), z.email(), z.string().regex(/^[a-z][\w-]*:[\w-]+$/)],
  {
    error:
      'must be a phone number such as +4915112345678, an e-mail address, or what stands for one, such as vendure:7',
  },
)

/** One sales channel of a store: a site of its own, with its own pages. */
export const Channel = z.strictObject({
  /** Pages that may use the widget. Compared whole: scheme, host and port. */
  origins: z.array(Origin).min(1),
  /** The page that messages lead to, by way of the proxy's `/open` where that is on the same origin. */
  recoveryPageUrl: WebUrl,
  /** Where "Keep shopping" leads, and what product addresses are made from. */
  shopUrl: WebUrl,
  /** Where a checkout may be. A platform's answer that leads elsewhere is refused. */
  checkoutOrigins: z.array(Origin).min(1),
  /** BCP 47, for messages. */
  locale: z.string().optional(),
  /**
   * The shop vouches for its signed-in customers (`sealCustomer`), so that links to their carts open. Without it no link to
   * such a cart is made, and no message about it is sent. Default false.
   */
  accountCarts: z.boolean().optional(),
})
export type Channel = z.infer<typeof Channel>

/** When shoppers may have a text message sent: a code, or the link of a checkout by text. */
const SmsOptions = z.strictObject({
  /** False stops all of them, and nothing that needs one is offered. Default true. */
  enabled: z.boolean().optional(),
  /** ISO 3166 codes of the countries that codes may be sent to, the shop's own first: the form begins with it. Required where a platform sends codes. */
  countries: z
    .array(z.string().regex(/^[A-Z]{2}$/, { error: 'must be an ISO 3166 code such as DE' }))
    .min(1, { error: 'must list a country such as DE; `sms: { enabled: false }` sends no text messages' })
    .optional(),
})

/** Other figures for the limits of docs/configuration.md. */
const LimitOptions = z.partialRecord(z.enum(limitNames, { error: 'is not a known limit' }), z.int().min(0))

/** The shop's own service, which tells shoppers what is back in stock: docs/back-in-stock.md. */
const NotifyConfig = z.strictObject({
  /** Where it takes the webhook. */
  url: WebUrl.refine((text) => !new URL(text).username, { error: 'must hold no user name or password' }),
  /** Signs the webhook, as Standard Webhooks say. */
  secret: z.string().regex(/^whsec_[A-Za-z0-9+/]{32,86}={0,2}$/, {
    error: `must be whsec_ and 24 to 64 random bytes in base64: node -p "'whsec_' + crypto.randomBytes(32).toString('base64')"`,
  }),
  /** How often the stock is read for those who wait. Default 600, ten minutes. */
  everySeconds: z.int().min(1).max(86_400).optional(),
  /** Replaces the global `fetch`. */
  fetch: z.custom<PlatformFetch>((value) => typeof value === 'function', { error: 'must be a function' }).optional(),
})

/** Keys and pages of the merchant's routes. Without them those routes are off. */
const MerchantOptions = z.strictObject({
  /** A key per person or service, by a name that the log may hold: made like a sealing key. */
  keys: z.record(
    z.string().regex(/^[a-z0-9-]{1,40}$/, { error: 'must be named with 1 to 40 small letters, digits or hyphens' }),
    Key,
  ),
  /** Pages that the console runs on. */
  origins: z.array(Origin).optional(),
})

/** The recovery page that the proxy serves itself, at `/link`. Without a script it works by forms alone. */
export const HostedOptions = z.strictObject({
  /** The shop's name, in the page's header. */
  name: z.string().min(1).max(80).optional(),
  /** Address of the drop-in script. Default: none; `serve` brings it along. */
  script: WebAddress.optional(),
  /** Address of the shop's own style sheet. */
  stylesheet: WebAddress.optional(),
})
export type HostedOptions = z.infer<typeof HostedOptions>

/** What of the configuration is plain data. */
const ConfigData = z.strictObject({
  /** Names the store in the log and in everything that is sealed. */
  store: z.string().regex(/^[a-z0-9-]{1,40}$/, { error: 'must be 1 to 40 small letters, digits or hyphens' }),
  /** Where browsers reach the proxy, its path included. */
  publicUrl: WebUrl,
  /** The first seals, all of them open: put a new key in front, and drop an old one after 30 days. */
  keys: z.array(Key).min(1),
  /**
   * The ledger's records are found by it. It never changes, so that retiring a sealing key forgets no refusal. Default: the
   * first of `keys`.
   */
  ledgerKey: Key.optional(),
  /** By the platform's channel id. */
  channels: z.record(z.string().regex(/^\w{1,40}$/), Channel),
  sms: SmsOptions.optional(),
  limits: LimitOptions.optional(),
  /**
   * Tells the shop's own service once a line is back in stock that a shopper wants to know of. Needs a state store that outlives
   * the process. Default: "Notify me" is not offered, unless a platform keeps such a list.
   */
  notify: NotifyConfig.optional(),
  /**
   * How many proxies of your own stand before this one and add to `X-Forwarded-For`: limits by address count the address that the
   * outermost of them saw. With too large a number a caller could write that address itself. Default 0: what the server says.
   */
  trustedHops: z.int().min(0).max(10).optional(),
  merchant: MerchantOptions.optional(),
  hosted: HostedOptions.optional(),
  /** Opens what the shop's own server may ask: `/adopt` and `/seal-customer`. Without it both are off. */
  serverKey: Key.optional(),
  /**
   * The shop makes recovered carts its own: by `/adopt`, or by `proxy.adopt` in the same process. The widget gets codes for it,
   * and with `adopt-url` hands them to the shop. Default false.
   */
  adopt: z.boolean().optional(),
  /**
   * What becomes of the recovered cart once its lines were ordered in another cart. `delete-cart` takes out what was ordered, as
   * far as that is known, and deletes the cart if nothing is left. A cart that is kept could be ordered a second time. Default
   * `keep`.
   */
  afterOrder: z.enum(['keep', 'delete-cart'], { error: "must be 'keep' or 'delete-cart'" }).optional(),
  /**
   * The only phone numbers (E.164), e-mail addresses and `addressId`s of contacts that reports and reminders may be about, for the
   * first hour with a real store. Every other message is withheld as `contact-not-allowed`; an empty list withholds all. It does not limit the
   * codes that shoppers ask for by text message, nor what platforms send by themselves. Default: no limit.
   */
  allowContacts: z.array(ContactAddress).optional(),
  /** Allows reports, reminders and webhooks without a store that outlives the process: for the demo and tests. */
  volatileLedger: z.boolean().optional(),
  /**
   * Adds what a platform answered to log lines about its failures: without addresses, numbers, tokens and names, but in its
   * own words. For development and the first hour with a real store. Default false.
   */
  debug: z.boolean().optional(),
  /** Allows `http:` addresses of this machine. */
  insecureLoopback: z.boolean().optional(),
})

/** Everything a store owner configures for one store. */
export interface ProxyConfig extends z.infer<typeof ConfigData> {
  /** The first that has a port answers for it. */
  platforms: Platform[]
  /** @default in memory: for one instance, and forgotten when it stops */
  stateStore?: StateStore
  /** Milliseconds since 1970. @default Date.now */
  clock?: () => number
  /** @default warnings and errors on the console. `silentLog` writes nothing; pino, or any object of its shape, writes all. */
  log?: Log
}

/** Returns the configuration as it is. Throws one `ConfigError` that names every key at fault, and quotes no value. */
export function checkConfig(config: ProxyConfig): ProxyConfig {
  const { platforms, stateStore, clock, log, ...data } = config
  const result = ConfigData.safeParse(data)
  const mistakes = result.success ? [] : result.error.issues.flatMap(toMistakes)
  if (!Array.isArray(platforms) || platforms.length === 0) {
    mistakes.push('platforms: must list at least one platform, such as bigcommerce({ … })')
  } else if (!platforms.some(({ recovery }) => recovery)) {
    mistakes.push('platforms: none of them can find the cart behind a link')
  }
  const sendsCodes = Array.isArray(platforms) && platforms.some(({ shopper }) => shopper?.sendCode)
  if (result.success && sendsCodes && data.sms?.enabled !== false && !data.sms?.countries) {
    mistakes.push(
      "sms.countries: must list the countries whose numbers may be sent a code, as sms: { countries: ['DE', 'AT'] }; or send none with sms: { enabled: false }",
    )
  }
  for (const [key, value] of Object.entries({ clock, log, stateStore })) {
    const fits = value === undefined || (key === 'clock' ? typeof value === 'function' : typeof value === 'object')
    if (!fits) mistakes.push(`${key}: is not a ${key}`)
  }
  if (result.success) mistakes.push(...insecureTargets(result.data))
  if (mistakes.length > 0) throw new ConfigError(mistakes.join('; '))
  return config
}

function toMistakes(issue: z.core.$ZodIssue): string[] {
  const path = issue.path.join('.')
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => `${[path, key].filter(Boolean).join('.')}: is not a known key`)
  return [`${path || 'the configuration'}: ${issue.message}`]
}

function insecureTargets({ channels, publicUrl, notify, insecureLoopback }: z.infer<typeof ConfigData>): string[] {
  const targets: [string, string][] = [['publicUrl', publicUrl]]
  if (notify) targets.push(['notify.url', notify.url])
  for (const [id, channel] of Object.entries(channels)) {
    targets.push(
      [`channels.${id}.recoveryPageUrl`, channel.recoveryPageUrl],
      [`channels.${id}.shopUrl`, channel.shopUrl],
    )
    for (const list of ['origins', 'checkoutOrigins'] as const) {
      channel[list].forEach((origin, index) => {
        targets.push([`channels.${id}.${list}.${index}`, origin])
      })
    }
  }
  return targets.flatMap(([key, url]) => {
    const { protocol, hostname } = new URL(url)
    const isLocal = isLoopback(hostname)
    if (protocol !== 'http:' || (insecureLoopback && isLocal)) return []
    return [`${key}: must be https${isLocal ? '; for a trial on this machine set insecureLoopback' : ''}`]
  })
}

/** Gives a configuration file its type. Returns the configuration unchanged, and checks nothing. */
export function defineConfig(config: ProxyConfig): ProxyConfig {
  return config
}

/** Which channels' pages may call from each origin. */
export function groupByOrigin(channels: Record<string, Channel>): Map<string, Map<string, Channel>> {
  const byOrigin = new Map<string, Map<string, Channel>>()
  for (const [id, channel] of Object.entries(channels)) {
    for (const origin of channel.origins) {
      byOrigin.set(origin, (byOrigin.get(origin) ?? new Map<string, Channel>()).set(id, channel))
    }
  }
  return byOrigin
}
