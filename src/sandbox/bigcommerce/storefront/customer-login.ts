import { verify } from 'hono/jwt'

import { answerNotice } from '../../hosted-pages/page-layout.ts'
import { leadTo } from '../../hosted-pages/site.ts'
import type { SandboxContext } from '../../sandbox-context.ts'
import type { Cart } from '../../world/cart.ts'
import { stableHex } from '../../world/stable-id.ts'

const cookieName = 'SHOP_SESSION_TOKEN'

/** A token is good for so long after it was made, and its maker's clock may be ahead by as much. */
const lifetimeSeconds = 30

/**
 * Signs a customer in by a token of the Customer Login API, once, and leads on to a path of the storefront. Whatever is
 * wrong with the token leads to the sign-in page. Source: docs/start/authentication/customer-login.mdx.
 */
export async function answerCustomerLogin(token: string, context: SandboxContext, prefix: string): Promise<Response> {
  const { clientSecret } = context.world.accounts.bigcommerce
  // Its times are checked below, because the library compares them with the real clock alone.
  const claims = await verify(token, clientSecret, { alg: 'HS256', exp: false, iat: false, nbf: false }).catch(
    () => undefined,
  )
  const customer = claims && readCustomer(claims, context)
  if (!customer) return leadTo(302, `${prefix}/login.php`)
  context.world.bigcommerce.usedLogins.push(String(claims.jti))
  const target = String(claims.redirect_to ?? `${prefix}/account.php`)
  return withSession(leadTo(302, target), customer, context)
}

export function answerLoginPage(): Promise<Response> {
  return answerNotice(200, 'Sign in', 'We could not sign you in by this link. Go back to the shop and try once more.')
}

/** Whether the browser may see the checkout of a cart: of a guest's anybody, of a customer's that customer alone. */
export function isSignedInFor({ customerId, channelId }: Cart, cookies: string, { world }: SandboxContext): boolean {
  if (customerId === 0) return true
  const id = new RegExp(`(?:^|; )${cookieName}=([0-9a-f]+)`).exec(cookies)?.[1]
  const session = world.bigcommerce.customerSessions.find((candidate) => candidate.id === id)
  return session?.customerId === customerId && String(session.channelId) === channelId
}

/** The answer, with a new session of the customer on this storefront. */
export function withSession(
  response: Response,
  customer: { customerId: number; channelId: number },
  { world }: SandboxContext,
): Response {
  const id = stableHex(`customer/${world.nextId++}`, 32)
  world.bigcommerce.customerSessions.push({ id, ...customer })
  response.headers.append('Set-Cookie', `${cookieName}=${id}; Path=/; HttpOnly; SameSite=Lax`)
  return response
}

function readCustomer(claims: Record<string, unknown>, { world, clock }: SandboxContext) {
  const { clientId, storeHash } = world.accounts.bigcommerce
  const { iss, iat, jti, operation, store_hash, customer_id, channel_id = 1, redirect_to = '/' } = claims
  // A caller's library stamps with the clock of the machine, which the sandbox's may have left.
  const isFresh = [clock(), Date.now()].some((now) => Math.abs(now / 1000 - Number(iat)) <= lifetimeSeconds)
  const isUnused = typeof jti === 'string' && jti !== '' && !world.bigcommerce.usedLogins.includes(jti)
  const isOurs = iss === clientId && operation === 'customer_login' && store_hash === storeHash
  const isPath = typeof redirect_to === 'string' && /^\/(?!\/)/.test(redirect_to)
  const isKnown = world.carts.some(({ customerId }) => customerId > 0 && customerId === customer_id)
  if (!isFresh || !isUnused || !isOurs || !isPath || !isKnown || !Number.isSafeInteger(channel_id)) return undefined
  return { customerId: Number(customer_id), channelId: Number(channel_id) }
}
