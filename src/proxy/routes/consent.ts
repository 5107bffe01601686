import type { ConsentAnswer, ConsentRequest } from '../../contract/index.ts'
import { type HandledCart, openCartHandle } from '../cart-handle.ts'
import type { StoreContext, Visit } from '../context.ts'
import { RecoveryError } from '../errors.ts'
import type { Contact } from '../merchant-ports.ts'
import { consentNames, shownConsent } from '../messaging/consent.ts'
import { describe } from '../on-error.ts'

/**
 * `PUT /consent`: the shopper's visible choice of how they may be written to. Kept under the cart, and where it is known
 * under the address too, so that a no also holds for the next cart.
 */
export async function consent(context: StoreContext, body: ConsentRequest, visit: Visit): Promise<ConsentAnswer> {
  const { sealer, ledger, clock, messageChannels } = context
  const handled = await openCartHandle(sealer, body.cartHandle)
  if (messageChannels.length === 0) throw new RecoveryError('not-supported')
  const chosen = Object.entries(body.channels).filter(([, granted]) => granted !== undefined)
  for (const [channel] of chosen) {
    if (messageChannels.some((known) => known === channel)) continue
    throw new RecoveryError('not-supported', { detail: `channels.${channel}: this store does not write that way` })
  }
  const contact = chosen.length > 0 ? await findContact(context, handled, visit.signal) : undefined
  for (const channel of messageChannels) {
    const granted = body.channels[channel]
    if (granted === undefined) continue
    const names = await consentNames(context, handled, channel, contact)
    const [evidence = ''] = [...visit.channels.values()].flatMap(({ origins }) => origins)
    await ledger.consents.record(names, channel, { granted, at: clock(), source: 'widget', evidence })
  }
  return { consent: await shownConsent(context, handled) }
}

/** The choice holds for this cart in any case. */
async function findContact(
  { ports, log, store }: StoreContext,
  { cartId }: HandledCart,
  signal: AbortSignal,
): Promise<Contact | undefined> {
  try {
    return await ports.contact?.find(cartId, signal)
  } catch (error) {
    log.warn({ store, cause: describe(error) }, 'A choice was recorded without its address')
    return undefined
  }
}
