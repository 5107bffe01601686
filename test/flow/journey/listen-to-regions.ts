/**
 * In the page: notes in `window.announced` what its live regions say from now on, in whatever shadow root. An alert that is new on
 * the page is said; a status that comes with its words is not, as in most screen readers: it has to be there before them.
 */
export function listenToRegions(): void {
  const announced: string[] = []
  Reflect.set(window, 'announced', announced)
  let before: Map<Element, string> | undefined
  const regionsIn = (root: ParentNode): Element[] =>
    [...root.querySelectorAll('*')].flatMap((element) => [
      ...(element.matches('[role=status], [role=alert], [aria-live]') ? [element] : []),
      ...(element.shadowRoot ? regionsIn(element.shadowRoot) : []),
    ])
  setInterval(() => {
    const now = new Map(
      regionsIn(document).map((region) => [region, (region.textContent ?? '').replaceAll(/\s+/g, ' ').trim()]),
    )
    for (const [region, text] of now) {
      const isNew = before !== undefined && !before.has(region)
      const isSilent = isNew && !region.matches('[role=alert]')
      if (text && text !== before?.get(region) && !isSilent) announced.push(text)
    }
    before = now
  }, 40)
}
