import { sign, verify } from 'hono/jwt'

import type { SandboxContext } from '../sandbox-context.ts'
import { BuzzbipFailure } from './failure.ts'

/** Logs an account in and gives the token. Source: /api/v1/cart, authentication: a JWT of 3600 seconds. */
export function issueToken({ world, readings, clock }: SandboxContext): Promise<string> {
  const { username, signingKey, tokenLifetimeSeconds } = world.accounts.buzzbip
  const iat = Math.floor(clock() / 1000)
  const hasExpiry = readings.get('buzzbipTokenExpiry') === 'present'
  const claims = { iat, ...(hasExpiry && { exp: iat + tokenLifetimeSeconds }), roles: ['ROLE_USER'], username }
  return sign(claims, signingKey, 'HS256')
}

/** Throws 401 unless the request has a valid token. */
export async function requireToken(request: Request, { world, clock }: SandboxContext): Promise<void> {
  const { signingKey, tokenLifetimeSeconds } = world.accounts.buzzbip
  const token = /^Bearer (\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1]
  if (token === undefined) throw new BuzzbipFailure(401, 'JWT_NOT_FOUND', 'JWT Token not found')
  // The library would compare the times with the real clock, so they are checked below.
  const claims = await verify(token, signingKey, { alg: 'HS256', exp: false, iat: false, nbf: false }).catch(
    () => undefined,
  )
  if (!claims) throw new BuzzbipFailure(401, 'JWT_INVALID', 'Invalid JWT Token')
  const endsAt = claims.exp ?? (claims.iat ?? 0) + tokenLifetimeSeconds
  if (clock() / 1000 >= endsAt) throw new BuzzbipFailure(401, 'JWT_EXPIRED', 'Expired JWT Token')
}
