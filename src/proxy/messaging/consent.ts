import type { Abilities, Consent, MessageChannel } from '../../contract/index.ts'
import type { Contact } from '../adapter/messaging-ports.ts'
import type { LedgerContext, StoreContext } from '../context.ts'
import type { RecordedChoice } from '../ledger/consents.ts'
import { describe } from '../log.ts'
import type { CartRef } from '../sealing/cart-handle.ts'
import { StoreDownError } from '../stores/store-down-error.ts'
import { withReports } from '../subscriptions/notified-carts.ts'
import { addressOf } from './allowed-contacts.ts'

/** The ledger keys of a shopper's choice: of the cart, and of the address where it is known. */
export async function consentKeys(
  context: Pick<LedgerContext, 'ledger'>,
  cart: CartRef,
  messageChannel: MessageChannel,
  contact?: Contact,
): Promise<string[]> {
  return [...(await cartKeys(context, cart)), ...(await addressKeys(context, messageChannel, contact))]
}

function cartKeys({ ledger }: Pick<LedgerContext, 'ledger'>, { platform, cartId }: CartRef): Promise<string[]> {
  return ledger.keysOf(JSON.stringify(['consent', platform, cartId]))
}

/** Those of the number or e-mail address alone; none where it is not known. */
export async function addressKeys(
  { ledger }: Pick<LedgerContext, 'ledger'>,
  messageChannel: MessageChannel,
  contact?: Contact,
): Promise<string[]> {
  const address = contact && addressOf(contact, messageChannel)?.toLowerCase()
  if (!address) return []
  return ledger.keysOf(JSON.stringify(['consent', messageChannel === 'email' ? 'email' : 'phone', address]))
}

/** What was chosen for a cart, and for the address that a message about it would go to. */
interface Choices {
  ofCart: RecordedChoice | undefined
  ofAddress: RecordedChoice | undefined
}

async function readChoices(
  context: Pick<LedgerContext, 'ledger'>,
  cart: CartRef,
  contact: Contact,
  messageChannel: MessageChannel,
): Promise<Choices> {
  const lists = await Promise.all([cartKeys(context, cart), addressKeys(context, messageChannel, contact)])
  const [ofCart, ofAddress] = await context.ledger.consents.latestOfEach(lists, messageChannel)
  return { ofCart, ofAddress }
}

/** The shopper's own no. That of a merchant's or a platform's record is none. */
const isOwnNo = (choice: RecordedChoice | undefined) => choice?.source === 'widget' && !choice.granted

/** `unknown`: no choice is recorded, so no message may be sent. */
export type ConsentDecision = 'granted' | 'refused' | 'unknown'

/**
 * Decides whether a message may be sent to this shopper. A no of theirs counts first, whether it was said for the cart or for
 * its number or address: the number in a cart may be another person's, so that no yes of a cart outranks its owner's no. Then
 * their yes for this cart counts, then a platform's no, then the merchant's assertion or the platform's yes. Without any of
 * these the answer is `unknown`.
 */
export async function maySend(
  context: Pick<LedgerContext, 'ledger' | 'clock'>,
  cart: CartRef,
  contact: Contact,
  messageChannel: MessageChannel,
): Promise<ConsentDecision> {
  const { ledger, clock } = context
  const choices = await readChoices(context, cart, contact, messageChannel)
  const { ofCart } = choices
  if (ofCart && isOwnNo(ofCart)) {
    // A refusal from before the address was known counts for the address from now on.
    const keys = await consentKeys(context, cart, messageChannel, contact)
    await ledger.consents.record(keys, messageChannel, ofCart)
  }
  const flag = contact.consents[messageChannel]
  const decision = decide(choices, flag)
  if (decision === 'granted' && flag && ofCart?.source !== 'widget' && !isAsserted(choices)) {
    const choice = { granted: true, at: clock(), source: 'platform' } as const
    await ledger.consents.record((await cartKeys(context, cart)).slice(0, 1), messageChannel, choice)
  }
  return decision
}

/** What `maySend` decides. Records nothing. */
export async function readDecision(
  context: Pick<LedgerContext, 'ledger'>,
  cart: CartRef,
  contact: Contact,
  messageChannel: MessageChannel,
): Promise<ConsentDecision> {
  return decide(await readChoices(context, cart, contact, messageChannel), contact.consents[messageChannel])
}

function decide(choices: Choices, flag: boolean | undefined): ConsentDecision {
  const { ofCart, ofAddress } = choices
  if (isOwnNo(ofCart) || isOwnNo(ofAddress)) return 'refused'
  if (ofCart?.source === 'widget') return 'granted'
  if (flag === false) return 'refused'
  return flag || isAsserted(choices) ? 'granted' : 'unknown'
}

/** The merchant asserted a yes with a reminder. */
const isAsserted = ({ ofCart, ofAddress }: Choices) =>
  [ofCart, ofAddress].some((choice) => choice?.source === 'merchant' && choice.granted)

/** Whether a no of the shopper's own stands. It may have been said since `maySend`. */
export async function isRefused(
  context: Pick<LedgerContext, 'ledger'>,
  cart: CartRef,
  contact: Contact,
  messageChannel: MessageChannel,
): Promise<boolean> {
  const { ofCart, ofAddress } = await readChoices(context, cart, contact, messageChannel)
  return isOwnNo(ofCart) || isOwnNo(ofAddress)
}

/** Whether a no stands for the number or address itself, whichever cart it was said for. */
export async function isAddressRefused(
  context: Pick<LedgerContext, 'ledger'>,
  contact: Contact,
  messageChannel: MessageChannel,
): Promise<boolean> {
  const keys = await addressKeys(context, messageChannel, contact)
  return keys.length > 0 && isOwnNo(await context.ledger.consents.latest(keys, messageChannel))
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
 * What an answer says of a shopper's choices: to a page that may not agree for the owner, nothing but which there are. While the
 * state store is down they are unknown and cannot be changed, so that the widget does not ask for them.
 */
export async function presentConsent(
  context: Pick<
    StoreContext,
    'abilities' | 'ledger' | 'log' | 'messageChannels' | 'notify' | 'ports' | 'report' | 'store'
  >,
  cart: CartRef,
  mayAgree: boolean,
): Promise<{ abilities: Abilities; consent?: Consent }> {
  const { abilities, log, messageChannels, store } = context
  if (!abilities.consent) return { abilities }
  if (!mayAgree) return { abilities, consent: Object.fromEntries(messageChannels.map((channel) => [channel, false])) }
  try {
    const consent = await readConsent(context, cart)
    return { abilities: withReports(abilities, context, consent), consent }
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
