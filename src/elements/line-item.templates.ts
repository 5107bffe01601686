import { html, nothing } from 'lit'

import { type LineView, maximumQuantity } from '../state/index.ts'
import type { Settings } from './frame/context.ts'
import { icon } from './styles/icons.ts'
import { formatMoney, formatNumber } from './text/format.ts'

/** What a row costs: of what can be bought, or struck through where that is nothing. */
export function priceOf({ lineItem: { price, quantity }, buyable }: LineView, { locale }: Settings) {
  const of = (count: number) => formatMoney({ ...price, amount: price.amount * count }, locale)
  return buyable === 0 ? html`<s part="price">${of(quantity)}</s>` : html`<span part="price">${of(buyable)}</span>`
}

/** What one piece costs, where that is not what the row costs, and what it cost before. */
export function priceNotes({ lineItem, buyable }: LineView, { messages, locale }: Settings) {
  const { price, previousPrice: before } = lineItem
  if (buyable === 0) return nothing
  const hasChanged = before && before.amount !== price.amount
  const hasDropped = hasChanged && before.amount > price.amount
  return html`
    ${buyable > 1 && price.amount > 0 ? html`<span>${messages.each(formatMoney(price, locale))}</span>` : nothing}
    ${
      hasChanged
        ? html`<span part="price-change" class=${hasDropped ? 'dropped' : 'raised'}>${(hasDropped
            ? messages.priceDown
            : messages.priceUp)(formatMoney(before, locale), formatMoney(price, locale))}</span>`
        : nothing
    }
  `
}

/** How many: a stepper where that can change, words where it cannot, nothing where there are none. */
export function quantityOf(
  line: LineView,
  { messages, locale }: Settings,
  locked: boolean,
  choose: (n: number) => void,
) {
  const { lineItem, buyable, editing } = line
  if (buyable === 0) return nothing
  if (editing !== 'quantity') {
    return html`<span part="quantity" class="muted small">${messages.quantity(formatNumber(buyable, locale))}</span>`
  }
  const most = lineItem.availability.quantity ?? maximumQuantity
  const step = (by: number, name: 'minus' | 'plus', label: string) => {
    const next = buyable + by
    const isStuck = locked || next < 1 || next > most
    return html`<button
      class="step" aria-label=${label} aria-disabled=${isStuck ? 'true' : nothing}
      @click=${() => !isStuck && choose(next)}
    >${icon(name)}</button>`
  }
  return html`<span part="quantity" class="stepper">
    ${step(-1, 'minus', messages.fewer(lineItem.name))}
    <input
      type="number" inputmode="numeric" min="0" max=${most}
      aria-label=${messages.quantityOf(lineItem.name)} ?readonly=${locked} .value=${String(buyable)}
      @change=${(event: Event) => acceptTyped(event, buyable, most, choose)}
    />
    ${step(1, 'plus', messages.more(lineItem.name))}
  </span>`
}

/** Only a whole number is a wish; anything else goes back to what it was. More than there are becomes all of them. */
function acceptTyped(event: Event, current: number, most: number, choose: (quantity: number) => void) {
  const input = event.currentTarget as HTMLInputElement
  const typed = input.value.trim() === '' ? Number.NaN : Number(input.value)
  const wanted = Number.isInteger(typed) && typed >= 0 ? Math.min(typed, most) : current
  input.value = String(wanted || current)
  if (wanted !== current) choose(wanted)
}
