import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'puppeteer-core'

import { type FocusedPlace, focusedPlace } from '../states/focused-place.ts'
import { listStates, openState, phone } from '../states/open-state.ts'
import { shareDemo } from './shared-demo.ts'

// WCAG 2.2, 2.4.11: what has the focus is never wholly behind something else, as the bar at the bottom is.

/** The shopper's way: a long cart, a changed one, a number, a code, a link by text, what failed. */
const journey = ['fifty-lines', 'changed', 'phone', 'code', 'texted', 'saved-in-part']
/** A phone, and a desktop at 400 %. */
const windows = [phone, { ...phone, width: 320, height: 256 }]

const shared = shareDemo()

for (const name of journey) {
  test(`${name}: every stop of the keyboard is seen`, async (t) => {
    const state = (await listStates(shared.demo.addresses.shop)).find((listed) => listed.name === name)
    assert.ok(state, `there is no state ${name}`)
    const page = await openState(shared.browser, state, phone)
    for (const { width, height } of windows) {
      await page.setViewport({ width, height, hasTouch: true, isMobile: true })
      const stops = await tabThrough(page)
      t.diagnostic(
        `${width}×${height}: ${stops.length} stops, ${stops.filter(({ seen }) => seen < 0.5).length} seen by less than half`,
      )
      assert.ok(stops.length > 4, 'the keyboard stops in the widget')
      assert.deepEqual(
        stops.filter(({ seen }) => seen === 0).map(({ name, place }) => `${name}: ${place}`),
        [],
      )
    }
    await page.close()
  })
}

/** Every stop from the beginning of the page to its end. */
async function tabThrough(page: Page): Promise<FocusedPlace[]> {
  await page.evaluate(() => {
    scrollTo(0, 0)
    document.body.tabIndex = -1
    document.body.focus()
  })
  const stops: FocusedPlace[] = []
  for (;;) {
    await page.keyboard.press('Tab')
    const stop = await page.evaluate(focusedPlace)
    if (!stop.name) return stops
    stops.push(stop)
  }
}
