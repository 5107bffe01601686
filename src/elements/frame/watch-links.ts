import { consumeLink, hasKept } from '../../client/index.ts'
import { $frames } from './frames.ts'

/**
 * Brings links to the page's first frame: on load, by Back, by a hash, and by a router, whose `pushState` makes no
 * event, so that any rendering after it is the sign. Nothing of the page is patched, and nothing keeps it out of
 * the browser's memory. The script tag does the same before any of this is loaded.
 */
export function watchLinks(): void {
  let seenHref = ''
  let seenFrame: unknown

  function look() {
    const [frame] = $frames.get()
    if (!frame || (frame === seenFrame && location.href === seenHref)) return
    const link = consumeLink(window, frame.tokenParam)
    seenFrame = frame
    seenHref = location.href
    if (link || hasKept(window)) frame.open(link)
  }

  new MutationObserver(look).observe(document.documentElement, { childList: true, subtree: true })
  addEventListener('popstate', look)
  addEventListener('pageshow', look)
  $frames.subscribe(look)
}
