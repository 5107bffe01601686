/** What moved without the shopper having done anything: the sum, and what moved furthest. */
export interface LayoutShift {
  score: number
  moved: string[]
}

interface Shift extends PerformanceEntry {
  value: number
  hadRecentInput: boolean
  sources: { node: Node | null; previousRect: DOMRectReadOnly; currentRect: DOMRectReadOnly }[]
}

declare global {
  interface Window {
    layoutShift?: LayoutShift
  }
}

/**
 * In the page, before any of its scripts: adds up what moves until the first tap. What moves then is an answer to it, and how soon that
 * comes is a matter of the machine.
 */
export function observeShifts(): void {
  const seen: LayoutShift = { score: 0, moved: [] }
  window.layoutShift = seen
  let tappedAt = Number.POSITIVE_INFINITY
  for (const type of ['click', 'input', 'submit'])
    addEventListener(type, () => (tappedAt = Math.min(tappedAt, performance.now())), { capture: true })
  const name = (node: Node | null) => {
    const element = node instanceof Element ? node : node?.parentElement
    const root = element?.getRootNode()
    const host = root instanceof ShadowRoot ? `${root.host.localName} ` : ''
    return element ? `${host}${element.localName}${element.className ? `.${element.className}` : ''}` : 'what is gone'
  }
  const at = ({ x, y, width, height }: DOMRectReadOnly) => [x, y, width, height].map(Math.round).join(' ')
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, startTime, sources } of list.getEntries() as Shift[]) {
      if (hadRecentInput || startTime >= tappedAt) continue
      seen.score += value
      for (const { node, previousRect, currentRect } of sources)
        seen.moved.push(`${value.toFixed(3)} ${name(node)}: ${at(previousRect)} → ${at(currentRect)}`)
    }
  }).observe({ type: 'layout-shift', buffered: true })
}
