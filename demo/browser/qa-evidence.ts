import { byId, element } from './element.ts'

const notices = ['recovered', 'restored', 'checkout', 'failed', 'restore-request', 'undo-request', 'checkout-request']

/** Writes down what the frame says of itself: status, problem, events, and what a screen reader is given. */
export function observeFrame(frame: Element): void {
  const show = () => {
    const problem = frame.getAttribute('problem')
    byId('status').textContent = frame.getAttribute('status') ?? 'idle'
    byId('problem').textContent = problem
    byId('problem').hidden = problem === null
  }
  new MutationObserver(show).observe(frame, { attributeFilter: ['status', 'problem'] })
  show()
  for (const name of notices) {
    frame.addEventListener(`cart-recovery-${name}`, ({ type }) => note('events', type))
  }
  watchLiveRegions(frame)
}

/** Live regions are inside shadow roots, which come when the interface does. */
function watchLiveRegions(frame: Element): void {
  const watched = new WeakSet<Node>()
  const last = new WeakMap<Element, string>()
  const look = (root: Element | ShadowRoot) => {
    const inside = [root, ...root.querySelectorAll('*')]
    for (const found of inside) {
      if (!(found instanceof Element)) continue
      if (found.matches('[aria-live]:not([aria-live=off]), [role=status], [role=alert]')) speak(found)
      if (!found.shadowRoot) continue
      if (!watched.has(found.shadowRoot)) {
        watched.add(found.shadowRoot)
        observer.observe(found.shadowRoot, { childList: true, characterData: true, subtree: true })
      }
      look(found.shadowRoot)
    }
  }
  const speak = (region: Element) => {
    const words = region.textContent?.replace(/\s+/g, ' ').trim() ?? ''
    if (words && words !== last.get(region)) note('announced', words)
    last.set(region, words)
  }
  const observer = new MutationObserver(() => look(frame))
  observer.observe(frame, { attributes: true, childList: true, subtree: true })
  look(frame)
}

function note(id: 'events' | 'announced', words: string) {
  const list = byId(id)
  list.append(element('li', {}, words))
  if (list.childElementCount > 40) list.firstElementChild?.remove()
  list.scrollTop = list.scrollHeight
}
