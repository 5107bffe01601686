import type { Box, Measured, Rect } from './boxes.ts'

/**
 * In the page: every text, control and picture of the widget with its place, through open shadow roots. A function of its
 * own, because it is sent to the browser as text.
 */
export function collectBoxes(): Measured {
  interface Around {
    clips: Rect[]
    edge?: Rect
    layer: number
    scrolls: boolean
    within: number[]
    host: string
  }
  const boxes: Box[] = []
  const layers: Measured['layers'] = []
  const frame = document.querySelector('cart-recovery')
  const widgetWidth = frame?.clientWidth ?? innerWidth
  const plain = ({ left, top, right, bottom }: Rect): Rect => ({
    left: left + scrollX,
    top: top + scrollY,
    right: right + scrollX,
    bottom: bottom + scrollY,
  })
  const alpha = (colour: string) => Number(/(?:\/ |rgba\(.*, )([\d.]+)\)$/.exec(colour)?.[1] ?? 1)

  /** Rows outside of the window are not drawn, and have a size that was guessed until they are. */
  function drawAll(root: ParentNode | null): void {
    for (const element of root?.querySelectorAll<HTMLElement>('*') ?? []) {
      if (getComputedStyle(element).contentVisibility === 'auto') element.style.contentVisibility = 'visible'
      drawAll(element.shadowRoot)
    }
  }

  function name(element: Element, host: string): string {
    const part = element.getAttribute('part')
    const mark = part ? `[part=${part}]` : [...element.classList].map((word) => `.${word}`).join('')
    return `${host} ${element.localName}${mark}`.trim()
  }

  function childrenOf(element: Element): Node[] {
    if (element.shadowRoot) return [...element.shadowRoot.childNodes]
    const assigned = element instanceof HTMLSlotElement ? element.assignedNodes() : []
    return assigned.length > 0 ? assigned : [...element.childNodes]
  }

  function visit(element: Element, around: Around): void {
    if (element.matches('style, script, template, noscript')) return
    const style = getComputedStyle(element)
    if (style.display === 'none' || style.opacity === '0' || style.clipPath === 'inset(50%)') return
    const rect = plain(element.getBoundingClientRect())
    const inside = { ...around, host: element.shadowRoot ? element.localName : around.host }
    if (/sticky|fixed/.test(style.position)) {
      const opacity = alpha(style.backgroundColor) * Number(style.opacity)
      inside.layer = layers.push({ element: name(element, around.host), rect, opacity })
    }
    if (/auto|scroll/.test(style.overflowX) && element.scrollWidth > element.clientWidth) inside.scrolls = true
    if (/hidden|clip/.test(`${style.overflowX} ${style.overflowY}`)) inside.clips = [...around.clips, rect]
    const isEdged = Number.parseFloat(style.borderLeftWidth) > 0 && Number.parseFloat(style.borderRightWidth) > 0
    if (style.display !== 'inline' && (isEdged || alpha(style.backgroundColor) > 0)) inside.edge = rect
    const isLeaf = element.matches('img, svg, canvas, button, input, select, textarea, a')
    // What is in a closed part of the page has a place, and is not drawn.
    if (isLeaf && !element.checkVisibility({ visibilityProperty: true })) return
    if (element.matches('img, svg, canvas')) {
      add('picture', element, '', [rect], around)
      return
    }
    if (element.matches('button, input, select, textarea') || (element.matches('a') && style.display !== 'inline')) {
      const { value = '', scrollWidth, clientWidth } = element as HTMLInputElement
      inside.within = [...around.within, boxes.length]
      add('control', element, element.textContent?.trim() || value, [rect], around)
      const isCut = element.matches('input, textarea') && scrollWidth > clientWidth + 1
      if (isCut) boxes.at(-1)?.clips.push({ ...rect, right: rect.right - (scrollWidth - clientWidth) })
      if (!element.matches('button, a')) return
    }
    for (const child of childrenOf(element)) {
      if (child instanceof Element) visit(child, inside)
      else if (child instanceof Text && child.data.trim()) addText(child, element, inside)
    }
  }

  function add(kind: Box['kind'], element: Element, text: string, rects: Rect[], { host, ...around }: Around) {
    boxes.push({ kind, element: name(element, host), text, rects, broken: [], ...around, clips: [...around.clips] })
  }

  function addText(node: Text, element: Element, around: Around) {
    if (!element.checkVisibility({ visibilityProperty: true })) return
    const range = document.createRange()
    range.selectNodeContents(node)
    const rects = [...range.getClientRects()].filter(({ width, height }) => width > 0.5 && height > 0.5).map(plain)
    const text = node.data.trim().replaceAll(/\s+/g, ' ')
    add('text', element, text, rects, around)
    const added = boxes.at(-1)
    if (added && rects.length > 1) added.broken = brokenWords(node, element)
  }

  /** Words on two lines which would have had room on one: in their own block, or in half of the widget. */
  function brokenWords(node: Text, element: Element): string[] {
    // These languages have no spaces, and lines end between any two words.
    if (/^(ja|zh|th)/.test(element.closest('[lang]')?.getAttribute('lang') ?? document.documentElement.lang)) return []
    const blockWidth = blockOf(element).clientWidth
    const found: string[] = []
    for (const { 0: word, index } of node.data.matchAll(/[^\s\u2013\u2014\u200b/-]+/g)) {
      // Where a soft hyphen stands, a word may end its line with one.
      if (word.includes('\u00ad')) continue
      const range = document.createRange()
      range.setStart(node, index)
      range.setEnd(node, index + word.length)
      const rects = [...range.getClientRects()].filter(({ width }) => width > 0.5)
      const tops = new Set(rects.map(({ top }) => Math.round(top)))
      const width = rects.reduce((sum, rect) => sum + rect.width, 0)
      if (tops.size > 1 && width <= Math.max(widgetWidth / 2, blockWidth)) found.push(word)
    }
    return found
  }

  function blockOf(element: Element): Element {
    const root = element.getRootNode()
    const parent = element.parentElement ?? (root instanceof ShadowRoot ? root.host : undefined)
    return parent && /inline|contents/.test(getComputedStyle(element).display) ? blockOf(parent) : element
  }

  drawAll(document)
  if (frame) visit(frame, { clips: [], layer: 0, scrolls: false, within: [], host: '' })
  return { width: document.documentElement.clientWidth, boxes, layers }
}
