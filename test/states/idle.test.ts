import assert from 'node:assert/strict'
import { test } from 'node:test'

import { startDemo } from '../../demo/start-demo.ts'
import { open } from '../flow/kit.ts'
import { desktop, listStates, openState, phone } from './open-state.ts'

// What a page without a link is, only the script knows, and by then the page is painted.
test('nothing moves on a page without a link', async () => {
  const demo = await startDemo({ port: 0, built: true })
  const browser = await open('chromium')
  try {
    const state = (await listStates(demo.addresses.shop)).find(({ name }) => name === 'idle')
    assert.ok(state)
    for (const window of [phone, desktop]) {
      const page = await openState(browser, state, window)
      const footer = await page.$eval('footer', (element) => element.getBoundingClientRect().top)
      assert.ok(footer >= window.height, `the footer at ${footer} of ${window.height} px`)
      assert.deepEqual(await page.evaluate(() => globalThis.window.layoutShift), { score: 0, moved: [] })
      await page.close()
    }
  } finally {
    await browser.close()
    await demo.close()
  }
})
