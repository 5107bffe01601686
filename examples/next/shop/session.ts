import { createHmac, timingSafeEqual } from 'node:crypto'
import { cookies } from 'next/headers'

// The session of the shop: a cookie with the customer's id, signed so that no browser can write its own.
const name = 'session'

/** BigCommerce's id of the customer who is signed in here. */
export async function getCustomerId(): Promise<number | undefined> {
  const [customerId, signature] = ((await cookies()).get(name)?.value ?? '').split('.')
  if (!customerId || !signature) return undefined
  const expected = Buffer.from(sign(customerId))
  const given = Buffer.from(signature)
  const isGenuine = expected.length === given.length && timingSafeEqual(expected, given)
  return isGenuine ? Number(customerId) : undefined
}

/** Signs a customer in. */
export async function setCustomerId(customerId: number): Promise<void> {
  const value = `${customerId}.${sign(String(customerId))}`
  const jar = await cookies()
  jar.set(name, value, { path: '/', httpOnly: true, secure: true, sameSite: 'lax' })
}

function sign(customerId: string): string {
  const secret = process.env.SESSION_SECRET
  if (!secret) throw new Error('SESSION_SECRET is not set')
  return createHmac('sha256', secret).update(customerId).digest('base64url')
}
