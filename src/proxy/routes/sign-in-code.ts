import type { SignInCodeAnswer, SignInCodeRequest } from '../../contract/index.ts'
import { RecoveryError } from '../adapter/errors.ts'
import { maskPhone, toE164 } from '../adapter/phone.ts'
import type { RequestContext, StoreContext } from '../context.ts'
import { toShopperId } from '../sealing/shopper-id.ts'

const cooldownSeconds = 30

/**
 * `POST /sign-in/code`: sends one text message. The answer is the same for known and unknown numbers. Throws
 * `phone-incomplete`, `sms-refused`, `too-many-codes`.
 */
export async function signInCode(
  context: StoreContext,
  body: SignInCodeRequest,
  request: RequestContext,
): Promise<SignInCodeAnswer> {
  const { ports, sms, store, shopperKey: key } = context
  if (!ports.shopper?.sendCode || !sms.enabled) throw new RecoveryError('not-supported')
  const { cartRef } = request
  const phone = toE164(body, sms)
  const phoneId = await toShopperId({ store, key }, { phone })
  await sms.limits.send({ phone: phoneId, cart: cartRef, handle: cartRef.salt, address: request.address })
  await ports.shopper.sendCode(phone, request.signal)
  return { sentTo: maskPhone(phone), retryAfterSeconds: cooldownSeconds }
}
