import { Hono } from 'hono'
import type * as z from 'zod'

import { AdoptAnswer, AdoptRequest, SealCustomerAnswer, SealCustomerRequest } from '../../contract/index.ts'
import { RecoveryError } from '../adapter/errors.ts'
import { adopt } from '../cart/adopt.ts'
import type { StoreContext } from '../context.ts'
import { bearerOf, isSameSecret } from '../http/bearer.ts'
import type { ProxyEnv } from '../http/proxy-env.ts'
import { requireBody } from '../http/request.ts'
import { requireKnownKey } from '../limits/wrong-keys.ts'
import { sealCustomerWith } from '../sealing/customer-token.ts'

/**
 * What the shop's own server asks: it shows the `serverKey` instead of an origin. No page may read an answer, because there is no
 * CORS here. Throws `unauthorized`, and `busy` for an address that tried too many keys.
 */
export function createServerApp(context: StoreContext, serverKey: string): Hono<ProxyEnv> {
  const { store, log, sealer } = context
  const app = new Hono<ProxyEnv>()

  function serve<Body extends z.ZodType, Answer extends z.ZodType>(
    path: string,
    body: Body,
    answer: Answer,
    work: (body: z.infer<Body>) => Promise<z.infer<Answer>>,
  ) {
    app.post(path, async (c) => {
      c.set('route', path)
      const caller = { address: c.env.address, route: path, keyKind: 'server key' }
      await requireKnownKey(context, caller, async () => (await isSameSecret(bearerOf(c), serverKey)) || undefined)
      const answered = answer.parse(await work(await requireBody(c, body))) as object
      log.info({ store, route: path, status: 200 }, 'Answered')
      return c.json(answered)
    })
    app.all(path, () => {
      throw new RecoveryError('method-not-allowed')
    })
  }

  serve('/seal-customer', SealCustomerRequest, SealCustomerAnswer, async ({ customerId }) => ({
    shopperToken: await sealCustomerWith(sealer, customerId),
  }))
  if (context.adopts) serve('/adopt', AdoptRequest, AdoptAnswer, (body) => adopt(context, body))
  return app
}
