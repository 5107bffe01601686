import { html, svg } from 'lit'

import type { MerchantSummary, Money } from '../../contract/browser.ts'
import { formatMoney, formatNumber } from '../../format/index.ts'
import type { ConsoleSettings } from '../frame/context.ts'
import { formatUtcDay } from '../text/format.ts'
import { panelTable } from './panel-table.ts'

type Days = MerchantSummary['days']

const width = 300
const height = 80

/**
 * What was recovered on each day, as a line, and as a table with the same numbers. Where amounts have several currencies, the
 * line counts carts, because they are never added up.
 */
export function trend(days: Days, settings: ConsoleSettings) {
  const { text, locale } = settings
  const currencies = new Set(days.flatMap(({ recovered }) => recovered.value.map(({ currency }) => currency)))
  const [currency] = currencies.size === 1 ? currencies : []
  const sizeOf = ({ recovered }: Days[number]) => (currency ? (recovered.value[0]?.amount ?? 0) : recovered.carts)
  const toText = (size: number) =>
    currency ? formatMoney({ amount: size, currency }, locale, 'stripIfInteger') : formatNumber(size, locale)
  const sizes = days.map(sizeOf)
  const most = Math.max(...sizes, 0)
  const day = days[sizes.indexOf(most)]?.day ?? ''
  const spoken =
    most > 0
      ? text('summary.trendChart', { count: days.length, value: toText(most), day: formatUtcDay(day, locale) })
      : text('summary.trendEmpty', { count: days.length })
  return html`<section class="panel trend" aria-labelledby="trend">
    <h3 id="trend">${text('summary.trend')}</h3>
    <p class="muted small">${text(currency ? 'summary.trendValue' : 'summary.trendCarts')}</p>
    <div role="img" aria-label=${spoken}>
      <p class="most number small">${most > 0 ? html`<bdi>${toText(most)}</bdi>` : ''}</p>
      ${line(sizes, most)}
      <p class="ends muted small">
        <span>${formatUtcDay(days[0]?.day ?? '', locale)}</span><span>${formatUtcDay(days.at(-1)?.day ?? '', locale)}</span>
      </p>
    </div>
    ${panelTable(
      text('summary.trend'),
      [text('summary.day'), text('summary.abandoned'), text('cartStatus.recovered'), text('summary.value')],
      days
        .filter(({ carts, recovered }) => carts > 0 || recovered.carts > 0)
        .toReversed()
        .map(({ day, carts, recovered }) => [
          formatUtcDay(day, locale),
          formatNumber(carts, locale),
          formatNumber(recovered.carts, locale),
          formatValues(recovered.value, locale),
        ]),
      settings,
    )}
  </section>`
}

/** SVG attributes, because a page's Content Security Policy may forbid style attributes. */
function line(sizes: readonly number[], most: number) {
  const step = width / Math.max(1, sizes.length - 1)
  const points = sizes.map(
    (size, index) => `${round(index * step)},${round(height - 2 - (size / Math.max(1, most)) * (height - 6))}`,
  )
  return html`<svg class="line" viewBox="0 0 ${width} ${height}" preserveAspectRatio="none" aria-hidden="true">
    ${svg`<polygon class="area" points="0,${height} ${points.join(' ')} ${width},${height}" />
      <polyline points=${points.join(' ')} vector-effect="non-scaling-stroke" />`}
  </svg>`
}

const round = (value: number) => Math.round(value * 10) / 10

function formatValues(values: readonly Money[], locale: string): string {
  return values.map((money) => formatMoney(money, locale, 'stripIfInteger')).join(' · ')
}
