import { expect, waitUntil } from '@open-wc/testing'

import type { Abilities, Cart, LineItem } from '../../src/contract/browser.ts'
import type { CartRecoveryElement } from '../../src/elements/index.ts'
import {
  find,
  focused,
  frameOn,
  openLink,
  part,
  press,
  reaches,
  row,
  sentence,
  settled,
  tidy,
  title,
  words,
} from './page.ts'
import { cartHandle, cartOf, json, lineItem, mug, problem, proxyWith, recovered } from './proxy.ts'

const can: Partial<Abilities> = { backInStock: true, signIn: true }
const gone = (id: string, name: string, fields: Partial<LineItem> = {}) =>
  lineItem(id, { name, availability: { status: 'out-of-stock' }, ...fields })
const lamp = (fields: Partial<LineItem> = {}) => gone('lamp', 'Lamp', fields)
const signInNeeded = () => problem('sign-in-needed', { status: 401 })
const listed = (...ids: string[]) =>
  json({ lineItems: ids.map((id) => ({ id, subscribed: true, availability: { status: 'out-of-stock' } })) })

describe('back in stock', () => {
  let proxy: ReturnType<typeof proxyWith>

  async function show(cart: Cart, answers: Parameters<typeof proxyWith>[0] = {}, abilities = can) {
    proxy = proxyWith({
      '/recover': () => recovered(cart, abilities),
      '/availability': () => json({ cart }),
      '/back-in-stock': ({ body }) =>
        json({
          lineItems: (body.lineItemIds as string[]).map((id) => ({
            id,
            subscribed: body.subscribed,
            availability: { status: 'out-of-stock' },
          })),
        }),
      '/sign-in/code': () => json({ sentTo: '+49 ••• ••42', retryAfterSeconds: 30 }, 202),
      '/sign-in': () => new Response(null, { status: 204 }),
      ...answers,
    })
    openLink()
    const frame = await frameOn()
    if (abilities.backInStock)
      await waitUntil(() => find(frame, '[part="subscribe-button"], [part="unsubscribe-button"]'))
    await settled(frame)
    return frame
  }

  async function type(frame: CartRecoveryElement, name: string, text: string) {
    const input = part(frame, name) as HTMLInputElement
    input.value = text
    input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }))
    await settled(frame)
  }

  const subscribeButton = (frame: Element, name: string) => part(row(frame, name), 'subscribe-button')
  const submit = (frame: Element) => find(frame, 'form .primary')

  beforeEach(tidy)
  afterEach(() => {
    proxy.close()
    tidy()
  })

  it('takes a dead line to the list: Notify me, phone, code', async () => {
    const frame = await show(cartOf(lamp(), mug()), { '/back-in-stock': [signInNeeded, () => listed('lamp')] })
    expect(proxy.paths()).to.deep.equal(['/recover'])
    await press(frame, subscribeButton(frame, 'Lamp'))
    await reaches(frame, 'signing-in')
    expect(words(find(frame, 'cart-recovery-sign-in') as Element)).to.contain('then tell you when Lamp is back')
    expect(focused()).to.equal(part(frame, 'phone-input'))
    await type(frame, 'phone-input', '+49 151 234 5642')
    await press(frame, submit(frame))
    await waitUntil(() => find(frame, '[part="code-input"]'))
    await settled(frame)
    expect(focused()).to.equal(part(frame, 'code-input'))
    expect(words(find(frame, 'cart-recovery-sign-in') as Element)).to.contain('+49 ••• ••42')
    await type(frame, 'code-input', '123456')
    await waitUntil(() => title(frame) === 'You’re on the list')
    expect(frame.status).to.equal('ready')
    expect(sentence(frame)).to.equal('We’ll let you know when Lamp is back.')
    expect(words(row(frame, 'Lamp'))).to.contain('You’re on the list Stop notifying me')
    expect(proxy.paths()).to.deep.equal(['/recover', '/back-in-stock', '/sign-in/code', '/sign-in', '/back-in-stock'])
    expect(proxy.asked.map(({ body }) => body).slice(1)).to.deep.equal([
      { cartHandle, lineItemIds: ['lamp'], subscribed: true },
      { cartHandle, phone: '+49 151 234 5642' },
      { cartHandle, phone: '+49 151 234 5642', code: '123456' },
      { cartHandle, lineItemIds: ['lamp'], subscribed: true },
    ])
  })
})
