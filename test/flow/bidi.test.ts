import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'puppeteer-core'

import { languages, switchLanguage } from '../states/languages.ts'
import { numberPlaces } from '../states/number-places.ts'
import { listStates, openState } from '../states/open-state.ts'
import { shareDemo } from './shared-demo.ts'

// A name that runs against the page's direction once exchanged the numbers beside it: "3 → 1" was drawn as "1 → 3".

/** Wide enough for every sentence to be on one line. */
const wide = { width: 1600, height: 900 }
const arabic = 'كوب خزفي'

const shared = shareDemo()

async function openNamed(name: string): Promise<Page> {
  const state = (await listStates(shared.demo.addresses.shop)).find((listed) => listed.name === name)
  assert.ok(state, `there is no state ${name}`)
  return openState(shared.browser, state, wide)
}

/** The shop's own words, in which nothing but isolation keeps the numbers apart from the name. */
async function say(page: Page, pattern: string): Promise<void> {
  await page.evaluate(async (price) => {
    const frame = document.querySelector('cart-recovery')
    Object.assign(frame ?? {}, { messages: { 'difference.price': price } })
    await new Promise((resolve) => setTimeout(resolve, 100))
  }, pattern)
}

async function assertOrder(page: Page, name: string, way: 'to the right' | 'to the left', about: string) {
  const places = await page.evaluate(numberPlaces, name)
  assert.ok(places.length >= 3, `${about}: ${JSON.stringify(places)}`)
  assert.equal(new Set(places.map(({ top }) => Math.round(top))).size, 1, `${about}: on one line`)
  const drawn = places.toSorted((one, other) =>
    way === 'to the right' ? one.left - other.left : other.left - one.left,
  )
  const texts = (of: typeof places) => of.map(({ text }) => text)
  assert.deepEqual(texts(drawn), texts(places), about)
}

test('an Arabic name on an English page leaves name and numbers in order', async () => {
  const page = await openNamed('arabic-name')
  await assertOrder(page, arabic, 'to the right', 'as it is said')
  await say(page, '{item}: {before} → {now}')
  await assertOrder(page, arabic, 'to the right', 'with the name first')
  await page.close()
})

test('an English name on an Arabic page leaves name and numbers in order', async () => {
  const page = await openNamed('price-moved')
  await switchLanguage(page, 'ar')
  if (languages.includes('ar')) await assertOrder(page, 'Ceramic mug', 'to the left', 'as it is said')
  await say(page, 'السعر {item}: {before} ثم {now}')
  await assertOrder(page, 'Ceramic mug', 'to the left', 'with the name first')
  await page.close()
})

test('without isolates the numbers would be exchanged', async () => {
  const page = await openNamed('arabic-name')
  await page.evaluate((name) => {
    const status = document.querySelector('cart-recovery')?.shadowRoot?.querySelector('cart-recovery-status')
    const sentence = status?.shadowRoot?.querySelector('[part=status] p')
    sentence?.replaceChildren(`${name}: 3 → 1.`)
  }, arabic)
  await assert.rejects(assertOrder(page, arabic, 'to the right', 'as it was'), /as it was/)
  await page.close()
})
