import type { Context, MiddlewareHandler } from 'hono'
import { cors } from 'hono/cors'
import type * as z from 'zod'

import type { Channel } from './config.ts'
import { RecoveryError } from './errors.ts'

/** More than 500 chosen lines need; anything longer is not ours. */
export const bodyLimitBytes = 64 * 1024

/** Said with every answer: nothing is kept, nothing is framed, nothing is guessed. */
export function withAnswerHeaders(response: Response, isHttps: boolean): Response {
  const { headers } = response
  headers.set('cache-control', 'no-store')
  headers.set('content-security-policy', "default-src 'none'; frame-ancestors 'none'; base-uri 'none'")
  headers.set('referrer-policy', 'no-referrer')
  headers.set('x-content-type-options', 'nosniff')
  if (isHttps) headers.set('strict-transport-security', 'max-age=31536000')
  return response
}

/**
 * CORS for the widget's routes. A page that is not listed is let through the preflight and may read its refusal, so
 * that its developer sees why; it never gets further than that.
 */
export function widgetCors(channelsByOrigin: ReadonlyMap<string, unknown>): MiddlewareHandler {
  return cors({
    origin: (origin) => (channelsByOrigin.has(origin) ? origin : '*'),
    allowMethods: ['POST'],
    allowHeaders: ['content-type', 'idempotency-key'],
    exposeHeaders: ['retry-after'],
    maxAge: 600,
  })
}

/** The channels whose pages may call from this origin. Throws `origin-not-allowed`. */
export function requireOrigin(
  c: Context,
  channelsByOrigin: ReadonlyMap<string, Map<string, Channel>>,
): Map<string, Channel> {
  const channels = channelsByOrigin.get(c.req.header('origin') ?? '')
  if (channels) return channels
  const detail = "send the request from a page whose origin is listed in the channel's `origins`"
  throw new RecoveryError('origin-not-allowed', { detail })
}

/** Every write says which tap it belongs to. Throws `idempotency-key-missing`. */
export function requireIdempotencyKey(c: Context): string {
  const key = c.req.header('idempotency-key') ?? ''
  if (/^[\x21-\x7e]{8,128}$/.test(key)) return key
  throw new RecoveryError('idempotency-key-missing', { detail: 'the header needs 8 to 128 visible ASCII characters' })
}

/** The body as the endpoint's schema has it. Throws 415, 413 or 400, and names the field. */
export async function requireBody<Schema extends z.ZodType>(c: Context, schema: Schema): Promise<z.infer<Schema>> {
  const [type = ''] = (c.req.header('content-type') ?? '').split(';')
  if (type.trim().toLowerCase() !== 'application/json') throw new RecoveryError('unsupported-media-type')
  const text = await readText(c.req.raw)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new RecoveryError('invalid-request', { detail: 'the body is not JSON' })
  }
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const [issue] = result.error.issues
  throw new RecoveryError('invalid-request', { detail: `${issue?.path.join('.') || 'the body'}: ${toWords(issue)}` })
}

// zod's own sentences may quote the caller's keys and values; these do not.
function toWords(issue: z.core.$ZodIssue | undefined): string {
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

/** Stops at the limit however the body arrives, declared or in chunks. */
async function readText(request: Request): Promise<string> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength
    if (length > bodyLimitBytes) throw new RecoveryError('request-too-large')
    chunks.push(chunk)
  }
  return new TextDecoder().decode(await new Blob(chunks as BlobPart[]).arrayBuffer())
}
