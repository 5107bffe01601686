// A page around the elements: what a shopper sees, presses and hears, through however many shadow roots.
import { ContextEvent } from '@lit/context'
import { aTimeout, fixture, html, waitUntil } from '@open-wc/testing'
import { LitElement } from 'lit'

import '../../src/elements/define.ts'
import {
  type CartRecoveryElement,
  type CartRecoveryLineItemElement,
  type FrameContext,
  frameContext,
} from '../../src/elements/index.ts'
import { openOf } from '../../src/state/index.ts'
import { type FakeAnswers, proxy, token } from './proxy.ts'

const home = location.href

/** Puts a link into the address, as a message would. */
export function openLink(query = `t=${token}`) {
  const url = new URL(home)
  url.search = [url.search.slice(1), query].filter(Boolean).join('&')
  history.replaceState(null, '', url)
}

/** The page as it was, and nothing remembered. */
export function tidy() {
  sessionStorage.clear()
  // WebKit allows a hundred changes of the address in ten seconds.
  if (location.href !== home || history.state !== null) history.replaceState(null, '', home)
  document.documentElement.dir = ''
}

/** Describes frames: each test begins and ends on a tidy page, with the page's own `fetch`. */
export function describeFrame(name: string, tests: () => void) {
  describe(name, () => {
    beforeEach(tidy)
    afterEach(async () => {
      await asked()
      proxy.close()
      tidy()
    })
    tests()
  })
}

/** A quantity that was raised is asked about 300 ms later: by this test's page, and not in the middle of the next one. */
async function asked() {
  const frames = [...document.querySelectorAll('cart-recovery')]
  if (frames.some(({ store }) => openOf(store.$recovery.get())?.checking instanceof Set)) await aTimeout(350)
}

export async function frameOn(
  status: CartRecoveryElement['status'] = 'ready',
  template = html`<cart-recovery></cart-recovery>`,
) {
  const frame = (await fixture(template)) as CartRecoveryElement
  await reaches(frame, status)
  return frame
}

/** Opens a link on a page whose proxy answers like that. */
export function openFrame(answers: FakeAnswers, ...rest: Parameters<typeof frameOn>) {
  proxy.answer(answers)
  openLink()
  return frameOn(...rest)
}

export async function reaches(frame: CartRecoveryElement, status: CartRecoveryElement['status']) {
  await waitUntil(() => frame.status === status, `the frame to be ${status}`, { timeout: 15_000 })
  await settled(frame)
  // Nothing is loaded later for a frame without a cart.
  if (status === 'idle' || status === 'recovering') return
  await waitUntil(() => deferredOf(frame) !== undefined, 'what is loaded after the paint', { timeout: 15_000 })
  // Neither are the words of a problem, nor what to do about it, there before they are needed.
  if (status === 'failed') await waitUntil(() => find(frame, '.steps > *'), 'a next step', { timeout: 15_000 })
  await settled(frame)
}

/** What joins the frame once it is loaded: undefined until then, and null where it could not be. */
function deferredOf(frame: CartRecoveryElement): FrameContext['deferred'] {
  let deferred: FrameContext['deferred']
  const take = (context: FrameContext) => {
    deferred = context.deferred
  }
  frame.dispatchEvent(new ContextEvent(frameContext, frame, take))
  return deferred
}

/** Every element below has rendered. */
export async function settled(frame: CartRecoveryElement) {
  for (let round = 0; round < 4; round += 1) {
    await Promise.all(deep(frame).map((element) => element instanceof LitElement && element.updateComplete))
  }
}

/** Every element below, through open shadow roots, in the order of the page. */
export function deep(root: Element): Element[] {
  const children = [...(root.shadowRoot?.children ?? []), ...root.children]
  return [root, ...children.flatMap(deep)]
}

export function find<Found extends Element = HTMLElement>(frame: Element, selector: string): Found | undefined {
  return deep(frame).find((element) => element.matches(selector)) as Found | undefined
}

export function all(frame: Element, selector: string): HTMLElement[] {
  return deep(frame).filter((element) => element.matches(selector)) as HTMLElement[]
}

export const part = (frame: Element, name: string) => find(frame, `[part~="${name}"]`) as HTMLElement

export function row(frame: Element, name: string): CartRecoveryLineItemElement {
  const rows = all(frame, 'cart-recovery-line-item') as CartRecoveryLineItemElement[]
  const found = rows.find(({ line }) => line?.lineItem.name === name)
  if (!found) throw new Error(`There is no row ${name}`)
  return found
}

export async function press(frame: CartRecoveryElement, target: HTMLElement | undefined) {
  if (!target) throw new Error('There is nothing to press')
  target.click()
  await settled(frame)
}

export function words(frame: Element): string {
  return deep(frame)
    .flatMap((element) => [...(element.shadowRoot?.childNodes ?? []), ...element.childNodes])
    .filter((node) => node.nodeType === Node.TEXT_NODE)
    .map((node) => node.textContent?.trim())
    .filter(Boolean)
    .join(' ')
    .replace(/\s+/g, ' ')
}

export const title = (frame: Element) => find(frame, 'h2')?.textContent ?? ''
export const sentence = (frame: Element) => find(frame, '[part="status"] > p')?.textContent ?? ''
export const steps = (frame: Element) => all(frame, '.steps > *').map((step) => step.textContent?.trim())

/** What a screen reader was given to say, once the region had time to change. */
export async function announced(frame: Element) {
  await aTimeout(150)
  return find(frame, '[role="status"]')?.textContent ?? ''
}

/** Where the focus really is. */
export function focused(): Element | null {
  let element = document.activeElement
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement
  return element
}

/** The next event of that name, as the shop's own script hears it. */
export function heard<Name extends keyof GlobalEventHandlersEventMap>(name: Name) {
  return new Promise<GlobalEventHandlersEventMap[Name]>((resolve) => {
    window.addEventListener(name, resolve as EventListener, { once: true })
  })
}
