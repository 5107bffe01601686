import assert from 'node:assert/strict'

import { until } from '../setup/webkit-page.ts'
import { inEveryEngine } from './every-engine.ts'
import { startFront } from './front.ts'

// The demo's pages are served with the least policy of docs/csp-and-privacy.md. No browser may report anything of them.

const hasStatus = (status: string) => document.querySelector('cart-recovery')?.getAttribute('status') === status

/** In the page: presses the control of the widget with this name. */
function press(name: string): boolean {
  const controls = (root: ParentNode): HTMLElement[] =>
    [...root.querySelectorAll<HTMLElement>('*')].flatMap((element) => [
      ...(element.matches('button, a[href]') ? [element] : []),
      ...(element.shadowRoot ? controls(element.shadowRoot) : []),
    ])
  const named = (element: HTMLElement) => element.getAttribute('aria-label') ?? element.textContent?.trim()
  const found = controls(document).find((element) => named(element) === name)
  found?.click()
  return found !== undefined
}

async function assertLeast(url: string) {
  const policy = (await fetch(url)).headers.get('content-security-policy') ?? ''
  assert.match(policy, /^default-src 'none'/)
  for (const part of ["form-action 'none'", "base-uri 'none'", "require-trusted-types-for 'script'"])
    assert.ok(policy.includes(part), policy)
}

inEveryEngine('the widget does all that it does under the least policy, and nothing is reported', async (context) => {
  const { t, demo, page, linkTo } = context
  const front = await startFront(t, demo.addresses.shop)
  const link = front.to(await linkTo('hero'))
  await assertLeast(link)
  await page.goto(link)
  await until(page, hasStatus, 'ready')
  await until(page, press, 'Remove Knitted beanie')
  await until(page, press, 'Put back Knitted beanie')
  // The shop is on this very page, so that it can be looked at afterwards.
  await page.evaluate(() => document.querySelector('cart-recovery')?.setAttribute('shop-url', '#shop'))
  await until(page, press, 'Keep shopping')
  await until(page, hasStatus, 'restored')
  assert.deepEqual(front.reports, [])
  // What is refused is reported.
  await page.evaluate(() => {
    document.body.append(Object.assign(new Image(), { src: 'http://elsewhere.example/x.png' }))
  })
  while (front.reports.length === 0) await new Promise((resolve) => setTimeout(resolve, 50))
  assert.match(front.reports[0] ?? '', /img-src/)
})

inEveryEngine('the console does under the same policy', async ({ t, demo, page }) => {
  const front = await startFront(t, demo.addresses.shop)
  await assertLeast(`${front.url}/console`)
  await page.goto(`${front.url}/console`)
  await until(page, () => document.querySelector('cart-recovery-console')?.shadowRoot?.childElementCount)
  assert.deepEqual(front.reports, [])
})
