import { createHmac, timingSafeEqual } from 'node:crypto'
import { cookies } from 'next/headers'

/** What the shop knows of a browser. In Catalyst this is a session of Auth.js. */
export interface Session {
  cartId?: string | undefined
  /** BigCommerce's id of the customer who is signed in. */
  customerId?: number | undefined
}

const name = 'session'

export async function auth(): Promise<Session> {
  const [text, signature] = ((await cookies()).get(name)?.value ?? '').split('.')
  if (!text || !signature) return {}
  const expected = Buffer.from(sign(text))
  const given = Buffer.from(signature)
  const isGenuine = expected.length === given.length && timingSafeEqual(expected, given)
  return isGenuine ? JSON.parse(Buffer.from(text, 'base64url').toString()) : {}
}

export async function updateSession(changes: Session): Promise<void> {
  const session = { ...(await auth()), ...changes }
  const text = Buffer.from(JSON.stringify(session)).toString('base64url')
  const jar = await cookies()
  jar.set(name, `${text}.${sign(text)}`, { path: '/', httpOnly: true, secure: true, sameSite: 'lax' })
}

function sign(text: string): string {
  const secret = process.env.AUTH_SECRET
  if (!secret) throw new Error('AUTH_SECRET is not set')
  return createHmac('sha256', secret).update(text).digest('base64url')
}
