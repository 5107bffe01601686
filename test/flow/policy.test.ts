import assert from 'node:assert/strict'

import { type FlowContext, story } from './kit.ts'

// The demo's pages are served with the least policy of docs/csp-and-privacy.md. Nothing on them may be reported.

/** Notes what the policy refuses, from before the page's first script. */
async function watch({ visitor: { page } }: FlowContext): Promise<() => Promise<string[]>> {
  await page.evaluateOnNewDocument(() => {
    const reported: string[] = []
    Reflect.set(window, 'reported', reported)
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      reported.push(`${violatedDirective} ${blockedURI}`),
    )
  })
  return () => page.evaluate(() => Reflect.get(window, 'reported') as string[])
}

const isLeast = (policy = '') => /^default-src 'none'/.test(policy) && policy.includes("form-action 'none'")

story('the widget does all that it does under the least policy, and nothing is reported', async (flow) => {
  const { visitor, messages } = flow
  const reported = await watch(flow)
  const link = (await messages()).find(({ name }) => name === 'hero')?.link ?? ''
  const answer = await visitor.page.goto(link)
  assert.ok(isLeast(answer?.headers()['content-security-policy']))
  assert.equal(await visitor.waitFor('ready'), null)
  assert.equal((await visitor.lines()).length, 4)
  await visitor.click('Remove Knitted beanie')
  await visitor.click(/Put .*back/)
  assert.deepEqual(await reported(), [])
  // What is refused is noted here.
  await visitor.page.evaluate(() => {
    document.body.append(Object.assign(new Image(), { src: 'http://elsewhere.example/x.png' }))
  })
  await visitor.page.waitForFunction(() => (Reflect.get(window, 'reported') as string[]).length > 0)
})

story('the console does under the same policy', async (flow) => {
  const { visitor, demo } = flow
  const reported = await watch(flow)
  const answer = await visitor.page.goto(new URL('/console', demo.addresses.shop).href)
  assert.ok(isLeast(answer?.headers()['content-security-policy']))
  await visitor.page.waitForSelector('cart-recovery-console')
  await visitor.page.waitForFunction(
    () => document.querySelector('cart-recovery-console')?.shadowRoot?.childElementCount,
  )
  assert.deepEqual(await reported(), [])
})
