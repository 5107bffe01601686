import type { SignInRequest } from '../../contract/index.ts'
import { RecoveryError } from '../adapter/errors.ts'
import { maskPhone, toE164 } from '../adapter/phone.ts'
import type { RequestContext, StoreContext } from '../context.ts'
import { toShopperId } from '../sealing/shopper-id.ts'
import { acceptShopperToken } from '../shopper/shopper-token.ts'

/**
 * `POST /sign-in`: with a code, or with the shop's own token. The platform's session is kept here under the cart handle and
 * never reaches the browser. Throws `code-wrong`, `sign-in-needed`, `too-many-codes`.
 */
export async function signIn(context: StoreContext, body: SignInRequest, request: RequestContext): Promise<null> {
  const { ports, sms, sessions, store, shopperKey: key } = context
  const { cartRef } = request
  if ('shopperToken' in body) {
    await acceptShopperToken(context, body.shopperToken, request)
    return null
  }
  if (!ports.shopper) throw new RecoveryError('not-supported')
  const phone = toE164(body.phone, {})
  const phoneId = await toShopperId({ store, key }, { phone })
  await sms.limits.tryCode({ phone: phoneId, handle: cartRef.salt, address: request.address })
  const session = await ports.shopper.signIn(phone, body.code.replaceAll(/\s/g, ''), request.signal)
  const shopperId = await toShopperId({ store, key }, { phone, customerId: session.customerId })
  await sessions.save(cartRef, { ...session, maskedPhone: maskPhone(phone), shopperId, phoneId })
  return null
}
