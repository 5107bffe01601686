import assert from 'node:assert/strict'

import { story } from './kit.ts'

const rows = () =>
  [...document.querySelectorAll('.inbox button')].map((row) => ({
    title: row.querySelector('.subject')?.textContent ?? '',
    preview: row.querySelector('.preview')?.textContent ?? '',
  }))

story('a message that was waited for is on top of the inbox, whatever the phone showed', async ({ visitor, demo }) => {
  const { page } = visitor
  await page.goto(demo.addresses.mailbox)
  await page.waitForSelector('.inbox button')
  await page.click('.inbox button')
  await page.waitForSelector('.mail')
  await page.click('#leave')
  await page.waitForSelector('.inbox')
  const [first] = await page.evaluate(rows)
  assert.equal(first?.title, 'WhatsApp · Alder & Wool')
  const { host } = new URL(demo.addresses.shop)
  assert.match(first?.preview ?? '', new RegExp(`^Hi Mara, .*: ${host}…$`))

  await page.click('.inbox button')
  await page.waitForSelector('.chat')
  assert.equal(await page.$eval('#phone-title', ({ textContent }) => textContent), first?.title)
  for (const selector of ['html', '#screen', '.bubble']) {
    const [content, room] = await page.$eval(selector, ({ scrollWidth, clientWidth }) => [scrollWidth, clientWidth])
    assert.ok(Number(content) <= Number(room), `${selector} is ${content} wide in ${room}`)
  }
})

story(
  'the demo’s console names its stores and whose settings they are, and begins with what there is',
  async ({ visitor, demo }) => {
    const { page } = visitor
    await page.goto(new URL('console?store=tjar', demo.addresses.shop).href)
    const tabs = await page.$$eval('nav a', (links) => links.map(({ textContent }) => textContent))
    assert.deepEqual(tabs, ['BigCommerce', 'VesuvioPay', 'Tjar'])
    const response = await fetch(`${demo.addresses.stores.tjar}/merchant/summary`, {
      headers: { authorization: `Bearer ${demo.addresses.merchantKey}` },
    })
    const { funnel } = (await response.json()) as { funnel: { sent: number } }
    assert.ok(funnel.sent > 0)

    await page.goto(new URL('console', demo.addresses.shop).href)
    const label = await page.$eval('cart-recovery-console', (element) => element.getAttribute('settings-label'))
    assert.equal(label, 'BigCommerce’s own e-mails')
  },
  ['chromium'],
)
