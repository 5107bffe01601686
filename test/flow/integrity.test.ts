import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'

import { until } from '../setup/webkit-page.ts'
import { type EveryEngineContext, inEveryEngine } from './every-engine.ts'
import { startFront } from './front.ts'

// A page that names the script's hashes as docs/csp-and-privacy.md has them.

const guide = readFileSync(new URL('../../docs/csp-and-privacy.md', import.meta.url), 'utf8')
const [, tags = ''] = /```html\n([\s\S]*?)```/.exec(guide) ?? []
const [, hashOfMap = ''] = /`('sha256-[^`]+)`/.exec(guide) ?? []

const hasStatus = (status: string) => document.querySelector('cart-recovery')?.getAttribute('status') === status
const isRefused = () => document.querySelector('cart-recovery')?.textContent?.includes('open the link in your message')

/** Opens a link on such a page. One byte more comes with the file of which this is a part. */
async function openWith({ t, demo, page, linkTo }: EveryEngineContext, changed?: string) {
  assert.ok(tags && hashOfMap)
  const front = await startFront(t, demo.addresses.shop, (text, headers) => {
    if (!text.startsWith('<!doctype')) return changed && text.includes(changed) ? `${text} ` : text
    const policy = headers.get('content-security-policy') ?? ''
    headers.set('content-security-policy', policy.replace("script-src 'self'", `$& ${hashOfMap}`))
    return text.replace(/<script type="module" src="\/cart-recovery.js"><\/script>/, tags)
  })
  await page.goto(front.to(await linkTo('hero')))
  return front
}

inEveryEngine('a page that names hashes opens the cart, and all that it loads later', async (context) => {
  const front = await openWith(context)
  await until(context.page, hasStatus, 'ready')
  await until(context.page, () => customElements.get('cart-recovery-consent') !== undefined)
  assert.deepEqual(front.reports, [])
})

inEveryEngine('a file that the entry loads runs only as it was built', async (context) => {
  await openWith(context, 'litElementVersions')
  await until(context.page, isRefused)
  assert.equal(await context.page.evaluate(() => customElements.get('cart-recovery') === undefined), true)
})

inEveryEngine('nor does an entry that was changed', async (context) => {
  const { page } = context
  await openWith(context, 'MutationObserver')
  await until(page, () => document.readyState === 'complete')
  assert.equal(await page.evaluate(() => document.querySelector('cart-recovery')?.hasAttribute('status')), false)
})
