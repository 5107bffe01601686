// Entry: the script tag's build: takes the token first, loads the elements only where there is a cart.
import { consumeLink, hasKept, type Link, startRecovery } from '../client/index.ts'
import { drawSkeleton } from './draw-skeleton.ts'

// Brings the types of tags and events along, and no code.
export type { CartRecoveryElement } from '../elements/index.ts'

// A page without a link loads this file and no other. With a link it takes the token out of the address, sends the
// first request, and only then loads the interface. It keeps watching: a storefront that routes by itself may bring
// another link, or the frame, at any time.

const tag = 'cart-recovery'
const options = new URL(import.meta.url ?? 'file:').searchParams
let lastPlace: Element | undefined
let lastHref = ''

// Before anything else that the page's own markup could break. A server that renders the page has none.
if (globalThis.document) {
  check()
  new MutationObserver(check).observe(document.documentElement, { childList: true, subtree: true })
  addEventListener('popstate', check)
  addEventListener('pageshow', check)
}

/** An element named `querySelector` would take the place of the document's own. The prototype's stays. */
function find(selector: string): Element | null {
  return Document.prototype.querySelector.call(document, selector)
}

function check() {
  const place = find(tag) ?? find(options.get('insert') || tag)
  if (!place || (place === lastPlace && location.href === lastHref)) return
  const link = consumeLink(window, place.getAttribute('token-param') ?? options.get('token-param') ?? undefined)
  lastPlace = place
  lastHref = location.href
  if (link || hasKept(window)) begin(place.localName === tag ? place : insert(place), link)
  // The attribute that the frame would set, without loading it.
  else if (place.localName === tag && !place.hasAttribute('status')) place.setAttribute('status', 'idle')
}

/** `cart-recovery.js?insert=main&endpoint=/cart-recovery`: every option but `insert` is an attribute of the frame. */
function insert(place: Element): Element {
  const frame = document.createElement(tag)
  for (const [name, value] of options) if (name !== 'insert') frame.setAttribute(name, value)
  place.append(frame)
  lastPlace = frame
  return frame
}

async function begin(frame: Element, link: Link | undefined) {
  const running =
    link && link !== 'malformed' ? startRecovery(link, frame.getAttribute('endpoint') ?? undefined) : undefined
  running?.catch(() => {}) // The frame handles the failure when it takes the request over.
  const removeSkeleton = drawSkeleton()
  try {
    const { show } = await import('./interface.ts')
    // A framework may have rendered the frame anew meanwhile.
    show(frame.isConnected ? frame : (find(tag) ?? frame), link, running)
  } catch {
    removeSkeleton()
    frame.textContent = 'Please open the link in your message again.'
  }
}
