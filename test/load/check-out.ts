import type { CheckoutAnswer } from '../../src/contract/index.ts'
import { heldIn, type ShopperCart } from './carts.ts'
import { compareWithAllowed, settleOutcomes } from './compare.ts'
import { allow, bodyOf, choose, recoverFrom, send, watched } from './page.ts'
import { tap } from './tap.ts'
import type { Page, Visit } from './visit.ts'

/** Leads to the platform's checkout, and opens it. True where it opened. */
export async function checkOut(own: Visit, page: Page): Promise<boolean> {
  const { taps, cart, platforms } = own
  const choices = taps.chance.happens(0.5) ? choose(own, page, 2) : []
  const end = await send<CheckoutAnswer>(own, page, '/checkout', choices)
  if (!end.body) {
    await recoverFrom(own, page, end)
    return false
  }
  settleOutcomes(
    own,
    page,
    choices.map(({ id, quantity }) => ({ id, quantity, outcome: 'applied' })),
  )
  const { checkoutUrl } = end.body
  const answer = checkoutUrl && (await platforms.sandbox.platforms.bigcommerce.fetch(new Request(checkoutUrl)))
  const location = answer && answer.status === 302 ? answer.headers.get('location') : null
  if (!location) taps.found('lost', 'A checkout link that was answered does not open', cart)
  else checkoutPages.set(cart, new URL(location, checkoutUrl ?? undefined).href)
  return location !== null
}

const checkoutPages = new WeakMap<ShopperCart, string>()

/** Places the order on the platform's page, once. */
export async function order({ platforms, cart, taps }: Visit): Promise<void> {
  const page = checkoutPages.get(cart)
  if (page === undefined) return
  await platforms.sandbox.platforms.bigcommerce.fetch(new Request(page, { method: 'POST' }))
  cart.orderedAt = performance.now()
  const placed = platforms.sandbox.world.orders.filter(({ cartId }) => cartId === cart.world.id)
  if (placed.length !== 1) taps.found('doubled', `One cart became ${placed.length} orders`, cart)
}

/** However often it is tapped, one text message goes out. */
export async function checkOutByText(own: Visit, page: Page): Promise<void> {
  const { taps, cart, platforms } = own
  const body = { ...bodyOf(page, []), via: 'text' }
  for (const key of cart.allowed.keys()) allow(own, key, heldIn(cart.world).get(key) ?? 0, page)
  const end = await watched(own, () => tap<CheckoutAnswer>(taps, cart, '/checkout', body, 'by text'))
  const sent = platforms.sandbox.world.messages.filter(({ channel, to }) => channel === 'sms' && to === cart.phone)
  if (sent.length > 1) taps.found('doubled', `One tap sent ${sent.length} text messages`, cart)
  // Any success means that the link was sent, so that no second one is; these are successes of a server before the platform.
  const isFeigned = platforms
    .callsAbout(cart)
    .some(({ path, fault = '' }) => path.endsWith('/finish') && ['not-json', 'login-page'].includes(fault))
  if (end.body && sent.length === 0 && !isFeigned)
    taps.found('lost', 'A checkout by text was acknowledged and not sent', cart)
  if (end.body) compareWithAllowed(own)
  else await recoverFrom(own, page, end)
}
