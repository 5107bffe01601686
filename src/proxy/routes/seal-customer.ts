import type { Context } from 'hono'

import { SealCustomerAnswer, SealCustomerRequest } from '../../contract/index.ts'
import { RecoveryError } from '../adapter/errors.ts'
import type { StoreContext } from '../context.ts'
import { bearerOf, isSameSecret } from '../http/bearer.ts'
import type { ProxyEnv } from '../http/proxy-env.ts'
import { requireBody } from '../http/request.ts'
import { sealCustomerWith } from '../sealing/customer-token.ts'

/**
 * `POST /seal-customer`: for the shop's own server, which shows the `serverKey` instead of an origin. No page may read the
 * answer: there is no CORS here. Throws `unauthorized`.
 */
export async function sealCustomerRoute(
  { sealer, store, log }: StoreContext,
  c: Context<ProxyEnv>,
  serverKey: string,
): Promise<Response> {
  const route = '/seal-customer'
  c.set('route', route)
  if (!(await isSameSecret(bearerOf(c), serverKey)))
    throw new RecoveryError('unauthorized', { detail: 'send Authorization: Bearer with the `serverKey`' })
  const { customerId } = await requireBody(c, SealCustomerRequest)
  const answer = SealCustomerAnswer.parse({ shopperToken: await sealCustomerWith(sealer, customerId) })
  log.info({ store, route, status: 200 }, 'Answered')
  return c.json(answer)
}
