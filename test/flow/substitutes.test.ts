import assert from 'node:assert/strict'

import { type FlowContext, story } from './kit.ts'

// BigCommerce alone. The jumper of this message is sold out in M and Forest.
const key = 'one-sold-out'

/** Orders at the checkout, and returns the order's lines. */
async function orderAtCheckout({ visitor: { page }, control }: FlowContext) {
  await page.waitForFunction(() => location.pathname.includes('/checkout'), { timeout: 15_000 })
  assert.match(await page.evaluate(() => document.body.innerText), /203\.00/)
  await Promise.all([page.waitForNavigation(), page.evaluate(() => document.forms[0]?.submit())])
  const { orders } = (await control('GET', 'world')) as { orders: { lines: { variantId: string }[] }[] }
  return orders.at(-1)?.lines.map(({ variantId }) => variantId) ?? []
}

const ofJumper = (variants: string[]) => variants.filter((variantId) => variantId.startsWith('102'))

const swapped = (text: string) => /Instead of M/.test(text)

story('from the mailbox: a sold-out size, a tap on another one, and one tap orders that one', async (flow) => {
  const { visitor, calls } = flow
  await visitor.openLink(key)
  await visitor.waitFor('ready')
  assert.match((await visitor.lines())[0] ?? '', /Sold out/)
  await visitor.click('S instead of Merino jumper')
  assert.ok(swapped((await visitor.lines())[0] ?? ''))
  await visitor.page.reload()
  await visitor.waitFor('ready')
  await visitor.page.waitForFunction(hasPart, { timeout: 10_000 }, 'substitute-undo-button')
  assert.ok(swapped((await visitor.lines())[0] ?? ''), 'a reload keeps it')
  assert.deepEqual(
    (await calls()).filter(({ write }) => write),
    [],
  )
  await visitor.click(/^Check out/)
  const ordered = await orderAtCheckout(flow)
  assert.equal(ordered.length, 3)
  assert.deepEqual(ofJumper(ordered), ['10201'])
})

story('by keyboard: another size is taken, undone where the focus is, and taken again', async (flow) => {
  const { visitor } = flow
  const { page } = visitor
  await visitor.openLink(key)
  await visitor.waitFor('ready')
  const focusOn = (label: string) => page.waitForFunction(isFocused, { timeout: 10_000 }, label)
  await page.waitForFunction(hasPart, { timeout: 10_000 }, 'substitute-button')
  const first = 'S instead of Merino jumper'
  await tabTo(flow, first)
  await page.keyboard.press('Enter')
  await focusOn('Undo, back to M')
  await page.keyboard.press('Enter')
  await focusOn(first)
  await page.keyboard.press('Enter')
  await focusOn('Undo, back to M')
  await tabTo(flow, 'Check out')
  await page.keyboard.press('Enter')
  assert.deepEqual(ofJumper(await orderAtCheckout(flow)), ['10201'])
})

async function tabTo({ visitor: { page } }: FlowContext, label: string) {
  for (let stop = 0; stop < 60 && !(await page.evaluate(isFocused, label)); stop++) await page.keyboard.press('Tab')
}

function isFocused(label: string): boolean {
  let element = document.activeElement
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement
  return (element?.ariaLabel ?? element?.textContent?.trim() ?? '').startsWith(label)
}

function hasPart(part: string): boolean {
  const deep = (root: Element): Element[] => [
    root,
    ...[...(root.shadowRoot?.children ?? []), ...root.children].flatMap(deep),
  ]
  return deep(document.body).some((element) => element.matches(`[part="${part}"]`))
}
