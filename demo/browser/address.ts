import { byId, element } from './element.ts'

const everyMs = 60
/** The token stays in sight this long, although the page took it out sooner: otherwise it could not be seen. */
const minVisibleMs = 1100

/** Shows in `#address` where the page in a frame is, token first. Returns how to stop. */
export function watchAddress(frame: HTMLIFrameElement, link: string): () => void {
  const bar = byId('address')
  const platform = document.querySelector('[data-platform]')?.getAttribute('data-platform') ?? ''
  const { host, pathname, search } = new URL(link)
  const token = element('mark', {}, search)
  bar.replaceChildren(host + pathname, token)
  bar.hidden = false
  const startedAt = Date.now()

  const timer = setInterval(() => {
    const now = addressOf(frame)
    const isGone = now !== undefined && !now.includes(search)
    token.classList.toggle('leaving', isGone)
    if (Date.now() - startedAt < minVisibleMs) return
    // The address of another origin cannot be read; here it can only be the platform's checkout.
    bar.textContent = now ?? `${platform}/checkout`
  }, everyMs)
  return () => {
    clearInterval(timer)
    bar.hidden = true
  }
}

/** Address without the scheme, or undefined where the frame shows another origin. */
function addressOf(frame: HTMLIFrameElement): string | undefined {
  try {
    const { href, host, pathname, search } = frame.contentWindow?.location ?? new URL(frame.src)
    return href === 'about:blank' ? frame.src.replace(/^https?:\/\//, '') : host + pathname + search
  } catch {
    return undefined
  }
}
