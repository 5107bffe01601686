import type { Page } from 'puppeteer-core'

import { pseudoLanguage } from '../../demo/pseudo-locale.ts'
import { directionOf } from '../../src/locales/direction.ts'
import { locales } from '../../src/locales/locales.ts'

/** Every language that the widget speaks: English, each with a file of its own, and one that is longer than any. */
export const languages = ['en', ...Object.keys(locales), pseudoLanguage]

/** Those whose pages are read by axe: a left-to-right one with long words and a right-to-left one stand for all. */
export const axeLanguages = ['en', 'de', 'ar'].filter((tag) => languages.includes(tag))

/** Puts the page into a language, and waits until the widget is in it. Resolves to the widget's words. */
export async function switchLanguage(page: Page, tag: string): Promise<string> {
  return page.evaluate(putInto, tag, directionOf(tag))
}

/** In the page. */
async function putInto(tag: string, dir: string): Promise<string> {
  const frame = document.querySelector('cart-recovery') as HTMLElement & {
    updateComplete: Promise<boolean>
    messages?: unknown
    own?: unknown
  }
  // A state may have brought words of its own, which a language does not replace.
  frame.own ??= frame.messages
  const words = (root: Node): string =>
    [...root.childNodes]
      .map((node) => {
        if (node instanceof Text) return node.data
        return node instanceof Element && !node.matches('style') ? words(node.shadowRoot ?? node) : ''
      })
      .join(' ')
      .replaceAll(/\s+/g, ' ')
  const frames = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
  const before = words(frame)
  const isOther = tag !== document.documentElement.lang
  document.documentElement.lang = tag
  document.documentElement.dir = dir
  // A frame reads the page's language when it is drawn anew.
  const { messages } = JSON.parse(document.getElementById('run')?.textContent ?? '')
  Object.assign(frame, { locale: tag, messages: messages[tag] ?? frame.own })
  await frame.updateComplete
  // A language's file may still be on its way.
  for (let tries = 0; isOther && words(frame) === before && tries < 40; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 25))
  for (let same = 0, last = ''; same < 2; ) {
    await frames()
    const now = words(frame)
    same = now === last ? same + 1 : 0
    last = now
  }
  return words(frame)
}
