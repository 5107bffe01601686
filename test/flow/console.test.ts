import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'puppeteer-core'

import { runAxe } from '../states/run-axe.ts'
import { shareDemo } from './shared-demo.ts'

// What a merchant without a mouse or without sight meets. The element tests read each view in English.

interface Frame extends Element {
  store: {
    open(view: { name: string; id?: string }): void
    carts: { $data: { get(): { value?: { carts: { id: string }[] } } } }
    $cart: { get(): { value?: { cart: { id: string }; reminderRefusal?: string } } }
    reminder: { begin(id: string, draft: object): void; review(): void }
  }
  signIn(key: string): Promise<void>
}

const shared = shareDemo({ history: true })

for (const [tag, theme, width] of [
  ['de', 'dark', 390],
  ['ar', 'light', 1280],
] as const) {
  test(`axe objects to no view of the console in ${tag}, ${theme}, ${width} px wide`, async () => {
    const page = await openConsole('tjar', width)
    await page.evaluate((lang) => {
      document.documentElement.lang = lang
      document.documentElement.dir = lang === 'ar' ? 'rtl' : 'ltr'
    }, tag)
    await waitFor(page, `cart-recovery-console-sign-in[lang="${tag}"]`)
    const check = async (view: string) => {
      await settled(page)
      const found = (await runAxe(page, theme)).map(({ element, text }) => `${element} ${text}`)
      assert.deepEqual(found, [], view)
    }
    await check('sign-in')
    await page.evaluate((key) => document.querySelector<Frame>('cart-recovery-console')?.signIn(key), merchantKey())
    await check('summary')
    for (const name of ['messages', 'settings', 'carts']) {
      await page.evaluate((view) => document.querySelector<Frame>('cart-recovery-console')?.store.open(view), { name })
      await check(name)
    }
    const id = await page.evaluate(
      () => document.querySelector<Frame>('cart-recovery-console')?.store.carts.$data.get().value?.carts[0]?.id ?? '',
    )
    for (const name of ['cart', 'reminder', 'confirmation']) {
      await page.evaluate(showCart, name, id)
      await check(name)
    }
    await page.close()
  })
}

test('carts are found, ordered, opened and left by the keyboard alone, and the focus is never lost', async () => {
  const page = await openConsole('bigcommerce', 1280)
  const press = async (...keys: Parameters<Page['keyboard']['press']>[0][]) => {
    for (const key of keys) await page.keyboard.press(key)
    await settled(page)
  }
  const focused = () => page.evaluate(nameOfFocus)
  await page.focus('a')
  for (let tries = 0; (await focused()) !== 'Merchant key' && tries < 9; tries += 1) await page.keyboard.press('Tab')
  await page.keyboard.type(merchantKey())
  await press('Enter')
  assert.equal(await focused(), 'Summary')
  await page.keyboard.down('Shift')
  await press('Tab', 'Tab')
  await page.keyboard.up('Shift')
  await press('ArrowRight')
  assert.equal(await focused(), 'Carts')
  await press('Tab', 'Tab')
  assert.equal(await focused(), 'Download as CSV')
  await press('Tab')
  assert.equal(await focused(), 'Search')
  await page.keyboard.type('mug')
  await press('Enter')
  assert.equal(await focused(), 'Search')
  await press('Tab', 'Tab')
  assert.equal(await focused(), 'Order')
  await page.keyboard.type('Highest')
  await press('Tab')
  assert.equal(await focused(), 'More filters')
  await press('Tab')
  const row = await focused()
  assert.match(row, /mug/i)
  await press('Enter')
  assert.match(await focused(), /cart of €/)
  await page.keyboard.down('Shift')
  await press('Tab')
  await page.keyboard.up('Shift')
  assert.equal(await focused(), 'All carts')
  await press('Enter')
  assert.equal(await focused(), row)
  await page.close()
})

const merchantKey = () => shared.demo.addresses.merchantKey

async function openConsole(store: string, width: number): Promise<Page> {
  const page = await shared.browser.newPage()
  await page.setViewport({ width, height: 850 })
  await page.goto(`${shared.demo.addresses.shop}console?store=${store}`)
  await waitFor(page, 'cart-recovery-console-sign-in')
  return page
}

/** Waits until this element is in the console. */
async function waitFor(page: Page, selector: string) {
  await page.waitForFunction(
    (wanted) => document.querySelector('cart-recovery-console')?.shadowRoot?.querySelector(wanted),
    {},
    selector,
  )
}

/** Waits until nothing is being loaded, and what was loaded is drawn. */
async function settled(page: Page) {
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))))
  await page.waitForFunction(() => {
    const isBusy = (root: ParentNode): boolean =>
      [...root.querySelectorAll('*')].some(
        (element) =>
          element.matches('.skeleton, [aria-busy="true"]') || (element.shadowRoot && isBusy(element.shadowRoot)),
      )
    return !isBusy(document)
  })
}

/** In the page: the cart, its reminder, or the confirmation of it. */
function showCart(name: string, id: string) {
  const { store } = document.querySelector<Frame>('cart-recovery-console') ?? {}
  if (name === 'cart') return store?.open({ name, id })
  if (name === 'confirmation') return store?.reminder.review()
  store?.reminder.begin(id, { subject: 'A', message: 'B {link}', offerDiscount: '15', consent: true })
  store?.open({ name: 'reminder', id })
}

/** In the page: how what has the focus is called, in whatever shadow root. */
function nameOfFocus(): string {
  let element = document.activeElement
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement
  const { labels } = element as HTMLInputElement
  const text = labels?.[0]?.textContent ?? element?.textContent ?? ''
  return text.replaceAll(/\s+/g, ' ').trim()
}
