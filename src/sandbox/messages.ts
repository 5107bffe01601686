import { issuedToken } from './bigcommerce/abandoned-carts.ts'
import type { Cart } from './cart.ts'
import { shopName } from './catalogue/catalogue.ts'
import type { SandboxContext } from './sandbox-context.ts'
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
    if (message.platform === 'vesuviopay') return { store: 'vesuviopay', ...message }
    const cart = message.cartId === undefined ? undefined : findCart(context.world, message.cartId)
    const link = cart && abandonedCartLink(cart, context)
    return { store: storeOf(cart?.channelId ?? ''), ...message, ...(link && { link }) }
  })
}

/** The link of an abandoned-cart e-mail: the channel's recovery page with `t` added to whatever query it has. */
export function abandonedCartLink(cart: Cart, context: SandboxContext): string | undefined {
  const page = context.recoveryPageUrls()[cart.channelId]
  if (!page || !cart.token) return undefined
  const link = new URL(page)
  link.searchParams.append('t', issuedToken(cart.token, context))
  return link.href
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
