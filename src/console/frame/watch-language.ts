/**
 * Calls back after a `lang` was changed anywhere on the page: the one that is nearest to an element may be another now. Returns a
 * function that stops it.
 */
export function watchLanguage(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange)
  observer.observe(document, { attributes: true, attributeFilter: ['lang'], subtree: true })
  return () => observer.disconnect()
}
