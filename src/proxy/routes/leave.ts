import type { Context } from 'hono'

import { type LeaveAnswer, LeaveRequest } from '../../contract/index.ts'
import type { LinkRequestContext, StoreContext } from '../context.ts'
import type { ProxyEnv } from '../http/proxy-env.ts'
import { requireBody } from '../http/request.ts'
import { openCartHandle } from '../sealing/cart-handle.ts'

/**
 * `POST /leave`: "Not your cart?". The answer removes the cookies of `/open` that hold the link of this cart. Nothing is asked or
 * written. Throws `link-needed` for a handle that opens nothing.
 */
export async function leave(
  { sealer, openCookies }: StoreContext,
  c: Context<ProxyEnv>,
  { cookie }: LinkRequestContext,
): Promise<LeaveAnswer> {
  const { cartHandle } = await requireBody(c, LeaveRequest)
  const { mark } = await openCartHandle(sealer, cartHandle)
  const lines = mark === undefined ? [] : await openCookies.removeLink(mark, cookie)
  for (const line of lines) c.header('set-cookie', line, { append: true })
  return {}
}
