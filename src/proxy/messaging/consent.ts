import type { Abilities, Consent, MessageChannel } from '../../contract/index.ts'
import type { Contact } from '../adapter/messaging-ports.ts'
import type { LedgerContext, StoreContext } from '../context.ts'
import { describe } from '../log.ts'
import type { CartRef } from '../sealing/cart-handle.ts'
import { StoreDownError } from '../stores/store-down-error.ts'
import { addressOf } from './allowed-contacts.ts'

/** The ledger keys of a shopper's choice: of the cart, and of the address where it is known. */
export async function consentKeys(
  { ledger }: Pick<LedgerContext, 'ledger'>,
  { platform, cartId }: CartRef,
  messageChannel: MessageChannel,
  contact?: Contact,
): Promise<string[]> {
  const address = contact && addressOf(contact, messageChannel)?.toLowerCase()
  const texts = [JSON.stringify(['consent', platform, cartId])]
  if (address) texts.push(JSON.stringify(['consent', messageChannel === 'email' ? 'email' : 'phone', address]))
  return (await Promise.all(texts.map(ledger.keysOf))).flat()
}

/** `unknown`: no choice is recorded, so no message may be sent. */
export type ConsentDecision = 'granted' | 'refused' | 'unknown'

/**
 * Decides whether a message may be sent to this shopper. Their own choice counts first, then a platform's no, then the
 * merchant's assertion or the platform's yes. Without any of these the answer is `unknown`.
 */
export async function maySend(
  context: Pick<LedgerContext, 'ledger' | 'clock'>,
  cart: CartRef,
  contact: Contact,
  messageChannel: MessageChannel,
): Promise<ConsentDecision> {
  const { ledger, clock } = context
  const keys = await consentKeys(context, cart, messageChannel, contact)
  const lastChoice = await ledger.consents.latest(keys, messageChannel)
  if (lastChoice?.source === 'widget') {
    // A refusal from before the address was known counts for the address from now on.
    if (!lastChoice.granted) await ledger.consents.record(keys, messageChannel, lastChoice)
    return lastChoice.granted ? 'granted' : 'refused'
  }
  const flag = contact.consents[messageChannel]
  if (flag === false) return 'refused'
  if (lastChoice?.granted) return 'granted'
  if (!flag) return 'unknown'
  await ledger.consents.record(keys.slice(0, 1), messageChannel, { granted: true, at: clock(), source: 'platform' })
  return 'granted'
}

/** Whether the shopper's own last choice is a no. It may have become one since `maySend`. */
export async function isRefused(
  context: Pick<LedgerContext, 'ledger'>,
  cart: CartRef,
  contact: Contact,
  messageChannel: MessageChannel,
): Promise<boolean> {
  const keys = await consentKeys(context, cart, messageChannel, contact)
  const lastChoice = await context.ledger.consents.latest(keys, messageChannel)
  return lastChoice?.source === 'widget' && !lastChoice.granted
}

/** The recorded choices for one cart, as the widget displays them. */
export async function readConsent(
  { ledger, messageChannels }: Pick<StoreContext, 'ledger' | 'messageChannels'>,
  { platform, cartId }: CartRef,
): Promise<Consent> {
  if (!ledger) return {}
  const keys = await consentKeys({ ledger }, { platform, cartId }, 'email')
  return ledger.consents.read(keys, messageChannels)
}

/**
 * What an answer says of a shopper's choices. While the state store is down they are unknown and cannot be changed, so that
 * the widget does not ask for them.
 */
export async function presentConsent(
  context: Pick<StoreContext, 'abilities' | 'ledger' | 'log' | 'messageChannels' | 'store'>,
  cart: CartRef,
): Promise<{ abilities: Abilities; consent?: Consent }> {
  const { abilities, log, store } = context
  if (!abilities.consent) return { abilities }
  try {
    return { abilities, consent: await readConsent(context, cart) }
  } catch (error) {
    if (!(error instanceof StoreDownError)) throw error
    log.warn({ store, cause: describe(error) }, 'The state store is down: consent is not asked for')
    return { abilities: { ...abilities, consent: false } }
  }
}

/** Records the shopper's choices under one cart. A refusal also counts for the address once that is known. */
export async function recordChoices(
  context: Pick<LedgerContext, 'ledger' | 'clock' | 'messageChannels'>,
  cart: CartRef,
  channels: Consent,
  evidence: string,
): Promise<void> {
  const { ledger, clock, messageChannels } = context
  for (const messageChannel of messageChannels) {
    const granted = channels[messageChannel]
    if (granted === undefined) continue
    const choice = { granted, at: clock(), source: 'widget', evidence } as const
    await ledger.consents.record(await consentKeys(context, cart, messageChannel), messageChannel, choice)
  }
}
