import assert from 'node:assert/strict'

import { type FlowContext, story } from './kit.ts'

interface Mail {
  to: string
  subject?: string
  link?: string
}

const news = async ({ messages }: FlowContext) =>
  ((await messages()) as unknown as Mail[]).filter(({ subject }) => subject?.startsWith('Good news: '))

story(
  'a sold-out line is asked for by one tap; the mail comes once, and its link leads to the checkout',
  async (flow) => {
    const { visitor, control } = flow
    const { page } = visitor
    await visitor.openLink('all-sold-out')
    await visitor.waitFor('ready')
    await visitor.click('Notify me about Cashmere scarf')
    await page.waitForFunction(() => {
      const status = document.querySelector('cart-recovery')?.shadowRoot?.querySelector('cart-recovery-status')
      return status?.shadowRoot?.querySelector('h2')?.textContent === 'You’re on the list'
    })
    assert.ok((await visitor.lines()).some((line) => line.includes('Stop notifying me')))
    assert.deepEqual(await news(flow), [])

    // Another visit knows of it.
    await page.reload()
    await visitor.waitFor('ready')
    await visitor.click('Stop notifying me about Cashmere scarf')
    await visitor.click('Notify me about Cashmere scarf')
    await visitor.click(/^Stop notifying me about/)
    await visitor.click('Notify me about Cashmere scarf')
    await page.waitForFunction(
      () => document.querySelector('cart-recovery')?.store.$lines.get()[0]?.lineItem.subscribed,
    )

    const [line] = await page.evaluate(() =>
      (document.querySelector('cart-recovery')?.store.$lines.get() ?? []).map(({ lineItem }) => lineItem),
    )
    assert.ok(line)
    const { productId, variantId } = line
    await control('PATCH', 'world', { variants: [{ productId, variantId, stock: 4 }] })
    const deadline = AbortSignal.timeout(60_000)
    while ((await news(flow)).length === 0) deadline.throwIfAborted()
    const [mail] = await news(flow)
    assert.equal(mail?.subject, 'Good news: Cashmere scarf is back')
    assert.equal(mail?.to, 'elif.aydin@mail.example')
    // Ten looks at the stock later it is still one.
    await control('PATCH', 'world', { clockOffsetSeconds: 3600 })
    await page.goto(mail?.link ?? '')
    await visitor.waitFor('ready')
    assert.ok(!new URL(page.url()).searchParams.has('t'))
    await visitor.click(/^Check out/)
    await page.waitForFunction(() => location.pathname.includes('/checkout'), { timeout: 15_000 })
    assert.match(await page.evaluate(() => document.body.innerText), /Cashmere scarf/)
    assert.equal((await news(flow)).length, 1)
  },
)
