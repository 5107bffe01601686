import type { Consent, MessageChannel } from '../../contract/index.ts'
import type { Contact } from '../adapter/messaging-ports.ts'
import type { StoreContext } from '../context.ts'
import type { CartRef } from '../sealing/cart-handle.ts'

/** Every name a shopper's choice may be found under: the cart's, and the address's where it is known. */
export async function consentKeys(
  { ledger }: Pick<StoreContext, 'ledger'>,
  { platform, cartId }: CartRef,
  messageChannel: MessageChannel,
  contact?: Contact,
): Promise<string[]> {
  const address = messageChannel === 'email' ? contact?.email?.trim().toLowerCase() : contact?.phone
  const texts = [JSON.stringify(['consent', platform, cartId])]
  if (address) texts.push(JSON.stringify(['consent', messageChannel === 'email' ? 'email' : 'phone', address]))
  return (await Promise.all(texts.map(ledger.namesOf))).flat()
}

export type ConsentDecision = 'granted' | 'refused' | 'unknown'

/**
 * May this shopper be written to? What they chose themselves counts first; then a platform's no; then the merchant's word
 * or the platform's yes; else nobody knows, and nobody writes.
 */
export async function maySend(
  context: Pick<StoreContext, 'ledger' | 'clock'>,
  cart: CartRef,
  contact: Contact,
  messageChannel: MessageChannel,
): Promise<ConsentDecision> {
  const { ledger, clock } = context
  const names = await consentKeys(context, cart, messageChannel, contact)
  const said = await ledger.consents.latest(names, messageChannel)
  if (said?.source === 'widget') {
    // A no that was said before the address was known holds for the address from now on.
    if (!said.granted) await ledger.consents.record(names, messageChannel, said)
    return said.granted ? 'granted' : 'refused'
  }
  const flag = contact.consents[messageChannel]
  if (flag === false) return 'refused'
  if (said?.granted) return 'granted'
  if (!flag) return 'unknown'
  await ledger.consents.record(names.slice(0, 1), messageChannel, { granted: true, at: clock(), source: 'platform' })
  return 'granted'
}

/** What the widget shows of a cart's choices. */
export async function readConsent(
  context: Pick<StoreContext, 'ledger' | 'messageChannels'>,
  { platform, cartId }: CartRef,
): Promise<Consent> {
  const names = await consentKeys(context, { platform, cartId }, 'email')
  return context.ledger.consents.show(names, context.messageChannels)
}

/** Records what a shopper chose for one cart. A no becomes its address's too, once that is looked up. */
export async function recordChoices(
  context: Pick<StoreContext, 'ledger' | 'clock' | 'messageChannels'>,
  cart: CartRef,
  channels: Consent,
  evidence: string,
): Promise<void> {
  const { ledger, clock, messageChannels } = context
  for (const channel of messageChannels) {
    const granted = channels[channel]
    if (granted === undefined) continue
    const choice = { granted, at: clock(), source: 'widget', evidence } as const
    await ledger.consents.record(await consentKeys(context, cart, channel), channel, choice)
  }
}
