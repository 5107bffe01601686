import type { Context, MiddlewareHandler } from 'hono'
import { cors } from 'hono/cors'
import { base64url } from 'jose'

import type { MerchantSession } from '../../contract/index.ts'
import { RecoveryError } from '../adapter/errors.ts'
import type { StoreContext } from '../context.ts'

const sessionMs = 15 * 60_000

/** Who may use the merchant's routes, and from which pages. */
export interface MerchantAccess {
  /** Keys by name. */
  keys: Record<string, string>
  /** Pages of the console, compared whole. A program sends no origin and needs none. */
  origins: readonly string[]
}

export function merchantCors({ origins }: MerchantAccess): MiddlewareHandler {
  return cors({
    origin: (origin) => (origins.includes(origin) ? origin : null),
    allowMethods: ['GET', 'POST', 'PUT'],
    allowHeaders: ['authorization', 'content-type', 'idempotency-key'],
    exposeHeaders: ['retry-after'],
    maxAge: 600,
  })
}

interface SealedSession {
  name: string
  /** Of the key it was made from: a key that is taken away or replaced takes its sessions with it. */
  digest: string
}

/**
 * The name of the key a request carries, or, unless `isKeyNeeded`, of the one its session was made from. Throws
 * `unauthorized`.
 */
export async function requireMerchant(
  c: Context,
  { sealer }: StoreContext,
  access: MerchantAccess,
  isKeyNeeded = false,
): Promise<string> {
  const origin = c.req.header('origin')
  if (origin !== undefined && !access.origins.includes(origin)) {
    throw new RecoveryError('origin-not-allowed', { detail: 'list the page in `merchant.origins`' })
  }
  const [, bearer = ''] = /^Bearer (\S{1,4096})$/i.exec(c.req.header('authorization') ?? '') ?? []
  const name = await findKey(bearer, access.keys)
  if (name !== undefined) return name
  const opened = await sealer.open<SealedSession>('merchant', bearer)
  if (opened.status === 'open' && !isKeyNeeded) {
    const { name: owner, digest } = opened.payload
    const key = Object.hasOwn(access.keys, owner) ? access.keys[owner] : undefined
    if (key !== undefined && (await digestOf(key)) === digest) return owner
  }
  const detail = opened.status === 'expired' ? 'the session is over' : 'send Authorization: Bearer with a merchant key'
  throw new RecoveryError('unauthorized', { detail })
}

export async function openMerchantSession(
  { sealer, clock }: StoreContext,
  name: string,
  { keys }: MerchantAccess,
): Promise<MerchantSession> {
  const session: SealedSession = { name, digest: await digestOf(keys[name] ?? '') }
  const token = await sealer.seal('merchant', session, sessionMs)
  return { token, expiresAt: new Date(clock() + sessionMs).toISOString() }
}

/** Compares digests, so that how long it takes says nothing about a key. */
async function findKey(bearer: string, keys: Record<string, string>): Promise<string | undefined> {
  const sent = await digestOf(bearer)
  let found: string | undefined
  for (const [name, key] of Object.entries(keys)) if ((await digestOf(key)) === sent) found = name
  return found
}

async function digestOf(text: string): Promise<string> {
  return base64url.encode(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))))
}
