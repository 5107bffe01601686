import type { Consent, ConsentAnswer, ConsentRequest } from '../../contract/index.ts'
import { RecoveryError } from '../adapter/errors.ts'
import { readCart } from '../cart/read-cart.ts'
import { hasLedger, type LedgerContext, type RequestContext, type StoreContext } from '../context.ts'
import { consentKeys, readConsent, recordChoices } from '../messaging/consent.ts'
import type { OpenedHandle } from '../sealing/cart-handle.ts'

/**
 * `PUT /consent`: records the shopper's visible choice of message channels. A yes counts for this cart only, and is taken where
 * this page may display the cart: throws what `readCart` throws. A no needs the link alone, and is also kept under the cart's
 * address, so that it holds for the next cart too; where the cart may not be displayed, the answer repeats that no only.
 */
export async function consent(
  context: StoreContext,
  body: ConsentRequest,
  request: RequestContext,
): Promise<ConsentAnswer> {
  const { messageChannels } = context
  const { cartRef } = request
  if (!hasLedger(context) || messageChannels.length === 0) throw new RecoveryError('not-supported')
  for (const [channel, granted] of Object.entries(body.channels)) {
    if (granted === undefined) continue
    if (messageChannels.some((known) => known === channel)) continue
    throw new RecoveryError('not-supported', { detail: `channels.${channel}: this store does not write that way` })
  }
  const isOpen = await readCart(context, request).then(
    () => true,
    (error: unknown) => {
      if (Object.values(body.channels).includes(true)) throw error
      return false
    },
  )
  await recordChoices(context, cartRef, body.channels, request.origin)
  if (Object.values(body.channels).includes(false)) await refuseForAddress(context, cartRef, body.channels, request)
  return { consent: isOpen ? await readConsent(context, cartRef) : body.channels }
}

/**
 * Records a no under the address of the cart's shopper. A yes is not, because the address may have been typed by mistake and
 * belong to another person. Throws where the address cannot be read, so that the shopper can try again.
 */
async function refuseForAddress(
  context: LedgerContext,
  cartRef: OpenedHandle,
  channels: Consent,
  { origin, signal }: RequestContext,
): Promise<void> {
  const { ledger, ports, clock, messageChannels } = context
  const contact = await ports.contact?.find(cartRef.cartId, signal).catch(orGone)
  for (const channel of messageChannels) {
    if (channels[channel] !== false) continue
    const keys = await consentKeys(context, cartRef, channel, contact)
    await ledger.consents.record(keys, channel, { granted: false, at: clock(), source: 'widget', evidence: origin })
  }
}

/** A cart that is gone has no address, and no message about it will be sent. */
function orGone(error: unknown): undefined {
  if (error instanceof RecoveryError && error.code === 'cart-gone') return undefined
  throw error
}
