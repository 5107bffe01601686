// `npm run pictures`: opens the demo's first message on a phone and takes the README's pictures of it.
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'puppeteer-core'

import { startDemo } from '../../demo/start-demo.ts'
import { open } from '../flow/kit.ts'

const folder = fileURLToPath(new URL('../../docs/pictures/', import.meta.url))
const phone = { width: 412, height: 923, deviceScaleFactor: 2 }
const edgeOf = { light: '#1c1b1a', dark: '#4a4845' }
type Theme = keyof typeof edgeOf

const demo = await startDemo({ port: 0 })
const browser = await open('chromium')
try {
  const link = await findLink(demo.addresses.shop)
  for (const theme of Object.keys(edgeOf) as Theme[]) {
    const screen = await takeScreen(browser, link, theme)
    const file = `${folder}cart-${theme}.webp`
    writeFileSync(file, await inPhone(browser, screen, edgeOf[theme]))
    console.log(file)
  }
} finally {
  await browser.close()
  await demo.close()
}

/** The link of the message that the mailbox shows first. */
async function findLink(shop: string): Promise<string> {
  const answer = await fetch(new URL('/sandbox/messages', shop))
  const messages = (await answer.json()) as { name: string; link: string }[]
  const message = messages.find(({ name }) => name === 'vesuviopay-hero')
  if (!message) throw new Error('the mailbox has no such message')
  return message.link
}

/** The recovered cart as it fills the screen. */
async function takeScreen(browser: Browser, link: string, theme: Theme): Promise<string> {
  const context = await browser.createBrowserContext()
  const page = await context.newPage()
  await page.setViewport({ ...phone, hasTouch: true, isMobile: true })
  await page.emulateMediaFeatures([
    { name: 'prefers-color-scheme', value: theme },
    { name: 'prefers-reduced-motion', value: 'reduce' },
  ])
  await page.goto(link)
  await page.waitForSelector('cart-recovery[status="ready"]')
  await page.waitForNetworkIdle()
  // Past the shop's own header, so that the row that is sold out is on the screen too.
  await page.evaluate(() => scrollTo(0, document.querySelector('cart-recovery')?.offsetTop ?? 0))
  const screen = await page.screenshot({ type: 'png', encoding: 'base64' })
  await context.close()
  return screen
}

/** The screen in the outline of a phone, on no ground at all: for pages that are light or dark. */
async function inPhone(browser: Browser, screen: string, color: string): Promise<Uint8Array> {
  const page = await browser.newPage()
  const edge = 11
  await page.setViewport({ width: phone.width + 2 * edge, height: phone.height + 2 * edge, deviceScaleFactor: 2 })
  await page.setContent(`<style>
    body { margin: 0; background: none }
    img { display: block; width: ${phone.width}px; border: ${edge}px solid ${color}; border-radius: 48px }
  </style><img src="data:image/png;base64,${screen}">`)
  await page.waitForFunction(() => document.images[0]?.complete)
  const picture = await page.screenshot({ type: 'webp', quality: 86, omitBackground: true })
  await page.close()
  return picture
}
