import assert from 'node:assert/strict'
import { test } from 'node:test'

import { findState, listStates } from '../../demo/qa-states/index.ts'
import { isSaid } from '../states/is-said.ts'
import { anyEngine } from './kit.ts'
import { shareDemo } from './shared-demo.ts'

const shared = shareDemo({}, anyEngine)

// Each state is a test of its own, and so has the time limit for itself: together they take minutes.
for (const { name, url, status, problem } of listStates('')) {
  test(`the state "${name}" of the QA page ends as it says, without an error on the page`, async () => {
    const page = await shared.browser.newPage()
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(String(error)))
    page.on('console', (message) => {
      if (message.type() === 'error' && !isExpected(name, message.text())) errors.push(message.text())
    })
    await page.goto(new URL(url, shared.demo.addresses.shop).href)
    await page.waitForSelector(`cart-recovery[status="${status}"]${problem ? `[problem="${problem}"]` : ''}`, {
      timeout: 20_000,
    })
    const { text: says } = findState(name) ?? {}
    if (says) await page.waitForFunction(isSaid, { timeout: 20_000 }, says)
    assert.deepEqual(errors, [])
    await page.close()
  })
}

/** What a browser says by itself when a platform fails, and when the page's own policy refuses its pictures. */
const isExpected = (state: string, text: string) =>
  /Failed to load resource|ERR_/.test(text) || (state === 'images-blocked' && /img-src/.test(text))
