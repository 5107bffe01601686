import { byId, element } from './element.ts'

const notices = ['recovered', 'restored', 'checkout', 'failed', 'restore-request', 'undo-request', 'checkout-request']

/** Records what the frame shows of itself: status, problem, events, and the announcements to screen readers. */
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
    frame.addEventListener(`cart-recovery-${name}`, ({ type }) => appendEntry('events', type))
  }
  watchLiveRegions(frame)
}

/** Watches live regions. They are inside shadow roots, which appear when the interface is loaded. */
function watchLiveRegions(frame: Element): void {
  const watched = new WeakSet<Node>()
  const last = new WeakMap<Element, string>()
  const inspect = (root: Element | ShadowRoot) => {
    const inside = [root, ...root.querySelectorAll('*')]
    for (const found of inside) {
      if (!(found instanceof Element)) continue
      if (found.matches('[aria-live]:not([aria-live=off]), [role=status], [role=alert]')) recordAnnouncement(found)
      if (!found.shadowRoot) continue
      if (!watched.has(found.shadowRoot)) {
        watched.add(found.shadowRoot)
        observer.observe(found.shadowRoot, { childList: true, characterData: true, subtree: true })
      }
      inspect(found.shadowRoot)
    }
  }
  const recordAnnouncement = (region: Element) => {
    const text = region.textContent?.replace(/\s+/g, ' ').trim() ?? ''
    if (text && text !== last.get(region)) appendEntry('announced', text)
    last.set(region, text)
  }
  const observer = new MutationObserver(() => inspect(frame))
  observer.observe(frame, { attributes: true, childList: true, subtree: true })
  inspect(frame)
}

function appendEntry(id: 'events' | 'announced', text: string) {
  const list = byId(id)
  list.append(element('li', {}, text))
  if (list.childElementCount > 40) list.firstElementChild?.remove()
  list.scrollTop = list.scrollHeight
}
