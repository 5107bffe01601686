/** The element that has the focus, and how much of it can be seen, from 0 to 1. */
export interface FocusedPlace {
  /** Its accessible name, or what it says. Empty: nothing on the page has the focus. */
  name: string
  seen: number
  place: string
}

/** In the page: looks at points all over the focused element, and asks which of them nothing else covers. */
export function focusedPlace(): FocusedPlace {
  let focused = document.activeElement
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement
  if (!focused || focused === document.body) return { name: '', seen: 1, place: '' }
  const isShown = (x: number, y: number) => {
    let found = document.elementFromPoint(x, y)
    for (let inner = found?.shadowRoot?.elementFromPoint(x, y); inner && inner !== found; ) {
      found = inner
      inner = found.shadowRoot?.elementFromPoint(x, y)
    }
    return found !== null && focused.contains(found)
  }
  const { left, top, width, height } = focused.getBoundingClientRect()
  const steps = [0.05, 0.25, 0.5, 0.75, 0.95]
  const points = steps.flatMap((across) => steps.map((down) => isShown(left + width * across, top + height * down)))
  const name = focused.getAttribute('aria-label') ?? (focused.textContent?.trim() || focused.localName)
  const place = `${[left, top, width, height].map(Math.round).join(' ')} of ${innerWidth}×${innerHeight}`
  return { name: name.replaceAll(/\s+/g, ' '), seen: points.filter(Boolean).length / points.length, place }
}
