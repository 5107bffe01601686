import { html, nothing } from 'lit'
import { maxQuantity } from '../../contract/browser.ts'
import { formatMoney } from '../../format/index.ts'
import type { LineView } from '../../state/index.ts'
import type { FrameSettings } from '../frame/frame-settings.ts'
import { icon } from '../styles/icons.ts'

/** The price of a row: of what can be bought, or struck through where nothing can. What is part of another line may have none. */
export function renderPrice(
  { lineItem: { kind, price, quantity }, buyable, previousPrice: before }: LineView,
  { text, locale }: FrameSettings,
) {
  if (!price.amount && kind === 'bundled') return nothing
  const of = (count: number, { amount } = price) =>
    amount ? formatMoney({ ...price, amount: amount * count }, locale) : text('free')
  if (buyable === 0) return html`<s part="price">${of(quantity)}</s>`
  const hasDropped = before && before.amount > price.amount
  // The row says it in words as well.
  return html`<span part="price">${of(buyable)}${hasDropped ? html`<s aria-hidden="true">${of(buyable, before)}</s>` : nothing}</span>`
}

/** The price of one piece, where it differs from the row's, and the price before, where it changed. */
export function renderPriceNotes(line: LineView, { text, locale }: FrameSettings) {
  const { lineItem, buyable, previousPrice: before } = line
  const { price } = lineItem
  if (buyable === 0) return nothing
  const hasDropped = before && before.amount > price.amount
  return html`
    ${buyable > 1 && price.amount > 0 ? html`<span>${text('each', { price: formatMoney(price, locale) })}</span>` : nothing}
    ${
      before
        ? html`<span part="price-change" class=${hasDropped ? 'dropped' : 'raised'}>${text(
            hasDropped ? 'priceDown' : 'priceUp',
            { before: formatMoney(before, locale), now: formatMoney(price, locale) },
          )}</span>`
        : nothing
    }
  `
}

/** The quantity: a stepper where it can be edited, text where it cannot, nothing where nothing can be bought. */
export function renderQuantity(
  line: LineView,
  { text }: FrameSettings,
  locked: boolean,
  choose: (chosen: number) => void,
) {
  const { lineItem, buyable, editing } = line
  if (buyable === 0) return nothing
  if (editing !== 'quantity') {
    return html`<span part="quantity" class="muted small">${text('quantity', { count: buyable })}</span>`
  }
  const max = lineItem.availability.quantity ?? maxQuantity
  const step = (by: number, name: 'minus' | 'plus', label: string) => {
    const chosen = buyable + by
    const isDisabled = locked || chosen < 1 || chosen > max
    return html`<button
      class="step" aria-label=${label} aria-disabled=${isDisabled ? 'true' : nothing}
      @click=${() => !isDisabled && choose(chosen)}
    >${icon(name)}</button>`
  }
  return html`<span part="quantity" class="stepper">
    ${step(-1, 'minus', text('fewer', { item: lineItem.name }))}
    <input
      type="number" inputmode="numeric" min="0" max=${max}
      aria-label=${text('quantityOf', { item: lineItem.name })} ?readonly=${locked} .value=${String(buyable)}
      @change=${(event: Event) => acceptTyped(event, buyable, max, choose)}
    />
    ${step(1, 'plus', text('more', { item: lineItem.name }))}
  </span>`
}

/** Accepts a whole number, cut to what is in stock; the field takes anything else back. */
function acceptTyped(event: Event, current: number, max: number, choose: (chosen: number) => void) {
  const input = event.currentTarget as HTMLInputElement
  const typed = input.value.trim() === '' ? Number.NaN : Number(input.value)
  const chosen = Number.isInteger(typed) && typed >= 0 ? Math.min(typed, max) : current
  input.value = String(chosen || current)
  if (chosen !== current) choose(chosen)
}
