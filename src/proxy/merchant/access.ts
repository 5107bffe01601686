import type { Context, MiddlewareHandler } from 'hono'
import { cors } from 'hono/cors'

import type { EndedSession, MerchantSession } from '../../contract/index.ts'
import { RecoveryError } from '../adapter/errors.ts'
import type { ProxyConfig } from '../config.ts'
import type { StoreContext } from '../context.ts'
import { bearerOf, isSameSecret } from '../http/bearer.ts'
import type { ProxyEnv } from '../http/proxy-env.ts'
import { requireKnownKey } from '../limits/wrong-keys.ts'
import { digestOf } from '../sealing/digest.ts'

const sessionMs = 15 * 60_000

/** Which keys open the merchant's routes, and from which pages. */
export interface MerchantAccess {
  /** Keys by name. */
  keys: Record<string, string>
  /** Pages of the console, compared whole. A program sends no origin and needs none. */
  origins: readonly string[]
}

/** The configured keys and pages. The console may also stand on the proxy's own origin. */
export function toMerchantAccess(
  { keys, origins = [] }: NonNullable<ProxyConfig['merchant']>,
  publicUrl: string,
): MerchantAccess {
  return { keys, origins: [...origins, new URL(publicUrl).origin] }
}

/** CORS for the merchant's routes. An origin that is not listed gets no answer it can read. */
export function merchantCors({ origins }: MerchantAccess): MiddlewareHandler {
  return cors({
    origin: (origin) => (origins.includes(origin) ? origin : null),
    allowMethods: ['GET', 'POST', 'PUT', 'DELETE'],
    allowHeaders: ['authorization', 'content-type', 'idempotency-key'],
    exposeHeaders: ['retry-after'],
    maxAge: 600,
  })
}

interface SealedMerchantSession {
  keyName: string
  /** Digest of the key that it was made from: removing or replacing the key ends its sessions. */
  digest: string
}

/**
 * The name of the merchant key that a request is made with: the key itself, or, unless `requiresKey`, a session made from
 * it. Throws `origin-not-allowed`, `unauthorized`, and `busy` for an address that tried too many keys.
 */
export async function requireMerchant(
  c: Context<ProxyEnv>,
  context: StoreContext,
  access: MerchantAccess,
  requiresKey = false,
): Promise<string> {
  const { sealer, stateStore } = context
  const origin = c.req.header('origin')
  if (origin !== undefined && !access.origins.includes(origin)) {
    throw new RecoveryError('origin-not-allowed', { detail: 'list the page in `merchant.origins`' })
  }
  const bearer = bearerOf(c)
  const opened = await sealer.open<SealedMerchantSession>('merchant', bearer)
  if (opened.status === 'open' && !requiresKey) {
    const { keyName: sessionKey, digest } = opened.payload
    const key = Object.hasOwn(access.keys, sessionKey) ? access.keys[sessionKey] : undefined
    const isCurrent = key !== undefined && (await digestOf(key)) === digest
    if (isCurrent && (await stateStore.get(await endedKey(bearer))) === undefined) return sessionKey
  }
  if (opened.status === 'invalid' && bearer !== '') {
    const caller = { address: c.env.address, route: c.get('route') ?? 'none', keyKind: 'merchant key' }
    return requireKnownKey(context, caller, () => findKey(bearer, access.keys))
  }
  const detail = opened.status === 'invalid' ? 'send Authorization: Bearer with a merchant key' : 'the session is over'
  throw new RecoveryError('unauthorized', { detail })
}

/** Ends the session before its time. A key has no session to end. */
export async function closeMerchantSession({ stateStore, clock }: StoreContext, bearer: string): Promise<EndedSession> {
  await stateStore.set(await endedKey(bearer), '1', sessionMs)
  return { endedAt: new Date(clock()).toISOString() }
}

const endedKey = async (bearer: string) => `ended-session:${await digestOf(bearer)}`

/** Makes a session from a merchant key, so that a page need not keep the key itself. It ends after 15 minutes. */
export async function openMerchantSession(
  { sealer, clock }: StoreContext,
  keyName: string,
  { keys }: MerchantAccess,
): Promise<MerchantSession> {
  const session: SealedMerchantSession = { keyName, digest: await digestOf(keys[keyName] ?? '') }
  const token = await sealer.seal('merchant', session, sessionMs)
  return { token, expiresAt: new Date(clock() + sessionMs).toISOString() }
}

/** The name of the key that was sent. All are compared, so that the time taken reveals nothing about a key. */
async function findKey(bearer: string, keys: Record<string, string>): Promise<string | undefined> {
  let found: string | undefined
  for (const [name, key] of Object.entries(keys)) if (await isSameSecret(bearer, key)) found = name
  return found
}
