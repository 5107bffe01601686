import type { SandboxContext } from '../../sandbox-context.ts'
import { stableHex, stableUuid } from '../../world/stable-id.ts'
import type { VesuvioPaySession } from '../state.ts'

/** Signs a customer in and gives the token. The lifetime is not documented; the account sets it. */
export function issueToken(phone: string, context: SandboxContext): string {
  const { world, clock } = context
  const issuedAt = Math.floor(clock() / 1000)
  const expiresAt = issuedAt + world.accounts.vesuviopay.tokenLifetimeSeconds
  const seed = `vesuviopay/session/${world.nextId++}`
  const isOpaque = context.readings.get('vesuviopayTokenForm') === 'opaque'
  const token = isOpaque ? stableHex(seed, 48) : jwt(seed, phone, issuedAt, expiresAt)
  world.vesuviopay.sessions.push({ token, phone, expiresAt: expiresAt * 1000 })
  return token
}

export function findSession(token: string, { world }: SandboxContext): VesuvioPaySession | undefined {
  return world.vesuviopay.sessions.find((session) => session.token === token)
}

/** The id of a customer, in tokens and events. */
export function customerIdOf(phone: string): string {
  return stableUuid(`vesuviopay/customer/${phone}`)
}

/** A token in the form of a JWT. Its signature is filler: the sandbox looks its tokens up. */
function jwt(seed: string, phone: string, issuedAt: number, expiresAt: number): string {
  const claims = {
    sub: customerIdOf(phone),
    jti: stableUuid(seed),
    phone_number_verified: true,
    iat: issuedAt,
    exp: expiresAt,
  }
  return [encode({ alg: 'HS256', typ: 'JWT' }), encode(claims), stableHex(seed, 43)].join('.')
}

function encode(part: object): string {
  return btoa(JSON.stringify(part)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
}
