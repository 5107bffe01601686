import type { ConsentAnswer, ConsentRequest, MessageChannel } from '../../contract/index.ts'
import { RecoveryError } from '../adapter/errors.ts'
import type { Contact } from '../adapter/messaging-ports.ts'
import { readCart } from '../cart/read-cart.ts'
import { hasLedger, type LedgerContext, type RequestContext, type StoreContext } from '../context.ts'
import { addressKeys, consentKeys, isAddressRefused, readConsent, recordChoices } from '../messaging/consent.ts'
import { handleLifetimeMs } from '../sealing/cart-handle.ts'
import { mayAgree, ownsNumber } from '../shopper/may-agree.ts'
import { endRefused } from '../subscriptions/set-subscriptions.ts'
import { toAbout } from './reminders.ts'

/**
 * `PUT /consent`: records the shopper's visible choice of message channels. A yes counts for this cart only, and is taken where
 * this page may display the cart and agree for its owner: throws what `readCart` throws, and `sign-in-needed` behind a shared
 * link. A no needs the link alone, and is also kept under the cart's number or address, so that it holds for the next cart too; to a
 * page that may not agree the answer repeats that no only. Throws `consent-refused` for a yes against such a no, until the shopper signed in with a code that was sent to that number.
 */
export async function consent(
  context: StoreContext,
  { channels }: ConsentRequest,
  request: RequestContext,
): Promise<ConsentAnswer> {
  const { messageChannels, ports } = context
  const { cartRef, origin, signal } = request
  if (!hasLedger(context) || messageChannels.length === 0) throw new RecoveryError('not-supported')
  for (const [channel, granted] of Object.entries(channels)) {
    if (granted === undefined) continue
    if (messageChannels.some((known) => known === channel)) continue
    throw new RecoveryError('not-supported', { detail: `channels.${channel}: this store does not write that way` })
  }
  const chosen = (granted: boolean) => messageChannels.filter((channel) => channels[channel] === granted)
  const [yes, no] = [chosen(true), chosen(false)]
  const isOwners = await readCart(context, request).then(
    (cart) => mayAgree(context, request, cart),
    (error: unknown) => {
      if (yes.length > 0) throw error
      return false
    },
  )
  if (yes.length > 0 && !isOwners)
    throw new RecoveryError('sign-in-needed', {
      detail: 'a shared link agrees to no messages in the name of the owner',
    })
  // Kept also where the address cannot be read now.
  await recordChoices(context, cartRef, Object.fromEntries(no.map((channel) => [channel, false])), origin)
  await endRefused(context, cartRef, no)
  const contact = await ports.contact?.find(cartRef.cartId, signal).catch(orGone)
  if (contact) {
    for (const channel of no) await refuseForAddress(context, request, contact, channel)
    for (const channel of yes) await liftForAddress(context, request, contact, channel)
  }
  await recordChoices(context, cartRef, Object.fromEntries(yes.map((channel) => [channel, true])), origin)
  if (!isOwners) return { consent: channels }
  return { consent: await readConsent(context, cartRef), ...(contact && { about: toAbout(contact, [...yes, ...no]) }) }
}

/** Records a no under the number or address. Throws where it cannot be recorded, so that the shopper can try again. */
async function refuseForAddress(
  context: LedgerContext,
  { cartRef, origin }: RequestContext,
  contact: Contact,
  channel: MessageChannel,
): Promise<void> {
  const { ledger, clock, stateStore } = context
  const isNew = !(await isAddressRefused(context, contact, channel))
  const keys = await consentKeys(context, cartRef, channel, contact)
  await ledger.consents.record(keys, channel, { granted: false, at: clock(), source: 'widget', evidence: origin })
  const ownNo = await ownNoKey(context, cartRef.salt, contact, channel)
  // As long as the handle lives: what this page said first, this page may take back.
  if (isNew && ownNo) await stateStore.set(ownNo, '1', handleLifetimeMs)
}

/**
 * Lifts the no of a number for its owner, who proved it with a code, and for the page that said it first. Otherwise a no
 * stands: the number in a cart may have been typed by another person. Throws `consent-refused`.
 */
async function liftForAddress(
  context: LedgerContext,
  { cartRef, origin }: RequestContext,
  contact: Contact,
  channel: MessageChannel,
): Promise<void> {
  const { ledger, clock, stateStore } = context
  if (!(await isAddressRefused(context, contact, channel))) return
  const isOwner = channel !== 'email' && (await ownsNumber(context, cartRef, contact))
  const ownNo = await ownNoKey(context, cartRef.salt, contact, channel)
  const isOwnNo = !isOwner && ownNo !== undefined && (await stateStore.delete(ownNo))
  if (!isOwner && !isOwnNo) {
    const detail = `channels.${channel}: this number or address asked for no messages; its owner can sign in and allow them`
    throw new RecoveryError('consent-refused', { detail })
  }
  const keys = await addressKeys(context, channel, contact)
  await ledger.consents.record(keys, channel, { granted: true, at: clock(), source: 'widget', evidence: origin })
}

/** Where a no is marked that this page said to this very address. */
async function ownNoKey(context: LedgerContext, salt: string, contact: Contact, channel: MessageChannel) {
  const [address] = await addressKeys(context, channel, contact)
  return address === undefined ? undefined : `own-no:${salt}:${channel}:${address}`
}

/** A cart that is gone has no address, and no message about it will be sent. */
function orGone(error: unknown): undefined {
  if (error instanceof RecoveryError && error.code === 'cart-gone') return undefined
  throw error
}
