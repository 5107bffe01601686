import type { LineItem } from '../../contract/browser.ts'

/** Lines of an answer in the order that the page has, so that no row moves while it is read. One that is new brings the answer's. */
export function keepOrder(lineItems: readonly LineItem[], onPage: readonly LineItem[] = []): LineItem[] {
  const ids = onPage.map(({ id }) => id)
  const placeOf = ({ id }: LineItem) => ids.indexOf(id)
  return lineItems.every((line) => placeOf(line) >= 0)
    ? [...lineItems].sort((one, other) => placeOf(one) - placeOf(other))
    : [...lineItems]
}
