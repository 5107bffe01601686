import type { SandboxContext } from '../../sandbox-context.ts'
import type { Cart } from '../../world/cart.ts'
import { shopName } from '../../world/catalogue/catalogue.ts'
import { type StoreName, storeOf } from '../../world/stores.ts'
import { findCart, type SentMessage, type World } from '../../world/world.ts'
import { recoveryPage } from '../sites/site-routes.ts'
import { issuedToken } from './abandoned-carts.ts'

/** Sends the abandoned-cart e-mail; without a content of its own it gets the usual one. */
export function sendAbandonedCartEmail(world: World, cart: Cart, content?: { subject: string; text: string }): void {
  const count = cart.lines.length
  const things = count === 1 ? 'One thing is' : `${count} things are`
  world.messages.push({
    channel: 'email',
    platform: 'bigcommerce',
    to: cart.email,
    subject: content?.subject ?? 'Your cart is still here',
    text:
      content?.text ??
      `Hi ${cart.shopper.firstName || 'there'},\n\n${things} waiting where you left off. ` +
        `Open your cart whenever it suits you; nothing is ordered until you say so.\n\nWarmly,\n${shopName}`,
    cartId: cart.id,
    name: cart.key,
  })
}

/** The store of an e-mail and its link. The link is made when the e-mail is read: the shop's address may come late. */
export function viewMessage({ cartId }: SentMessage, context: SandboxContext): { store: StoreName; link?: string } {
  const cart = cartId === undefined ? undefined : findCart(context.world, cartId)
  const link = cart && abandonedCartLink(cart, context)
  return { store: storeOf(cart?.channelId ?? ''), ...(link && { link }) }
}

/** The link of an abandoned-cart e-mail: the page its route leads to, with `t` added to whatever query it has. */
function abandonedCartLink(cart: Cart, context: SandboxContext): string | undefined {
  if (!cart.token) return undefined
  const link = recoveryPage(cart, context)
  const token = issuedToken(cart.token, context)
  link.searchParams.append('t', token)
  const parameters = context.readings.get('linkParameters')
  if (parameters === 'with-campaign') link.searchParams.append('utm_source', 'abandoned-cart')
  if (parameters === 'token-twice') link.searchParams.append('t', token)
  return link.href
}
