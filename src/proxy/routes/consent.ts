import type { ConsentAnswer, ConsentRequest } from '../../contract/index.ts'
import { openCartHandle } from '../cart-handle.ts'
import type { StoreContext, Visit } from '../context.ts'
import { RecoveryError } from '../errors.ts'
import { consentNames, shownConsent } from '../messaging/consent.ts'

/**
 * `PUT /consent`: the shopper's visible choice of how they may be written to. Kept under the cart; a no under its address
 * too, so that it also holds for the next cart.
 */
export async function consent(context: StoreContext, body: ConsentRequest, visit: Visit): Promise<ConsentAnswer> {
  const { sealer, ledger, ports, clock, messageChannels } = context
  const handled = await openCartHandle(sealer, body.cartHandle)
  if (messageChannels.length === 0) throw new RecoveryError('not-supported')
  const chosen = Object.entries(body.channels).filter(([, granted]) => granted !== undefined)
  for (const [channel] of chosen) {
    if (messageChannels.some((known) => known === channel)) continue
    throw new RecoveryError('not-supported', { detail: `channels.${channel}: this store does not write that way` })
  }
  const made = { at: clock(), source: 'widget', evidence: visit.origin } as const
  for (const channel of messageChannels) {
    const granted = body.channels[channel]
    if (granted === undefined) continue
    await ledger.consents.record(await consentNames(context, handled, channel), channel, { ...made, granted })
    if (granted) continue
    // Whoever typed an address into a cart may have typed somebody else's: a yes counts for the cart, a no for the address.
    // Where the address cannot be found out now, the shopper is told that it was not done, and may say it again.
    const contact = await ports.contact?.find(handled.cartId, visit.signal).catch(orGone)
    const names = await consentNames(context, handled, channel, contact)
    await ledger.consents.record(names, channel, { ...made, granted })
  }
  return { consent: await shownConsent(context, handled) }
}

/** Nobody can be written to about a cart that is gone. */
function orGone(error: unknown): undefined {
  if (error instanceof RecoveryError && error.code === 'cart-gone') return undefined
  throw error
}
