import { html, nothing } from 'lit'

import type { MerchantCart } from '../../contract/browser.ts'
import type { ConsoleSettings } from '../frame/context.ts'
import { formatAgo, formatMoment } from '../text/format.ts'
import type { ConsoleText } from '../text/messages.ts'
import { messageWay } from './status-pill.ts'

/** The first product and how many more there are: "Ceramic mug + 3 more". */
export function itemsText(
  { firstItem, itemCount = 0 }: Pick<MerchantCart, 'firstItem' | 'itemCount'>,
  text: ConsoleText,
): string {
  return firstItem
    ? text('carts.items', { first: firstItem, more: Math.max(0, itemCount - 1) }).trim()
    : text('carts.unknownItems')
}

/** The newest message about a cart: by which channel, and what became of it when. */
export function lastMessage(cart: MerchantCart, settings: ConsoleSettings) {
  const { text, locale, platformName } = settings
  const { lastMessage: last, messages: count, platform } = cart
  if (!last && count === 0) return html`<span class="muted">${text('carts.noMessage')}</span>`
  if (!last) return html`${text('carts.byPlatform', { count, platform: platformName(platform) })}`
  return html`${messageWay(last, settings)} ${whenMuted(last.at, text(`messageStatus.${last.status}`), locale)}`
}

const reached = ['orderedAt', 'checkedOutAt', 'openedAt'] as const

/** When the cart came as far as its status says; nothing where it was not opened. */
export function reachedAt(cart: MerchantCart, locale: string) {
  const instant = reached.map((step) => cart[step]).find(Boolean)
  return instant ? time(instant, locale) : nothing
}

function whenMuted(instant: string, what: string, locale: string) {
  return html`<span class="muted small after">${what} · ${time(instant, locale)}</span>`
}

/** How long ago, with the exact time for who wants it. */
function time(instant: string, locale: string) {
  return html`<bdi><time datetime=${instant} title=${formatMoment(instant, locale)}>${formatAgo(instant, locale)}</time></bdi>`
}
