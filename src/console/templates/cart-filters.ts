import { html, nothing } from 'lit'

import { type MerchantCartsAnswer, maxSearchLength } from '../../contract/browser.ts'
import type { ConsoleSettings } from '../frame/context.ts'
import type { ListFilter } from '../merchant-client.ts'
import type { PagedList } from '../state/paged-list.ts'
import { selectField } from './select-field.ts'

const statuses = ['abandoned', 'opened', 'checked-out', 'recovered', 'closed'] as const
const sorts = ['newest', 'oldest', 'highest', 'lowest'] as const

/** Search, order and filters of the carts. A change shows the first page of what fits. */
export function cartFilters(
  carts: PagedList<MerchantCartsAnswer>,
  platforms: readonly string[],
  { text, platformName }: ConsoleSettings,
) {
  const { cursors: _cursors, ...filter } = carts.$position.get()
  const change = (changed: ListFilter) => carts.filter({ ...filter, ...changed })
  const isNarrowed = [filter.platform, filter.from, filter.until, filter.valueFrom, filter.valueTo].some(Boolean)
  const search = (event: Event) => {
    event.preventDefault()
    const field =
      event.currentTarget instanceof HTMLFormElement ? event.currentTarget.elements.namedItem('search') : null
    if (!(field instanceof HTMLInputElement)) return
    const wanted = field.value.trim()
    // Enter is a change and a submission.
    if (wanted !== (carts.$position.get().search ?? '')) change({ search: wanted })
  }
  return html`<search class="filters">
    <form class="field search" @submit=${search} @change=${search}>
      <label for="search">${text('carts.search')}</label>
      <input
        id="search" name="search" type="search" enterkeyhint="search" autocomplete="off" maxlength=${maxSearchLength} dir="auto"
        .value=${filter.search ?? ''} aria-describedby="search-hint"
      >
      <p id="search-hint" class="muted small">${text('carts.searchHint')}</p>
    </form>
    ${selectField({
      id: 'status',
      label: text('carts.status'),
      value: filter.status ?? '',
      options: [['', text('all')], ...statuses.map((name) => [name, text(`cartStatus.${name}`)] as const)],
      choose: (status) => change({ status }),
    })}
    ${selectField({
      id: 'sort',
      label: text('carts.sort'),
      value: filter.sort ?? 'newest',
      options: sorts.map((name) => [name, text(`carts.sort.${name}`)] as const),
      choose: (sort) => change({ sort: sort === 'newest' ? '' : sort }),
    })}
    <details ?open=${isNarrowed}>
      <summary>${text('carts.more')}</summary>
      <div class="more">
        ${dayField('from', text('carts.from'), filter.from, (from) => change({ from }))}
        ${dayField('until', text('carts.until'), filter.until, (until) => change({ until }))}
        ${valueField('valueFrom', text('carts.valueFrom'), filter.valueFrom, (valueFrom) => change({ valueFrom }))}
        ${valueField('valueTo', text('carts.valueTo'), filter.valueTo, (valueTo) => change({ valueTo }))}
        ${
          platforms.length > 1 || filter.platform
            ? selectField({
                id: 'platform',
                label: text('carts.platform'),
                value: filter.platform ?? '',
                options: [['', text('all')], ...platforms.map((name) => [name, platformName(name)] as const)],
                choose: (platform) => change({ platform }),
              })
            : nothing
        }
      </div>
    </details>
  </search>`
}

const dayMs = 24 * 60 * 60 * 1000

/** A day in the merchant's own time zone: its first moment, and of the last day the first one after it. */
function dayField(id: 'from' | 'until', label: string, instant: string | undefined, choose: (instant: string) => void) {
  const shown = instant ? toDay(new Date(Date.parse(instant) - (id === 'until' ? 1 : 0))) : ''
  const handle = ({ target }: Event) => {
    if (!(target instanceof HTMLInputElement)) return
    const at = new Date(`${target.value}T00:00`).getTime()
    choose(Number.isNaN(at) ? '' : new Date(at + (id === 'until' ? dayMs : 0)).toISOString())
  }
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <input id=${id} type="date" .value=${shown} @change=${handle}>
  </div>`
}

function toDay(date: Date): string {
  const [month, day] = [date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0'))
  return `${date.getFullYear()}-${month}-${day}`
}

function valueField(id: string, label: string, value: string | undefined, choose: (value: string) => void) {
  const handle = ({ target }: Event) => {
    if (target instanceof HTMLInputElement && target.checkValidity()) choose(target.value)
  }
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <input id=${id} type="number" min="0" step="any" inputmode="decimal" .value=${value ?? ''} @change=${handle}>
  </div>`
}
