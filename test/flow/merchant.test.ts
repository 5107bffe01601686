import assert from 'node:assert/strict'

import { type FlowContext, story } from './kit.ts'

interface MerchantCarts {
  carts: { id: string; platform: string; status: string; messages: number }[]
}

interface Detail {
  cart: { id: string; status: string }
  reminderRefusal?: string
}

/** Asks a store's proxy as its merchant does. */
async function merchant<Body>({ demo }: FlowContext, store: 'bigcommerce' | 'tjar', path: string, body?: unknown) {
  const response = await fetch(`${demo.addresses.stores[store]}/merchant${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      authorization: `Bearer ${demo.addresses.merchantKey}`,
      'content-type': 'application/json',
      'idempotency-key': crypto.randomUUID(),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  return { status: response.status, body: (await response.json()) as Body }
}

async function until<Value>(what: string, read: () => Promise<Value | undefined>): Promise<Value> {
  const end = Date.now() + 15_000
  for (;;) {
    const value = await read()
    if (value !== undefined) return value
    if (Date.now() > end) throw new Error(`in vain: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

const cartNamed = async ({ control }: FlowContext, name: string) => {
  const { carts } = (await control('GET', 'world')) as { carts: { id: string; name: string; consent: object }[] }
  const cart = carts.find((candidate) => candidate.name === name)
  assert.ok(cart, `the world has no cart ${name}`)
  return cart
}

/** Opens the console of a store, signed in with the demo's key. */
async function openConsole({ visitor, demo }: FlowContext, store: string) {
  await visitor.page.goto(`${demo.addresses.shop}console?store=${store}`)
  await visitor.page.waitForSelector('#demo-key')
  await visitor.page.click('#demo-key')
}

/** Waits until the console shows these words, whichever element has them. */
const consoleSays = ({ visitor }: FlowContext, words: string) =>
  visitor.page.waitForFunction(
    (wanted) => {
      const read = (root: Node): string =>
        [...root.childNodes]
          .map((node) =>
            node instanceof Text ? node.data : read(node instanceof Element ? (node.shadowRoot ?? node) : node),
          )
          .join(' ')
      return read(document.body).replaceAll(/\s+/g, ' ').includes(wanted)
    },
    { timeout: 15_000 },
    words,
  )

/** Clicks what has this name, in whatever shadow root. */
const consoleClick = async ({ visitor }: FlowContext, name: string) => {
  const press = (wanted: string): boolean => {
    const search = (root: ParentNode): HTMLElement | undefined => {
      for (const element of root.querySelectorAll<HTMLElement>('*')) {
        const text = element.getAttribute('aria-label') ?? element.textContent?.replaceAll(/\s+/g, ' ').trim()
        const isControl =
          element.matches('button, a[href], [role="tab"], summary') && element.getClientRects().length > 0
        if (isControl && text?.startsWith(wanted) && !element.hasAttribute('disabled')) return element
        const inner = element.shadowRoot && search(element.shadowRoot)
        if (inner) return inner
      }
      return undefined
    }
    const found = search(document)
    if (found) setTimeout(() => found.click())
    return Boolean(found)
  }
  await visitor.page.waitForFunction(press, { timeout: 10_000 }, name)
}

story(
  'a cart with consent is left, and the loop closes: WhatsApp, widget, checkout, order, recovered',
  async (flow) => {
    const { visitor, control, messages } = flow
    const { id } = await cartNamed(flow, 'hero')
    await control('POST', `carts/${id}/abandon`)
    const message = await until('a WhatsApp message', async () =>
      (await messages()).find(({ channel }) => channel === 'whatsapp'),
    )
    await visitor.page.goto(message.link)
    assert.equal(await visitor.waitFor('ready'), null)
    assert.ok(!visitor.page.url().includes('t='))
    await Promise.all([visitor.page.waitForNavigation(), visitor.click(/^Check out/)])
    assert.match(visitor.page.url(), /\/checkout/)
    await Promise.all([visitor.page.waitForNavigation(), visitor.page.click('button')])

    const cart = await until('the order in the ledger', async () => {
      const { body } = await merchant<MerchantCarts>(flow, 'bigcommerce', '/carts?status=recovered')
      return body.carts[0]
    })
    assert.deepEqual([cart.platform, cart.messages], ['bigcommerce', 1])
    const reminder = { type: 'email', subject: 'Still there', message: 'Come back', consent: true }
    assert.ok((await merchant(flow, 'bigcommerce', `/carts/${cart.id}/reminder`, reminder)).status >= 400)

    await openConsole(flow, 'bigcommerce')
    await consoleSays(flow, 'Recovered revenue')
    await consoleClick(flow, 'Carts')
    await consoleSays(flow, 'Recovered')
    // The order ends it: nothing further is sent, however often the platform says that the cart was left.
    assert.equal((await messages()).filter(({ channel }) => channel === 'whatsapp').length, 1)
  },
)

story(
  'without consent nobody is written to, and the console says why',
  async (flow) => {
    const { control, messages } = flow
    const { id, consent } = await cartNamed(flow, 'coupon')
    assert.deepEqual(consent, { email: false, sms: false, whatsapp: false })
    await control('POST', `carts/${id}/abandon`)
    const report = await until('a report', async () => {
      const { body } = await merchant<{ reports: { status: string; reason?: string }[] }>(
        flow,
        'bigcommerce',
        '/reports?status=withheld',
      )
      return body.reports[0]
    })
    assert.equal(report.status, 'withheld')
    assert.equal((await messages()).filter(({ channel }) => channel === 'whatsapp').length, 0)
    await openConsole(flow, 'bigcommerce')
    await consoleClick(flow, 'Messages')
    await consoleSays(flow, 'Withheld')
  },
  ['chromium'],
)

story(
  'from the console: a reminder by Tjar with 15 % off, opened, ordered, and refused a second time',
  async (flow) => {
    const { visitor, messages } = flow
    // The first look asks Tjar for its list, and does not wait for it.
    const carts = await until('Tjar’s carts are listed', async () => {
      const listed = (await merchant<MerchantCarts>(flow, 'tjar', '/carts')).body.carts
      return listed.length > 0 ? listed : undefined
    })
    const details = carts.map(({ id }) => merchant<Detail>(flow, 'tjar', `/carts/${id}`))
    const ready = (await Promise.all(details)).find(({ body }) => body.reminderRefusal === undefined)
    assert.ok(ready, 'a cart that can be written about')
    const { id } = ready.body.cart
    const before = (await messages()).length
    const reminder = {
      type: 'email',
      subject: 'Your cart',
      message: '15 % off: {link}',
      offerDiscount: 15,
      consent: true,
    }
    assert.equal((await merchant(flow, 'tjar', `/carts/${id}/reminder`, reminder)).status, 200)
    const mail = (await messages()).slice(before)[0]
    assert.equal(mail?.channel, 'email')
    await visitor.page.goto(mail?.link ?? '')
    assert.equal(await visitor.waitFor('ready'), null)
    await Promise.all([visitor.page.waitForNavigation(), visitor.click(/^Check out/)])
    const text = await visitor.page.evaluate(() => document.body.textContent ?? '')
    assert.match(text, /15\s?%/)
    await Promise.all([visitor.page.waitForNavigation(), visitor.page.click('button')])

    const { body } = await merchant<{ cart: { status: string }; reminderRefusal?: string }>(
      flow,
      'tjar',
      `/carts/${id}`,
    )
    assert.deepEqual([body.cart.status, body.reminderRefusal], ['recovered', 'already-ordered'])
    const again = await merchant<{ code: string }>(flow, 'tjar', `/carts/${id}/reminder`, reminder)
    assert.deepEqual([again.status, again.body.code], [409, 'already-ordered'])
    await openConsole(flow, 'tjar')
    await consoleClick(flow, 'Carts')
    await consoleSays(flow, 'Recovered')
  },
)
