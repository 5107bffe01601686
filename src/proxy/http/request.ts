import type { Context, MiddlewareHandler } from 'hono'
import { cors } from 'hono/cors'
import type * as z from 'zod'
import { RecoveryError } from '../adapter/errors.ts'
import { NotUtf8Error, readRequestText, TooLargeError } from '../adapter/upstream/read-body.ts'
import type { Channel } from '../config.ts'
import { CallerLeftError } from './caller-left.ts'

/** Enough for a request with the most lines that the contract allows. */
export const bodyLimitBytes = 64 * 1024

/** Enough for an order of several thousand lines. Only once a delivery was read whole can its signature be checked. */
export const webhookLimitBytes = 1024 * 1024

const readBefore = 'the body was read before it came here: mount the proxy before what parses bodies'

/** A refusal names this many mistakes at most. */
const maxViolations = 10

/**
 * Headers of every answer: it may not be cached, framed, sniffed for another type, or leak its address as a referrer. A page has
 * a policy of its own.
 */
export function withAnswerHeaders(response: Response, isHttps: boolean): Response {
  const { headers } = response
  headers.set('cache-control', 'no-store')
  if (!headers.has('content-security-policy')) {
    headers.set('content-security-policy', "default-src 'none'; frame-ancestors 'none'; base-uri 'none'")
    headers.set('referrer-policy', 'no-referrer')
  }
  headers.set('x-content-type-options', 'nosniff')
  if (isHttps) headers.set('strict-transport-security', 'max-age=31536000')
  return response
}

/**
 * CORS for the widget's routes. A page whose origin is not listed passes the preflight and may read its refusal, so that its
 * developer sees why. `requireOrigin` then refuses every request from it.
 */
export function widgetCors(channelsByOrigin: ReadonlyMap<string, unknown>): MiddlewareHandler {
  const origin = (asking: string) => (channelsByOrigin.has(asking) ? asking : '*')
  const preflight = cors({
    origin,
    allowMethods: ['POST', 'PUT'],
    allowHeaders: ['content-type', 'idempotency-key'],
    maxAge: 600,
  })
  return async (c, next) => {
    if (c.req.method === 'OPTIONS') return preflight(c, next)
    await next()
    // The middleware of `cors` sets these before, and so makes every answer twice.
    const { headers } = c.res
    headers.set('access-control-allow-origin', origin(c.req.header('origin') ?? ''))
    headers.set('access-control-expose-headers', 'retry-after')
    headers.append('vary', 'Origin')
  }
}

/** The sales channels that the request's origin belongs to, by id. Throws `origin-not-allowed`. */
export function requireOrigin(
  c: Context,
  channelsByOrigin: ReadonlyMap<string, Map<string, Channel>>,
): Map<string, Channel> {
  const channels = channelsByOrigin.get(c.req.header('origin') ?? '')
  if (channels) return channels
  const detail = "send the request from a page whose origin is listed in the channel's `origins`"
  throw new RecoveryError('origin-not-allowed', { detail })
}

/** 8 to 128 visible ASCII characters: what a header can hold, and long enough to be no other tap's. */
export const isIdempotencyKey = (text: string): boolean => /^[\x21-\x7e]{8,128}$/.test(text)

/** The key that all attempts of one tap have in common. Throws `idempotency-key-missing`. */
export function requireIdempotencyKey(c: Context): string {
  const key = c.req.header('idempotency-key') ?? ''
  if (isIdempotencyKey(key)) return key
  throw new RecoveryError('idempotency-key-missing', { detail: 'the header needs 8 to 128 visible ASCII characters' })
}

/**
 * The body as the endpoint's schema has it. Throws `unsupported-media-type`, `request-too-large`, or `invalid-request` with the
 * names of the fields at fault.
 */
export async function requireBody<Schema extends z.ZodType>(c: Context, schema: Schema): Promise<z.infer<Schema>> {
  if (!isJson(c.req.raw.headers)) throw new RecoveryError('unsupported-media-type')
  const text = await readRequest(c.req.raw)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new RecoveryError('invalid-request', { detail: 'the body is not JSON' })
  }
  return parse(schema, value, 'the body')
}

/** Whether the content type is JSON: a form of another site cannot send that. */
export function isJson(headers: Headers): boolean {
  const [type = ''] = (headers.get('content-type') ?? '').split(';')
  return type.trim().toLowerCase() === 'application/json'
}

/** The `:parts` of the path as the schema has them. Throws `invalid-request`, and names the part. */
export function requireParams<Schema extends z.ZodType>(c: Context, schema: Schema): z.infer<Schema> {
  return parse(schema, c.req.param(), 'the path')
}

/** The query as the schema has it. Throws `invalid-request`, and names the parameter. */
export function requireQuery<Schema extends z.ZodType>(c: Context, schema: Schema): z.infer<Schema> {
  return parse(schema, c.req.query(), 'the query')
}

function parse<Schema extends z.ZodType>(schema: Schema, value: unknown, whole: string): z.infer<Schema> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const issues = result.error.issues.flatMap(ofNearestShape)
  const violations = issues.slice(0, maxViolations).map((issue) => {
    const isMissing = issue.code === 'invalid_type' && issue.path.length > 0 && valueAt(value, issue.path) === undefined
    return `${issue.path.join('.') || whole}: ${isMissing ? 'is missing' : describeIssue(issue)}`
  })
  throw new RecoveryError('invalid-request', { detail: violations.join('; ') })
}

/** Of a value that may have one of several shapes, what it lacks of the one that it comes nearest to. */
function ofNearestShape(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union') return [issue]
  const [nearest] = [...issue.errors].sort((one, other) => one.length - other.length)
  return nearest?.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })) ?? [issue]
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce((at: unknown, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key], value)
}

// zod's own messages may repeat the caller's keys and values; these do not.
function describeIssue(issue: z.core.$ZodIssue | undefined): string {
  switch (issue?.code) {
    case 'unrecognized_keys':
      return 'has a key that this endpoint does not know'
    case 'invalid_type':
      return `must be ${issue.expected === 'int' ? 'a whole number' : `of type ${issue.expected}`}`
    case 'too_big':
      return `must be at most ${issue.maximum}`
    case 'too_small':
      return `must be at least ${issue.minimum}`
    case 'custom':
      return issue.message
    default:
      return 'is not as documented'
  }
}

/**
 * The body of a request as text. Throws `request-too-large`, `invalid-request` where it is not UTF-8, and `CallerLeftError` where
 * it broke off.
 */
export async function readRequest(request: Request, limitBytes = bodyLimitBytes): Promise<string> {
  if (request.bodyUsed) throw new RecoveryError('invalid-request', { detail: readBefore })
  try {
    return await readRequestText(request, limitBytes)
  } catch (error) {
    if (error instanceof TooLargeError) throw new RecoveryError('request-too-large')
    if (error instanceof NotUtf8Error) throw new RecoveryError('invalid-request', { detail: 'the body is not UTF-8' })
    // What `bodyUsed` does not say: on Node a framework may read a body before a `Request` is made of it.
    if (error instanceof TypeError && /unusable/.test(error.message))
      throw new RecoveryError('invalid-request', { detail: readBefore })
    // Whatever a runtime calls it, a body that cannot be read to its end was not sent to its end.
    throw new CallerLeftError(error)
  }
}
