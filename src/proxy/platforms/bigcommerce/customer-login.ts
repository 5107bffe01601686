import { SignJWT } from 'jose'

import type { CheckoutCustomer, CheckoutPort } from '../../adapter/index.ts'

/** The API account whose scope Customers Login signs customers in. */
export interface CustomerLogin {
  clientId: string
  clientSecret: string
}

/**
 * Leads a customer's checkout through the Customer Login API, so that they are signed in there without a question. The
 * address works once, within half a minute of `iat`: it is made on the tap. Without the API account's credentials the link
 * stays as it is.
 */
export function withCustomerLogin(
  port: CheckoutPort,
  storeHash: string,
  login: CustomerLogin | undefined,
): CheckoutPort {
  if (!login) return port
  return {
    ...port,
    async link(cartId, signal, options) {
      const link = await port.link(cartId, signal, options)
      const customer = options?.customer
      if (!customer || !URL.canParse(link.checkoutUrl)) return link
      const checkoutUrl = await toLoginUrl(new URL(link.checkoutUrl), storeHash, login, customer)
      return { ...link, checkoutUrl, signsIn: true }
    },
  }
}

/** The login address, on the checkout's own domain: the session that it starts is valid on that domain only. */
async function toLoginUrl(
  { origin, pathname, search }: URL,
  storeHash: string,
  { clientId, clientSecret }: CustomerLogin,
  { customerId, channelId }: CheckoutCustomer,
): Promise<string> {
  const token = await new SignJWT({
    operation: 'customer_login',
    store_hash: storeHash,
    customer_id: Number(customerId),
    channel_id: Number(channelId),
    redirect_to: pathname + search,
  })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer(clientId)
    .setIssuedAt()
    .setJti(crypto.randomUUID())
    .sign(new TextEncoder().encode(clientSecret))
  return `${origin}/login/token/${token}`
}
