import { consumeLink, hasKept } from '../../client/index.ts'
import { $frames } from './frames.ts'

/**
 * Brings links to the page's first frame: on load, by Back, by a hash, and by a router. `pushState` makes no event, so
 * every change of the document is taken as a sign of one. Nothing of the page is patched, and nothing keeps it out of the
 * browser's back/forward cache. The script tag does the same before any of this is loaded.
 */
export function watchLinks(): void {
  let lastHref = ''
  let lastFrame: unknown

  function check() {
    const [frame] = $frames.get()
    if (!frame || (frame === lastFrame && location.href === lastHref)) return
    const link = consumeLink(window, frame.tokenParam)
    lastFrame = frame
    lastHref = location.href
    if (link || hasKept(window)) frame.open(link)
  }

  new MutationObserver(check).observe(document.documentElement, { childList: true, subtree: true })
  addEventListener('popstate', check)
  addEventListener('pageshow', check)
  $frames.subscribe(check)
}
