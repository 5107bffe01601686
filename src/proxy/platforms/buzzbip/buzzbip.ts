// Entry: the adapter for Buzzbip.
import * as z from 'zod'
import {
  ApiUrl,
  checkOptions,
  createUpstream,
  Fetch,
  HeaderValue,
  type Platform,
  type ReportPort,
  toRetryAfter,
  type Upstream,
  UpstreamError,
} from '../../adapter/index.ts'
import { checkUpPort } from './check-up.ts'
import { type BuzzbipFields, toBody } from './to-wire.ts'
import { createTokenSource, type TokenSource } from './token-source.ts'
import { toErrorCode, toRefusalStatus, WireAccepted, WireToken } from './wire.ts'

export interface BuzzbipOptions {
  /** Of an account with API access. */
  username: string
  /** It never leaves the server. */
  password: string
  /** What the log-in calls the user name; no page documents it. @default `username`, and `email` where that is refused */
  usernameField?: 'username' | 'email'
  /** @default 'https://app.buzzbip.com' */
  apiUrl?: string
  /** @default '/api/login_check' */
  loginPath?: string
  /** Its last slash belongs to it. @default '/api/v1/cart/' */
  cartPath?: string
  /** For accounts that are connected to a shop: sent with every call where set. */
  pluginHeaders?: { apiKey?: string; platformType?: string; baseUri?: string }
  /** How the automation writes, and so what a shopper must have agreed to. @default 'whatsapp' */
  channel?: 'whatsapp' | 'sms'
  /** `split` sends national number and calling code, `e164` one number. @default 'split' */
  phone?: 'split' | 'e164'
  /** What the fields of a report are called. */
  fields?: BuzzbipFields
  /** @default globalThis.fetch */
  fetch?: typeof globalThis.fetch
  /** Milliseconds since 1970. @default Date.now */
  clock?: () => number
}

const Path = z.string().regex(/^\/?[\w-]+(\/[\w-]+)*\/?$/, { error: 'must be a path such as /api/v1/cart/' })
const Field = z.string().regex(/^\w{1,40}$/, { error: 'must be the name of a field' })
const Leavable = z.union([Field, z.literal(false)], { error: 'must be the name of a field, or false' })
const Secret = z.string().min(1, { error: 'must not be empty' })

const Fields = z
  .strictObject({
    cartId: Field.default('cart_id'),
    messageId: Leavable.default('message_id'),
    total: Field.default('total'),
    currency: Leavable.default('currency'),
    phoneNumber: Leavable.default('phone_number'),
    countryCode: Leavable.default('country_code'),
    firstName: Leavable.default('firstname'),
    link: Leavable.default('cart_url'),
  })
  .refine((fields) => areDifferent(Object.values(fields).filter(Boolean)), {
    error: 'must give each field a name of its own',
  })

const Options = z.strictObject({
  username: Secret,
  password: Secret,
  usernameField: z.enum(['username', 'email'], { error: "must be 'username' or 'email'" }).optional(),
  apiUrl: ApiUrl.default('https://app.buzzbip.com'),
  loginPath: Path.default('/api/login_check'),
  cartPath: Path.default('/api/v1/cart/'),
  pluginHeaders: z
    .strictObject({
      apiKey: HeaderValue.optional(),
      platformType: HeaderValue.optional(),
      baseUri: HeaderValue.optional(),
    })
    .default({}),
  channel: z.enum(['whatsapp', 'sms'], { error: "must be 'whatsapp' or 'sms'" }).default('whatsapp'),
  phone: z.enum(['split', 'e164'], { error: "must be 'split' or 'e164'" }).default('split'),
  fields: Fields.prefault({}),
  fetch: Fetch.optional(),
  clock: z.custom<() => number>((value) => typeof value === 'function', { error: 'must be a function' }).optional(),
})

/**
 * Buzzbip, the application API: told of an abandoned cart, its automation writes to the shopper by WhatsApp or SMS. It
 * has nothing else that a recovery needs; pair it with a platform that has carts.
 *
 * @example buzzbip({ username: process.env.BUZZBIP_USERNAME ?? '', password: process.env.BUZZBIP_PASSWORD ?? '' })
 */
export function buzzbip(options: BuzzbipOptions): Platform {
  const checked = checkOptions('buzzbip', Options, options)
  const { username, password, usernameField, apiUrl, pluginHeaders, clock = Date.now, fetch } = checked
  const { apiKey, platformType, baseUri } = pluginHeaders
  const upstream = createUpstream({
    name: 'buzzbip',
    base: `${apiUrl}/`,
    headers: {
      accept: 'application/json',
      ...(apiKey && { 'x-api-key': apiKey }),
      ...(platformType && { 'x-platform-type': platformType }),
      ...(baseUri && { 'x-base-uri': baseUri }),
    },
    fetch,
    retryAfter: (headers) => toRetryAfter(headers, clock()),
    errorCode: toErrorCode,
    refusalStatus: toRefusalStatus,
  })
  const tokens = createTokenSource({
    clock,
    async logIn(signal) {
      try {
        return await logInAs(userField, signal)
      } catch (error) {
        const isRefused = error instanceof UpstreamError && [400, 401, 403, 422].includes(error.status ?? 0)
        if (usernameField || !isRefused) throw error
        const other = userField === 'username' ? 'email' : 'username'
        const token = await logInAs(other, signal).catch(() => {
          throw error
        })
        userField = other
        return token
      }
    },
  })
  let userField: 'username' | 'email' = usernameField ?? 'username'
  function logInAs(field: string, signal: AbortSignal): Promise<string> {
    const { loginPath: route } = checked
    const body = { [field]: username, password }
    return upstream.read({ method: 'POST', path: toPath(route), route, body, answer: WireToken, signal })
  }

  return {
    name: 'buzzbip',
    title: 'Buzzbip',
    report: reportPort(upstream, tokens, checked),
    checkUp: checkUpPort(upstream, tokens),
  }
}

function reportPort(upstream: Upstream, tokens: TokenSource, options: z.output<typeof Options>): ReportPort {
  const { channel, cartPath, fields, phone } = options
  return {
    messageChannel: channel,
    async ready(signal) {
      await tokens.token(signal)
    },
    async send(report, signal) {
      const body = toBody(report, fields, phone)
      const attempt = async () => {
        const token = await tokens.token(signal)
        const headers = { authorization: `Bearer ${token}` }
        const call = { method: 'POST', path: toPath(cartPath), route: cartPath, answer: WireAccepted, signal } as const
        await upstream.write({ ...call, headers, body }).catch((error: unknown) => {
          // A token may have been made before the account got its access.
          if (error instanceof UpstreamError && error.isAccessRefused) tokens.forget(token)
          throw error
        })
      }
      await attempt().catch((error: unknown) => {
        // The token ended early, and a refused report was not taken: it is sent again, once.
        if (isTurnedAway(error)) return attempt()
        throw error
      })
    },
  }
}

/** A 401 to the report itself; a log-in that was refused is not tried again at once. */
const isTurnedAway = (error: unknown) => error instanceof UpstreamError && error.status === 401 && !error.wasNotSent

/** Relative to the address; slashes at its end stay. */
const toPath = (path: string) => path.replace(/^\//, '')

const areDifferent = (names: unknown[]) => new Set(names).size === names.length
