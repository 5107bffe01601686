import assert from 'node:assert/strict'

import { type FlowContext, story } from './kit.ts'

const phone = '+491701234501'

const texts = async ({ messages }: FlowContext) => (await messages()).filter(({ channel }) => channel === 'sms')

/** Waits for the code as a shopper does, and types it. */
async function typeCode(flow: FlowContext) {
  let code: string | undefined
  for (let tries = 0; tries < 100 && !code; tries++) {
    code = (await texts(flow)).at(-1)?.code
    if (!code) await new Promise((resolve) => setTimeout(resolve, 50))
  }
  await flow.visitor.type('code-input', code ?? '')
}

const words = (flow: FlowContext, text: string) =>
  flow.visitor.page.waitForFunction(
    (wanted) => {
      const read = (root: Node): string =>
        [...root.childNodes]
          .map((node) =>
            node instanceof Text ? node.data : read(node instanceof Element ? (node.shadowRoot ?? node) : node),
          )
          .join(' ')
      return read(document.querySelector('cart-recovery')?.shadowRoot ?? document.body).includes(wanted)
    },
    { timeout: 10_000 },
    text,
  )

story('a dead line, one tap, a phone number and a code: on the list, and still after a reload', async (flow) => {
  const { visitor, control } = flow
  await visitor.openLink('vesuviopay-sold-out')
  await visitor.waitFor('ready')
  assert.equal((await texts(flow)).length, 0)
  await visitor.click(/^Notify me about (?!all)/)
  // As it is dialled in the shop's own country, which is picked beforehand.
  await visitor.type('phone-input', '0170 1234501')
  await visitor.click('Text me a code')
  await typeCode(flow)
  await words(flow, 'You’re on the list')
  const { subscriptions } = (await control('GET', 'world')) as { subscriptions: unknown[] }
  assert.equal(subscriptions.length >= 2, true, 'the one that was there, and ours')

  await visitor.page.reload()
  await words(flow, 'Stop notifying me')
  // The next line needs one tap, and no code.
  await visitor.click(/^Notify me about (?!all)/)
  await visitor.page.waitForFunction(
    () => {
      const count = (root: ParentNode): number =>
        [...root.querySelectorAll('*')].reduce(
          (sum, element) =>
            sum +
            (element.part.contains('unsubscribe-button') ? 1 : 0) +
            (element.shadowRoot ? count(element.shadowRoot) : 0),
          0,
        )
      const frame = document.querySelector('cart-recovery')?.shadowRoot
      return frame ? count(frame) >= 2 : false
    },
    { timeout: 10_000 },
  )
  assert.equal((await texts(flow)).length, 1)
})

story(
  'check out by text ends at its checkout with the same lines and one message; Back sends no second',
  async (flow) => {
    const { visitor } = flow
    const { page } = visitor
    await visitor.openLink('vesuviopay-hero')
    await visitor.waitFor('ready')
    await visitor.click('Check out by text')
    await visitor.type('phone-input', phone)
    await visitor.click('Text me a code')
    await typeCode(flow)
    await words(flow, 'Your checkout is ready')
    assert.equal((await texts(flow)).length, 2, 'the code and the link')
    await visitor.click('Go to checkout')
    await page.waitForFunction(() => location.pathname.includes('/checkout'), { timeout: 15_000 })
    const text = await page.evaluate(() => document.body.innerText.replaceAll(/\s+/g, ' '))
    for (const line of ['Linen cushion', 'Knitted beanie', 'Linen shirt', 'Place order'])
      assert.ok(text.includes(line), line)
    assert.ok(!text.includes('Cashmere scarf'))

    await page.evaluate(() => setTimeout(() => history.back()))
    await page.waitForFunction(() => location.pathname === '/vesuviopay/recover', { timeout: 15_000 })
    await visitor.waitFor('ready')
    await visitor.click('Check out by text')
    await words(flow, 'Your checkout is ready')
    assert.equal((await texts(flow)).length, 2)
  },
)

story('no token, number or code of the platform is in the page afterwards', async (flow) => {
  const { visitor, control } = flow
  await visitor.openLink('vesuviopay-hero')
  await visitor.waitFor('ready')
  await visitor.click(/^Notify me about/)
  await visitor.type('phone-input', phone)
  await visitor.click('Text me a code')
  await typeCode(flow)
  await words(flow, 'You’re on the list')
  const seen = await visitor.page.evaluate(() =>
    JSON.stringify([
      document.cookie,
      { ...localStorage },
      { ...sessionStorage },
      history.state,
      document.documentElement.outerHTML,
    ]),
  )
  assert.ok(!seen.includes(phone) && !seen.includes('eyJ0'), 'neither the number nor a JWT')
  await control('GET', 'calls')
})

story(
  'no platform’s token is anywhere in the memory of the page',
  async (flow) => {
    const { visitor } = flow
    await visitor.openLink('vesuviopay-sold-out')
    await visitor.waitFor('ready')
    await visitor.click(/^Notify me about (?!all)/)
    await visitor.type('phone-input', phone)
    await visitor.click('Text me a code')
    await typeCode(flow)
    await words(flow, 'You’re on the list')
    const memory = await readMemory(flow)
    const handle = await visitor.page.evaluate(() => JSON.stringify({ ...sessionStorage }))
    const [own = ''] = /eyJ[\w-]+\.\.[\w-]+/.exec(handle) ?? []
    assert.ok(own && memory.includes(own), 'what the page does hold is found')
    // The head of every signed token that VesuvioPay gives out, and the keys of both platforms.
    for (const secret of [btoa('{"alg":"HS256"').slice(0, 18), 'pk_test_', 'sk_test_', 'sandbox-access-token'])
      assert.ok(!memory.includes(secret), secret)
  },
  ['chromium'],
)

/** Everything that Chromium has on the page's heap, as one text. */
async function readMemory({ visitor }: FlowContext): Promise<string> {
  const session = await visitor.page.createCDPSession()
  const chunks: string[] = []
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => void chunks.push(chunk))
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  return chunks.join('')
}
