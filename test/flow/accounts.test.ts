import assert from 'node:assert/strict'

import { type FlowContext, story } from './kit.ts'

/** Presses a button of the shop's own page. */
async function pressButton({ visitor: { page } }: FlowContext, words: string): Promise<void> {
  await Promise.all([page.waitForNavigation(), page.locator(`button ::-p-text(${words})`).click()])
}

async function checkoutText({ visitor: { page } }: FlowContext): Promise<string> {
  await page.waitForFunction(() => /Place order|Sign in/.test(document.body.innerText), { timeout: 15_000 })
  return page.evaluate(() => document.body.innerText.replaceAll(/\s+/g, ' '))
}

story('a customer’s cart: the link, the shop’s sign-in, the cart, the checkout', async (flow) => {
  const { visitor, demo, calls, held } = flow
  const { page } = visitor
  const before = await held('account')

  await visitor.openLink('account')
  assert.equal(await visitor.waitFor('failed'), 'account-cart')
  assert.deepEqual(await visitor.lines(), [], 'nothing of the cart is on the page')
  await Promise.all([page.waitForNavigation(), visitor.click('Sign in')])
  await pressButton(flow, 'Sign in as Sofia')

  assert.equal(page.url(), `${demo.addresses.shop}recover`)
  assert.equal(await visitor.waitFor('ready'), null)
  const lines = await visitor.lines()
  assert.equal(lines.length, 2)
  assert.match(lines[0] ?? '', /sneakers/i)
  assert.deepEqual(
    (await calls()).filter(({ write }) => write),
    [],
    'until here everything only read',
  )

  await visitor.click(/^Check out/)
  assert.match(await checkoutText(flow), /sneakers.*Place order/i, 'signed in on arrival')
  assert.deepEqual(await held('account'), before)
})

story('a customer who is signed in at the shop already is led to their cart by the link alone', async (flow) => {
  const { visitor, demo } = flow
  await visitor.page.goto(`${demo.addresses.shop}account`)
  await pressButton(flow, 'Sign in as Sofia')
  await visitor.openLink('account')
  assert.equal(await visitor.waitFor('ready'), null)
  assert.equal((await visitor.lines()).length, 2)
  // A reload finds it again.
  await visitor.page.reload()
  assert.equal(await visitor.waitFor('ready'), null)
})
