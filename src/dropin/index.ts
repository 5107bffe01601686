import { consumeLink, hasKept, type Link, post } from '../client/index.ts'

// The whole of this file is what a page without a link pays for. With a link it takes the token out of the
// address, sends the first request, and only then loads the interface. It stays on watch: a storefront that
// routes by itself may bring another link, or the frame, at any time.

const tag = 'cart-recovery'
const options = new URL(import.meta.url).searchParams
let seenPlace: Element | undefined
let seenHref = ''

new MutationObserver(look).observe(document.documentElement, { childList: true, subtree: true })
addEventListener('popstate', look)
addEventListener('pageshow', look)
look()

function look() {
  const place = document.querySelector(tag) ?? document.querySelector(options.get('insert') || tag)
  if (!place || (place === seenPlace && location.href === seenHref)) return
  const link = consumeLink(window, place.getAttribute('token-param') ?? options.get('token-param') ?? undefined)
  seenPlace = place
  seenHref = location.href
  if (link || hasKept(window)) begin(place.localName === tag ? place : insert(place), link)
  // The frame's own word for it, without its code.
  else if (place.localName === tag && !place.hasAttribute('status')) place.setAttribute('status', 'idle')
}

/** `cart-recovery.js?insert=main&endpoint=/cart-recovery`: what is no option of ours is an attribute. */
function insert(place: Element): Element {
  const frame = document.createElement(tag)
  for (const [name, value] of options) if (name !== 'insert') frame.setAttribute(name, value)
  place.append(frame)
  seenPlace = frame
  return frame
}

async function begin(frame: Element, link: Link | undefined) {
  const running =
    link?.kind === 'token'
      ? post(frame.getAttribute('endpoint') ?? '/cart-recovery', '/recover', { token: link.token })
      : undefined
  running?.catch(() => {}) // Whoever takes it over says so.
  // The interface's own place, before it is there.
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(`${tag}:not(:defined){display:block;min-block-size:var(--${tag}-min-height,100svh)}`)
  document.adoptedStyleSheets.push(sheet)
  try {
    const { show } = await import('./interface.ts')
    // A framework may have rendered the frame anew meanwhile.
    show(frame.isConnected ? frame : (document.querySelector(tag) ?? frame), link, running)
  } catch {
    frame.textContent = 'Please open the link in your message again.'
  }
}
