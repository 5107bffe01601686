import { issuedToken } from '../bigcommerce/abandoned-carts/abandoned-carts.ts'
import { recoveryPage } from '../bigcommerce/sites/site-routes.ts'
import type { SandboxContext } from '../sandbox-context.ts'
import type { Cart } from './cart.ts'
import { shopName } from './catalogue/catalogue.ts'
import { type StoreName, storeOf } from './stores.ts'
import { findCart, type SentMessage, type World } from './world.ts'

/** A message as a mailbox shows it. */
export interface Message extends SentMessage {
  /** The demo store it came from. */
  store: StoreName
}

/** Every message that was sent, oldest first, with the links as they are now. */
export function listMessages(context: SandboxContext): Message[] {
  return context.world.messages.map((message) => {
    if (message.platform === 'vesuviopay' || message.platform === 'tjar') return { store: message.platform, ...message }
    if (message.platform === 'buzzbip') return { store: storeOfLink(message.link, context), ...message }
    const cart = message.cartId === undefined ? undefined : findCart(context.world, message.cartId)
    const link = cart && abandonedCartLink(cart, context)
    return { store: storeOf(cart?.channelId ?? ''), ...message, ...(link && { link }) }
  })
}

/** The link of an abandoned-cart e-mail: the page its route leads to, with `t` added to whatever query it has. */
export function abandonedCartLink(cart: Cart, context: SandboxContext): string | undefined {
  if (!cart.token) return undefined
  const link = recoveryPage(cart, context)
  const token = issuedToken(cart.token, context)
  link.searchParams.append('t', token)
  const parameters = context.readings.get('linkParameters')
  if (parameters === 'with-campaign') link.searchParams.append('utm_source', 'abandoned-cart')
  if (parameters === 'token-twice') link.searchParams.append('t', token)
  return link.href
}

/** The store whose recovery page a link opens. Whoever sent it knows no stores; the first one stands in. */
function storeOfLink(link: string | undefined, { recoveryPageUrls }: SandboxContext): StoreName {
  const pages = Object.entries(recoveryPageUrls()).map(([channelId, url]) => ({
    channelId,
    url: url.split('?')[0] ?? '',
  }))
  // One page may lie below another; then the longer address decides.
  const fits = pages.filter(({ url }) => url !== '' && link?.startsWith(url))
  const [page] = fits.toSorted((one, two) => two.url.length - one.url.length)
  return storeOf((page ?? pages[0])?.channelId ?? '')
}

/** Sends the abandoned-cart e-mail; without words of its own it gets the shop's usual ones. */
export function sendAbandonedCartEmail(world: World, cart: Cart, words?: { subject: string; text: string }): void {
  const count = cart.lines.length
  const things = count === 1 ? 'One thing is' : `${count} things are`
  world.messages.push({
    channel: 'email',
    platform: 'bigcommerce',
    to: cart.email,
    subject: words?.subject ?? 'Your cart is still here',
    text:
      words?.text ??
      `Hi ${cart.shopper.firstName || 'there'},\n\n${things} waiting where you left off. ` +
        `Open your cart whenever it suits you; nothing is ordered until you say so.\n\nWarmly,\n${shopName}`,
    cartId: cart.id,
    name: cart.key,
  })
}
