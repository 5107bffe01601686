import { expect, html, waitUntil } from '@open-wc/testing'

import { messages as german } from '../../../src/console/locales/de.ts'
import { messages as dutch } from '../../../src/console/locales/nl.ts'
import { all, find, heading, key, openConsole, openView, settled } from './console.ts'
import { merchantRoutes } from './merchant.ts'

describe('the language of the console', () => {
  let routes: ReturnType<typeof merchantRoutes>

  beforeEach(() => {
    routes = merchantRoutes({})
  })
  afterEach(() => routes.close())

  const openIn = (lang: string, locale?: string) =>
    openConsole(html`<cart-recovery-console lang=${lang} locale=${locale ?? ''}></cart-recovery-console>`)
  const languageOf = (frame: Element) => find(frame, 'cart-recovery-console-sign-in')?.getAttribute('lang')
  const speaks = (frame: Element, language: string) =>
    waitUntil(() => languageOf(frame) === language, `the console to speak ${language}`)

  it('follows the nearest lang while it is open', async () => {
    const frame = await openIn('de')
    await speaks(frame, 'de')
    await settled(frame)
    expect(heading(frame)).to.equal(german['signIn.title'])
    frame.lang = 'nl'
    await speaks(frame, 'nl')
    await settled(frame)
    expect(heading(frame)).to.equal(dutch['signIn.title'])
    frame.lang = 'en'
    await speaks(frame, 'en')
    await settled(frame)
    expect(heading(frame)).to.equal('Sign in to the console')
  })

  it('follows its attribute locale rather than a lang', async () => {
    const frame = await openIn('de', 'nl')
    await speaks(frame, 'nl')
    frame.lang = 'fr'
    await settled(frame)
    expect(languageOf(frame)).to.equal('nl')
  })

  it('leaves a foreign product before what is said of it, from right to left', async () => {
    const template = html`<cart-recovery-console lang="ar" dir="rtl"></cart-recovery-console>`
    const frame = await openView({ name: 'carts' }, template)
    await waitUntil(() => find(frame, '.items')?.textContent?.includes('منتج'), 'the items to be told in Arabic')
    const words = find(frame, '.items')?.childNodes ?? []
    const node = [...words].find((child) => child.textContent?.includes('Linen shirt'))
    const leftOf = (text: string) => {
      const range = document.createRange()
      const at = node?.textContent?.indexOf(text) ?? 0
      if (node) range.setStart(node, at)
      if (node) range.setEnd(node, at + text.length)
      return range.getBoundingClientRect().left
    }
    expect(leftOf('Linen')).to.be.above(leftOf('+'))
  })

  it('says that its words are English where it does not speak the page’s language', async () => {
    const frame = await openIn('fi')
    expect(languageOf(frame)).to.equal('en')
  })

  for (const [lang, dir, width] of [
    ['de', 'ltr', 350],
    ['pl', 'ltr', 350],
    ['ar', 'rtl', 288],
  ] as const) {
    it(`keeps the tabs in one line on a phone, and the chosen one in sight: ${lang}`, async () => {
      const template = html`<cart-recovery-console lang=${lang} dir=${dir}></cart-recovery-console>`
      const frame = await openView({ name: 'summary' }, template)
      await waitUntil(() => find(frame, '.frame')?.getAttribute('lang') === lang, `the console to speak ${lang}`)
      frame.style.width = `${width}px`
      const row = find(frame, '[role="tablist"]') as Element
      const more = () => ['before', 'after'].filter((side) => row.hasAttribute(`more-${side}`)).join(' ')
      await waitUntil(() => more() === 'after', 'the row to say that there is more')
      expect(new Set(all(frame, '[role="tab"]').map((tab) => tab.getBoundingClientRect().top)).size).to.equal(1)
      await expect(frame).to.be.accessible()
      await key(frame, find(frame, '#summary') as Element, 'End')
      await waitUntil(() => more() === 'before', 'the row to have moved')
      const [box, tab] = [row, find(frame, '#settings') as Element].map((one) => one.getBoundingClientRect())
      expect((tab?.left ?? 0) >= (box?.left ?? 0) - 1 && (tab?.right ?? 0) <= (box?.right ?? 0) + 1).to.equal(true)
      frame.store.open({ name: 'summary' })
      await waitUntil(() => more() === 'after', 'the row to have moved back')
    })
  }
})
