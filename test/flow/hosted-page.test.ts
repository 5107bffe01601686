import assert from 'node:assert/strict'

import { engines, type FlowContext, story } from './kit.ts'

// The page that the proxy serves itself: a merchant without front-end work has a recovery page.

async function hostedLink({ demo, messages }: FlowContext): Promise<string> {
  const { link } = (await messages()).find(({ name }) => name === 'hero') ?? assert.fail('no such message')
  return `${demo.addresses.proxy}/link?t=${new URL(link).searchParams.get('t')}`
}

/** Notes what the shop's pages complain of, refusals of their policy included. The platform's checkout is not ours. */
function watch({ visitor: { page }, demo }: FlowContext): string[] {
  const complaints: string[] = []
  page.on('console', (message) => {
    const isOurs = (message.location().url ?? '').startsWith(demo.addresses.shop)
    if (isOurs && ['error', 'warn'].includes(message.type())) complaints.push(message.text())
  })
  return complaints
}

// Puppeteer cannot switch scripts off in Firefox.
const withoutScripts = engines.filter((engine) => engine === 'chromium')

story(
  'the hosted page without JavaScript: link, lines, checkout',
  async (flow) => {
    const { visitor, calls } = flow
    const { page } = visitor
    await page.setJavaScriptEnabled(false)
    const complaints = watch(flow)
    await page.goto(await hostedLink(flow))
    // The browser goes on to the page without a script by itself.
    await page.waitForSelector('form ul li')
    assert.doesNotMatch(page.url(), /[?&]t=/)
    const rows = await page.$$('form ul li')
    assert.equal(rows.length, 4)
    assert.equal((await calls()).filter(({ write }) => write).length, 0)
    const quantity = await page.$('input[type="number"]')
    await quantity?.click({ count: 3 })
    await quantity?.type('1')
    await Promise.all([page.waitForNavigation(), page.click('button[formaction]')])
    const total = await page.$eval('dl > div:last-child dd', ({ textContent }) => textContent)
    await Promise.all([page.waitForNavigation(), page.click('form > button')])
    assert.match(page.url(), /\/checkout/)
    const words = await page.$eval('body', ({ textContent }) => textContent ?? '')
    assert.ok(words.includes(total ?? 'no total'), `${total} is not on ${words}`)
    assert.deepEqual(complaints, [])
  },
  withoutScripts,
)

story('the hosted page with JavaScript is the widget, under its own policy', async (flow) => {
  const { visitor } = flow
  const complaints = watch(flow)
  await visitor.page.goto(await hostedLink(flow))
  assert.equal(await visitor.waitFor('ready'), null)
  assert.equal((await visitor.lines()).length, 4)
  assert.doesNotMatch(visitor.page.url(), /[?&]t=/)
  await visitor.click(/^Check out/)
  await visitor.page.waitForFunction(() => location.pathname.includes('/checkout'))
  assert.deepEqual(complaints, [])
})
