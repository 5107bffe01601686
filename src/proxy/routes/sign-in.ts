import type { SignInAnswer, SignInRequest } from '../../contract/index.ts'
import { RecoveryError } from '../adapter/errors.ts'
import { maskPhone, toE164 } from '../adapter/phone.ts'
import type { RequestContext, StoreContext } from '../context.ts'
import { sealCartHandle } from '../sealing/cart-handle.ts'
import { toShopperId } from '../sealing/shopper-id.ts'
import { acceptShopperToken } from '../shopper/shopper-token.ts'

/**
 * `POST /sign-in`: with a code, or with the shop's own token. The platform's session is kept here under a new cart handle, which
 * the answer has: holding the one that was sent gives no part in it. Throws `code-wrong`, `sign-in-needed`, `too-many-codes`.
 */
export async function signIn(
  context: StoreContext,
  body: SignInRequest,
  request: RequestContext,
): Promise<SignInAnswer> {
  const { sealer, sessions } = context
  const { cartRef } = request
  // The salt stays, and with it the line ids of the page, its undo and the messages counted so far.
  const [cartHandle, signedIn] = await sealCartHandle(sealer, cartRef, { ...cartRef, sessionId: crypto.randomUUID() })
  const signInAs = (own: RequestContext) =>
    'shopperToken' in body ? acceptShopperToken(context, body.shopperToken, own) : signInByCode(context, body, own)
  await signInAs({ ...request, cartRef: signedIn })
  await sessions.move(cartRef, signedIn)
  return { cartHandle }
}

async function signInByCode(
  { ports, sms, sessions, store, shopperKey: key }: StoreContext,
  body: Extract<SignInRequest, { code: string }>,
  { cartRef, address, signal }: RequestContext,
): Promise<void> {
  if (!ports.shopper) throw new RecoveryError('not-supported')
  const phone = toE164(body, {})
  const phoneId = await toShopperId({ store, key }, { phone })
  await sms.limits.tryCode({ phone: phoneId, cart: cartRef, handle: cartRef.salt, address })
  const session = await ports.shopper.signIn(phone, body.code.replaceAll(/\s/g, ''), signal)
  const shopperId = await toShopperId({ store, key }, { phone, customerId: session.customerId })
  await sessions.save(cartRef, { ...session, maskedPhone: maskPhone(phone), shopperId, phoneId })
}
