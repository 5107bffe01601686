import type { Availability, Cart, LineItem, Money, Offer } from '../../contract/index.ts'
import type { PlatformCart, PlatformLine, PlatformSubstitute } from '../adapter/platform.ts'
import type { RequestContext, StoreContext } from '../context.ts'
import { publicLineIds } from '../sealing/public-line-ids.ts'
import { readListed } from '../subscriptions/set-subscriptions.ts'
import { type Availabilities, availabilities } from './availability.ts'
import { isByText } from './by-text.ts'
import { changedFirst } from './changed-first.ts'
import type { CartStock } from './check-stock.ts'
import { presentCoupon } from './coupon/coupon.ts'
import { type Opened, readEntry, recordOpened } from './record-visit.ts'
import { type DisplayedLine, limitOf, sealRevision } from './revision.ts'
import { findSubstitutes, toDisplayedSubstitutes } from './substitutes/substitutes.ts'
import { toImageUrl, toProductUrl } from './urls.ts'

/** A cart to be displayed, and what is known of it already. */
export interface PresentedCart {
  cart: PlatformCart
  stocks: ReadonlyMap<string, CartStock>
  /** Chosen quantities; where less than that is in stock, the answer says how much. */
  choices?: ReadonlyMap<string, number>
  /** Whether the signed-in shopper is subscribed, by line id; a line left out is not known. */
  subscriptions?: ReadonlyMap<string, boolean>
  /** Lines that the shopper's own cart did not take, although its stock allows them. */
  notByText?: ReadonlySet<string> | undefined
  /** What became of a coupon just now. */
  offer?: Offer | undefined
  /** Stock is still being asked for: ask `/availability` again. */
  checking?: boolean
  /** What the ledger knows, where that is read already. */
  entry?: ReturnType<typeof readEntry>
}

/** The cart as the browser may have it, with the revision of what is displayed. */
export async function presentCart(
  context: StoreContext,
  { cartRef, channels }: RequestContext,
  { cart, stocks, choices, subscriptions, notByText, checking = false, entry, offer: tried }: PresentedCart,
): Promise<Cart> {
  const displayed = availabilities(cart.lines, stocks)
  if (choices) addLimits(displayed, cart, stocks, choices)
  if (checking) markChecking(displayed)
  const publicIds = await publicLineIds(
    cartRef.salt,
    cart.lines.map(({ id }) => id),
  )
  const byText = new Set(
    cart.lines.flatMap((line) =>
      isByText(context.ports, line, { stocks, choices }) && !notByText?.has(line.id) ? [line.id] : [],
    ),
  )
  const substitutes = findSubstitutes(context.ports, cart, stocks, displayed)
  const onPage = cart.lines.map((line): [string, DisplayedLine] => {
    const isOnlyByWeb = context.ports.shopperCheckout !== undefined && !byText.has(line.id)
    const shown = toDisplayedLine(line, displayed.get(line.id), substitutes.get(line.id))
    return [publicIds.get(line.id) ?? '', { ...shown, ...(isOnlyByWeb && { notByText: true }) }]
  })
  const revision = await sealRevision(context.sealer, cartRef, { lines: new Map(onPage), total: cart.total })
  const known = await (entry ?? readEntry(context, cartRef))
  const opened = { cart, displayed, known }
  recordOpened(context, cartRef, opened)
  const history = await readHistory(context, known)
  const listed = await readListed(context, cartRef, opened)
  const offer = tried ?? (await presentCoupon(context, cartRef, cart)) ?? cart.offer ?? history.offer
  const lineItems = cart.lines.map((line): LineItem => {
    const { spec: _spec, parentId: _parentId, url, imageUrl, ...rest } = line
    const productUrl = toProductUrl(url, channels.get(cart.channelId))
    const image = toImageUrl(imageUrl, context.insecureLoopback)
    const previousPrice = history.previousPrice(line)
    return {
      ...rest,
      id: publicIds.get(line.id) ?? '',
      ...(productUrl && { url: productUrl }),
      ...(image && { imageUrl: image }),
      ...(previousPrice && { previousPrice }),
      availability: displayed.get(line.id) ?? { status: 'unknown' },
      ...(subscriptions?.has(line.id) && { subscribed: subscriptions.get(line.id) === true }),
      // That it is over is said as well: the page may have displayed the line as listed.
      ...(listed.has(line.id) && { subscribed: listed.get(line.id) }),
      ...(context.ports.shopperCheckout && { byText: byText.has(line.id) }),
      ...(substitutes.has(line.id) && {
        substitutes: substitutes.get(line.id)?.map((one) => toSubstitute(one, context.insecureLoopback)),
      }),
    }
  })
  return {
    lineItems: changedFirst(lineItems),
    total: cart.total,
    ...(cart.discounts?.length && { discounts: cart.discounts }),
    ...(cart.differsByTaxes && { differsByTaxes: true }),
    ...(cart.excludesTaxes && { excludesTaxes: true }),
    ...(offer && { offer }),
    revision,
  }
}

/** What the revision keeps of a line. */
function toDisplayedLine(
  line: PlatformLine,
  availability: Availability | undefined,
  substitutes: readonly PlatformSubstitute[] | undefined,
): DisplayedLine {
  return {
    quantity: line.quantity,
    price: line.price.amount,
    limit: limitOf(line, availability),
    ...(substitutes && { substitutes: toDisplayedSubstitutes(substitutes) }),
  }
}

/** A substitute without what stays on the server. */
function toSubstitute(
  { stock: _stock, spec: _spec, imageUrl, ...rest }: PlatformSubstitute,
  insecureLoopback: boolean,
) {
  const image = toImageUrl(imageUrl, insecureLoopback)
  return { ...rest, ...(image && { imageUrl: image }) }
}

/** Says of each line how many can be bought where the chosen quantity is more than that. */
function addLimits(
  displayed: Availabilities,
  cart: PlatformCart,
  stocks: ReadonlyMap<string, CartStock>,
  choices: ReadonlyMap<string, number>,
) {
  const atChoices = availabilities(cart.lines, stocks, (line) => choices.get(line.id) ?? line.quantity)
  for (const [id, availability] of displayed) {
    const limit = atChoices.get(id)?.quantity
    if (limit !== undefined && availability.quantity === undefined)
      displayed.set(id, { ...availability, quantity: limit })
  }
}

function markChecking(displayed: Availabilities) {
  for (const [id, availability] of displayed) {
    if (availability.status === 'unknown') displayed.set(id, { ...availability, checking: true })
  }
}

interface CartHistory {
  /** At abandonment, where that was in the same currency and another price than now. */
  previousPrice(line: PlatformLine): Money | undefined
  /** What a reminder promised. */
  offer?: Offer
}

/** What the ledger knows of a cart, by its entry. */
async function readHistory({ ledger }: StoreContext, known: Opened['known']): Promise<CartHistory> {
  const snapshot = known?.revision ? await ledger?.carts.unseal(known.value) : undefined
  const percent = known?.value.offerDiscount
  return {
    previousPrice({ id, price }) {
      const amount = snapshot?.currency === price.currency ? snapshot.prices?.[id] : undefined
      return amount === undefined || amount === price.amount ? undefined : { amount, currency: price.currency }
    },
    ...(percent !== undefined && { offer: { status: 'at-checkout', percent } }),
  }
}
