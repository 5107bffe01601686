import type { Browser, Page } from 'puppeteer-core'

import { findState } from '../../demo/qa-states/index.ts'
import { initPage } from './init-page.ts'
import { isSaid } from './is-said.ts'
import { observeShifts } from './layout-shift.ts'

/** A state as `/sandbox/states` lists it. */
export interface ListedState {
  name: string
  url: string
  status: string
  problem?: string
}

/** A browser window, in CSS pixels. */
export interface Window {
  width: number
  height: number
  /** A finger, not a mouse. */
  isTouch?: boolean
}

export const phone: Window = { width: 390, height: 844, isTouch: true }
export const desktop: Window = { width: 1280, height: 850 }

/** Each step of a page arrives in a frame of its own, as it does for shoppers. */
const latencyMs = 40

export async function listStates(shopUrl: string): Promise<ListedState[]> {
  return (await fetch(new URL('/sandbox/states', shopUrl))).json() as Promise<ListedState[]>
}

/** Opens a state on the page that `init` writes, and waits until it is as it says. */
export async function openState(browser: Browser, state: ListedState, { isTouch = false, ...size }: Window) {
  const { url, status, problem } = state
  const begun = await fetch(url, { redirect: 'manual' })
  const address = new URL(begun.headers.get('location') ?? '', url).href
  const served = await fetch(address)
  const page = await browser.newPage()
  await page.setViewport({ ...size, hasTouch: isTouch, isMobile: isTouch })
  await answerDocument(page, initPage(await served.text()), served.headers.get('content-security-policy') ?? '')
  await page.evaluateOnNewDocument(observeShifts)
  await page.goto(address, { waitUntil: 'domcontentloaded' })
  const selector = `cart-recovery[status="${status}"]${problem ? `[problem="${problem}"]` : ''}`
  await page.waitForSelector(`[data-played] ${selector}`, { timeout: 30_000 })
  const { text } = findState(state.name) ?? {}
  if (text) await page.waitForFunction(isSaid, { timeout: 20_000 }, text)
  await page.evaluate(settle)
  return page
}

/** Serves this document for the QA page's address, and leaves every other request alone. */
async function answerDocument(page: Page, body: string, policy: string): Promise<void> {
  const session = await page.createCDPSession()
  const images = /img-src 'none'/.exec(policy)?.[0]
  session.on('Fetch.requestPaused', ({ requestId }) => {
    const responseHeaders = [
      { name: 'content-type', value: 'text/html; charset=utf-8' },
      ...(images ? [{ name: 'content-security-policy', value: images }] : []),
    ]
    const answer = { requestId, responseCode: 200, responseHeaders, body: Buffer.from(body).toString('base64') }
    session.send('Fetch.fulfillRequest', answer).catch(() => {})
  })
  await session.send('Fetch.enable', { patterns: [{ urlPattern: '*/qa/*', resourceType: 'Document' }] })
  const anySpeed = { downloadThroughput: -1, uploadThroughput: -1 }
  await session.send('Network.emulateNetworkConditions', { offline: false, latency: latencyMs, ...anySpeed })
}

/** In the page: waits until the widget's markup has been the same for a third of a second, and every picture is there. */
export async function settle(): Promise<void> {
  const markup = (root: ParentNode): string =>
    [...root.querySelectorAll('*')].map((element) => (element.shadowRoot ? markup(element.shadowRoot) : '')).join('') +
    (root instanceof ShadowRoot ? root.innerHTML : '')
  const frame = document.querySelector('cart-recovery')?.parentElement ?? document.body
  let before = ''
  for (let same = 0, tries = 0; same < 3 && tries < 40; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 110))
    const now = markup(frame)
    same = now === before ? same + 1 : 0
    before = now
  }
}
