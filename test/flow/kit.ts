import { type TestContext, test } from 'node:test'
import { type Browser, type BrowserContext, launch, type Page } from 'puppeteer-core'

import { type Demo, type DemoOptions, startDemo } from '../../demo/start-demo.ts'

import { requireBrowsers } from '../setup/browsers.ts'
import { pour } from '../setup/sinks.ts'

/** The engines that puppeteer drives. WebKit runs the element tests. */
export type Engine = 'chromium' | 'firefox'
const browsers = requireBrowsers()
export const engines = (['chromium', 'firefox'] as const).filter((engine) => browsers[engine])

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A person with a browser of their own, at the demo's shop. */
export interface Visitor {
  page: Page
  context: BrowserContext
  /** Opens the link of a message in the mailbox, by its cart's key. */
  openLink(key: string, page?: Page): Promise<void>
  /** Waits until the frame has this status, and says which problem it has. */
  waitFor(status: string, page?: Page): Promise<string | null>
  /** Clicks the control with these words, or this accessible name, inside the widget. */
  click(name: string | RegExp, page?: Page): Promise<void>
  /** Types into the field with this part. */
  type(part: string, text: string): Promise<void>
  /** The widget's visible words, line by line. */
  lines(page?: Page): Promise<string[]>
}

export interface FlowContext {
  t: TestContext
  engine: Engine
  demo: Demo
  visitor: Visitor
  newTab(): Promise<Page>
  messages(): Promise<{ name: string; cartId: string; link: string; channel: string; code?: string }[]>
  calls(): Promise<{ method: string; path: string; status: number; write: boolean }[]>
  control(method: string, path: string, body?: unknown): Promise<unknown>
  /** Quantities in the platform's own cart, in order. */
  held(key: string): Promise<number[]>
}

/** Runs a story in every engine, each time in a new world. Nothing is retried, nothing is slept through. */
export function story(
  name: string,
  tell: (flow: FlowContext) => Promise<void>,
  only: readonly Engine[] = engines,
  options: DemoOptions = {},
) {
  for (const engine of only) {
    test(`${engine}: ${name}`, async (t) => {
      const demo = await startDemo({ port: 0, built: true, ...options })
      const browser = await open(engine)
      t.after(async () => {
        await browser.close()
        await demo.close()
      })
      await tell(await createFlow(t, engine, demo, browser))
    })
  }
}

/** The first engine there is: for what does not depend on one. */
export const anyEngine: Engine = engines[0] ?? 'chromium'

export function open(engine: Engine): Promise<Browser> {
  const executablePath = browsers[engine]
  if (!executablePath) throw new Error(`${engine} is not installed`)
  return engine === 'chromium'
    ? launch({ executablePath, headless: true, args: flags })
    : launch({ browser: 'firefox', executablePath, headless: true })
}

async function createFlow(t: TestContext, engine: Engine, demo: Demo, browser: Browser): Promise<FlowContext> {
  const { shop } = demo.addresses
  const context = await browser.createBrowserContext()
  const page = await watched(await context.newPage())
  await page.setViewport({ width: 390, height: 844 })
  const control: FlowContext['control'] = async (method, path, body) => {
    const response = await fetch(new URL(`/sandbox/${path}`, shop), {
      method,
      ...(body !== undefined && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`/sandbox/${path} answered ${response.status} ${text}`)
    return text === '' ? undefined : JSON.parse(text)
  }
  const messages = async () => (await control('GET', 'messages')) as Awaited<ReturnType<FlowContext['messages']>>
  const find = async (key: string) => {
    const message = (await messages()).find((candidate) => candidate.name === key)
    if (!message) throw new Error(`no message leads to ${key}`)
    return message
  }

  const visitor: Visitor = {
    page,
    context,
    async openLink(key, in_ = page) {
      await in_.goto((await find(key)).link)
    },
    async waitFor(status, in_ = page) {
      const handle = await in_.waitForSelector(`cart-recovery[status="${status}"]`, { timeout: 15_000 })
      return (await handle?.evaluate((element) => element.getAttribute('problem'))) ?? null
    },
    async click(name, in_ = page) {
      const wanted = typeof name === 'string' ? name : name.source
      const isPattern = typeof name !== 'string'
      await in_.waitForFunction(findControl, { timeout: 10_000 }, wanted, isPattern, false)
      await in_.evaluate(findControl, wanted, isPattern, true)
    },
    async type(part, text) {
      await page.waitForFunction(focusField, { timeout: 10_000 }, part)
      await page.keyboard.type(text)
    },
    async lines(in_ = page) {
      return in_.evaluate(readLines)
    },
  }
  return {
    t,
    engine,
    demo,
    visitor,
    newTab: async () => watched(await context.newPage()),
    messages,
    control,
    calls: async () => (await control('GET', 'calls')) as Awaited<ReturnType<FlowContext['calls']>>,
    async held(key) {
      const { cartId } = await find(key)
      const world = (await control('GET', 'world')) as { carts: { id: string; lines: { quantity: number }[] }[] }
      return world.carts.find(({ id }) => id === cartId)?.lines.map(({ quantity }) => quantity) ?? []
    },
  }
}

/** Keeps what the proxy sends to the page and what the page says, for the test that looks for leaks. */
async function watched(page: Page): Promise<Page> {
  page.on('console', (message) => pour('pages', message.text()))
  page.on('response', (response) => {
    if (!response.url().includes('/cart-recovery/')) return
    // A page that is left takes its answers with it.
    response.text().then(
      (text) => pour('pages', text),
      () => {},
    )
  })
  return page
}

/**
 * In the page: is there a usable control with that name, in whatever shadow root? Clicks it a moment later, so that
 * this answer is out before the page is left.
 */
function findControl(wanted: string, isPattern: boolean, click: boolean): boolean {
  const matches = (text: string) => (isPattern ? new RegExp(wanted).test(text) : text === wanted)
  const search = (root: ParentNode): HTMLElement | undefined => {
    for (const element of root.querySelectorAll<HTMLElement>('*')) {
      if (element.matches('button, a[href]')) {
        const name = element.getAttribute('aria-label') ?? element.textContent?.replaceAll(/\s+/g, ' ').trim() ?? ''
        const usable = !element.hasAttribute('disabled') && element.getAttribute('aria-disabled') !== 'true'
        if (usable && matches(name) && element.getClientRects().length > 0) return element
      }
      const inner = element.shadowRoot && search(element.shadowRoot)
      if (inner) return inner
    }
    return undefined
  }
  const frame = document.querySelector('cart-recovery')?.shadowRoot
  const found = frame && search(frame)
  if (found && click) setTimeout(() => found.click())
  return Boolean(found)
}

/** In the page: one text per line item, as a person reads it. */
function readLines(): string[] {
  const texts: string[] = []
  const words = (root: Node): string => {
    let text = ''
    for (const node of root.childNodes) {
      if (node instanceof Text) text += ` ${node.data}`
      else if (node instanceof HTMLInputElement) text += ` ${node.value}`
      else if (node instanceof Element && !node.matches('style, script')) text += ` ${words(node.shadowRoot ?? node)}`
    }
    return text.replaceAll(/\s+/g, ' ').trim()
  }
  const search = (root: ParentNode) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.localName === 'cart-recovery-line-item' && element.shadowRoot) texts.push(words(element.shadowRoot))
      else if (element.shadowRoot) search(element.shadowRoot)
    }
  }
  const frame = document.querySelector('cart-recovery')?.shadowRoot
  if (frame) search(frame)
  return texts
}

/** In the page: puts the cursor into a field of the widget. */
function focusField(part: string): boolean {
  const search = (root: ParentNode): HTMLInputElement | undefined => {
    for (const element of root.querySelectorAll('*')) {
      if (element instanceof HTMLInputElement && element.part.contains(part)) return element
      const inner = element.shadowRoot && search(element.shadowRoot)
      if (inner) return inner
    }
    return undefined
  }
  const frame = document.querySelector('cart-recovery')?.shadowRoot
  const field = frame ? search(frame) : undefined
  field?.focus()
  return field !== undefined
}
