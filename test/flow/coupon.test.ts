import assert from 'node:assert/strict'

import { anyEngine, story } from './kit.ts'

story(
  'a code in the link of a message is applied by the tap, and is nowhere before it',
  async ({ visitor, messages, calls, demo }) => {
    const { page } = visitor
    const link = new URL((await messages()).find(({ name }) => name === 'all-available')?.link ?? '')
    link.searchParams.append('coupon', 'WELCOME10')
    await page.goto(link.href)
    assert.equal(await visitor.waitFor('ready'), null)
    assert.equal(page.url(), `${demo.addresses.shop}recover`)
    const summary = () =>
      page.evaluate(() => {
        const frame = document.querySelector('cart-recovery')
        const root = frame?.shadowRoot?.querySelector('cart-recovery-summary')?.shadowRoot
        return root?.querySelector('[part="summary"]')?.textContent?.replaceAll(/\s+/g, ' ') ?? ''
      })
    assert.match(await summary(), /WELCOME10 — applied at checkout/)
    assert.ok(!(await calls()).some(({ write }) => write), 'opening changes nothing')

    await visitor.click(/^Check out/)
    await page.waitForFunction(() => location.pathname.includes('/checkout'), { timeout: 15_000 })
    assert.match(await page.evaluate(() => document.body.innerText), /Coupon WELCOME10/)
    await page.goBack()
    assert.equal(await visitor.waitFor('ready'), null)
    await page.waitForFunction(
      () =>
        document
          .querySelector('cart-recovery')
          ?.shadowRoot?.querySelector('cart-recovery-summary')
          ?.shadowRoot?.textContent?.includes('Total before delivery'),
      { timeout: 15_000 },
    )
    assert.match(await summary(), /10% off your first order.*-€.*Total before delivery/)
  },
  [anyEngine],
  { built: false },
)
