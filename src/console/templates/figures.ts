import { html, nothing } from 'lit'

import type { MerchantSummary, Money } from '../../contract/browser.ts'
import { formatMoney } from '../../format/index.ts'
import type { ConsoleSettings } from '../frame/context.ts'
import { formatAmounts, formatChange, formatShare } from '../text/format.ts'

type Before = MerchantSummary['before']

/** The four figures of a summary, and beside each what it was in the time before. */
export function figures(summary: MerchantSummary, settings: ConsoleSettings, openCarts: () => void) {
  const { text, locale } = settings
  const { recovered, funnel, open, orderedWithoutLink, before, days } = summary
  const currency = currencyOf(summary)
  const worth = (values: readonly Money[]) => amounts(values, currency, settings)
  const compared = (of: (figures: Before & object) => readonly Money[]) =>
    before && comparison(of(summary), of(before), days.length, currency, settings)
  const share = (of: MerchantSummary['funnel']) => formatShare(of.ordered, of.sent, locale)
  const shareBefore = before ? share(before.funnel) : ''
  const perOrder = average(recovered.value, recovered.carts, locale)
  const perReached = average(recovered.value, funnel.sent, locale)
  return html`<dl class="figures">
    ${figure(
      text('summary.recovered'),
      worth(recovered.value),
      [
        text('summary.recoveredHint', { count: recovered.carts }),
        perOrder && text('summary.perOrder', { value: perOrder }),
      ],
      compared((one) => one.recovered.value),
      'main',
    )}
    ${figure(
      text('summary.rate'),
      share(funnel) || text('none'),
      [text('summary.rateHint'), perReached && text('summary.perReached', { value: perReached })],
      shareBefore ? text('summary.before', { value: shareBefore, count: days.length }) : '',
    )}
    ${figure(
      text('summary.open'),
      worth(open.value),
      [
        html`${text('summary.openHint', { count: open.carts })}
        ${open.carts > 0 ? html`<button type="button" class="as-link" @click=${openCarts}>${text('summary.openStep')}</button>` : nothing}`,
      ],
      compared((one) => one.open.value),
    )}
    ${figure(
      text('summary.withoutLink'),
      worth(orderedWithoutLink.value),
      [text('summary.withoutLinkHint', { count: orderedWithoutLink.carts })],
      compared((one) => one.orderedWithoutLink.value),
    )}
  </dl>`
}

function figure(name: string, value: unknown, hints: readonly unknown[], compared: unknown, appearance = '') {
  return html`<div class="figure ${appearance}">
    <dt>${name}</dt>
    <dd class="value">${value}</dd>
    ${[...hints, compared].filter(Boolean).map((hint) => html` <dd class="muted small">${hint}</dd>`)}
  </div>`
}

/** What is left of an amount for each of so many. Empty where there is none, or of several currencies. */
function average([value, ...others]: readonly Money[], count: number, locale: string): string {
  if (!value || others.length > 0 || count === 0) return ''
  return formatMoney({ ...value, amount: Math.round(value.amount / count) }, locale)
}

/** One line for each currency: amounts of different currencies are never added up. Nothing is zero of the shop's currency. */
function amounts(values: readonly Money[], currency: string | undefined, { text, locale }: ConsoleSettings) {
  const shown = values.length === 0 && currency ? [{ amount: 0, currency }] : values
  if (shown.length === 0) return text('none')
  return shown.map((money) => html`<bdi>${formatMoney(money, locale, 'stripIfInteger')}</bdi>`)
}

/** What it was before, and where one currency can be compared, by how much it changed. */
function comparison(
  now: readonly Money[],
  before: readonly Money[],
  count: number,
  currency: string | undefined,
  { text, locale }: ConsoleSettings,
) {
  const earlier = before.length === 0 && currency ? [{ amount: 0, currency }] : before
  if (earlier.length === 0) return ''
  const isOne = [...now, ...earlier].every((money) => money.currency === currency)
  const change = isOne ? formatChange(now[0]?.amount ?? 0, earlier[0]?.amount ?? 0, locale) : ''
  const value = text('summary.before', { value: formatAmounts(earlier, locale), count })
  return change ? html`<b class="number">${change}</b> · ${value}` : value
}

/** The shop's currency, where there is one. */
function currencyOf({ recovered, open, orderedWithoutLink, before }: MerchantSummary): string | undefined {
  const all = [
    recovered,
    open,
    orderedWithoutLink,
    ...(before ? [before.recovered, before.open, before.orderedWithoutLink] : []),
  ]
  const currencies = new Set(all.flatMap(({ value }) => value.map(({ currency }) => currency)))
  return currencies.size === 1 ? [...currencies][0] : undefined
}
