import { html } from 'hono/html'

import { maxQuantity } from '../contract/browser.ts'
import { availabilityText, type DisplayedStatus, displayedStatus } from '../elements/text/availability-text.ts'
import { formatMoney } from '../format/index.ts'
import type { LineView } from '../state/index.ts'
import type { Language } from './language.ts'

const tones: Record<DisplayedStatus, string> = {
  available: 'positive',
  'low-stock': 'caution',
  partial: 'caution',
  'out-of-stock': 'critical',
  unavailable: 'critical',
  discontinued: 'critical',
  unknown: '',
  checking: '',
}

/** One row of the form. The name of its field is the line's id: how many of it the shopper wants. */
export function renderRow(line: LineView, language: Language) {
  const { locale, text } = language
  const { lineItem, buyable, removed, settledAtCheckout } = line
  const { name, kind, options, imageUrl, price, quantity } = lineItem
  const isFree = price.amount === 0
  const amount = isFree ? text('free') : formatMoney({ ...price, amount: price.amount * (buyable || quantity) }, locale)
  // The price of what is part of another line is in that one's.
  const isPriced = !isFree || kind !== 'bundled'
  const says = removed ? text('removed') : settledAtCheckout ? '' : availabilityText(line, language)
  return html`<li class="${buyable === 0 ? 'gone' : ''}">
    ${imageUrl ? html`<img src="${imageUrl}" alt="" width="72" height="72" loading="lazy" />` : ''}
    <div>
      <p class="first"><bdi>${name}</bdi> ${isPriced && (buyable === 0 ? html`<s>${amount}</s>` : html`<b>${amount}</b>`)}</p>
      ${isFree && kind === 'promotional' ? html`<p class="small">${text('gift')}</p>` : ''}
      <p class="small"><bdi>${options.map((option) => (option.name && option.value ? text('option', option) : option.name || option.value)).join(' · ')}</bdi></p>
      ${buyable > 1 && price.amount > 0 ? html`<p class="small">${text('each', { price: formatMoney(price, locale) })}</p>` : ''}
      ${renderPriceChange(line, language)}
      ${says && html`<p class="${removed ? '' : tones[displayedStatus(line)]}">${says}</p>`}
      ${renderQuantity(line, language)}
    </div>
  </li>`
}

/** The price before, where it changed since the cart was left. */
function renderPriceChange({ lineItem: { price }, previousPrice: before, buyable }: LineView, language: Language) {
  if (!before || buyable === 0) return ''
  const { text, locale } = language
  const key = before.amount > price.amount ? 'priceDown' : 'priceUp'
  return html`<p class="caution">${text(key, { before: formatMoney(before, locale), now: formatMoney(price, locale) })}</p>`
}

/** A number to type, where the line may be edited; 0 removes it. A removed one keeps its field, to be put back. */
function renderQuantity(line: LineView, { text }: Language) {
  const { lineItem, buyable, editing, removed } = line
  if (buyable === 0 && !removed) return ''
  if (editing === 'none') return html`<p class="small">${text('quantity', { count: buyable })}</p>`
  const max = editing === 'remove' ? lineItem.quantity : (lineItem.availability.quantity ?? maxQuantity)
  return html`<input
    type="number" inputmode="numeric" min="0" max="${max}" step="${editing === 'remove' ? max : 1}"
    name="line.${lineItem.id}" value="${buyable}" aria-label="${text('quantityOf', { item: lineItem.name })}" />`
}
