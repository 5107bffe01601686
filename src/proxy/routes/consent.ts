import type { Consent, ConsentAnswer, ConsentRequest } from '../../contract/index.ts'
import { RecoveryError } from '../adapter/errors.ts'
import type { RequestContext, StoreContext } from '../context.ts'
import { consentKeys, readConsent, recordChoices } from '../messaging/consent.ts'
import type { OpenedHandle } from '../sealing/cart-handle.ts'

/**
 * `PUT /consent`: the shopper's visible choice of how they may be written to. Kept under the cart; a no under its address
 * too, so that it also holds for the next cart.
 */
export async function consent(
  context: StoreContext,
  body: ConsentRequest,
  request: RequestContext,
): Promise<ConsentAnswer> {
  const { messageChannels } = context
  const { cartRef } = request
  if (messageChannels.length === 0) throw new RecoveryError('not-supported')
  const chosen = Object.entries(body.channels).filter(([, granted]) => granted !== undefined)
  for (const [channel] of chosen) {
    if (messageChannels.some((known) => known === channel)) continue
    throw new RecoveryError('not-supported', { detail: `channels.${channel}: this store does not write that way` })
  }
  await recordChoices(context, cartRef, body.channels, request.origin)
  if (Object.values(body.channels).includes(false)) await refuseForAddress(context, cartRef, body.channels, request)
  return { consent: await readConsent(context, cartRef) }
}

/**
 * Whoever typed an address into a cart may have typed somebody else's: a yes counts for the cart alone, a no for the
 * address too. Where that cannot be found out now the shopper is told, and may say it again.
 */
async function refuseForAddress(
  context: StoreContext,
  cartRef: OpenedHandle,
  channels: Consent,
  { origin, signal }: RequestContext,
): Promise<void> {
  const { ledger, ports, clock, messageChannels } = context
  const contact = await ports.contact?.find(cartRef.cartId, signal).catch(orGone)
  for (const channel of messageChannels) {
    if (channels[channel] !== false) continue
    const names = await consentKeys(context, cartRef, channel, contact)
    await ledger.consents.record(names, channel, { granted: false, at: clock(), source: 'widget', evidence: origin })
  }
}

/** Nobody can be written to about a cart that is gone. */
function orGone(error: unknown): undefined {
  if (error instanceof RecoveryError && error.code === 'cart-gone') return undefined
  throw error
}
