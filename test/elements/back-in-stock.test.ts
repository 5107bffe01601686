import { aTimeout, expect, html } from '@open-wc/testing'

import { BackInStockRequestEvent } from '../../src/elements/index.ts'
import {
  alertWords,
  asked,
  askForCode,
  can,
  field,
  fill,
  focusedPart,
  lamp,
  listed,
  named,
  openByPhone,
  phone,
  signInNeeded,
  submit,
  subscribeButton,
  until,
  vase,
} from './by-phone.ts'
import {
  announced,
  describeFrame,
  find,
  focused,
  heard,
  part,
  press,
  row,
  sentence,
  settled,
  steps,
  title,
  words,
} from './page.ts'
import { cartHandle, cartOf, json, lineItem, mug, never, ownHandle, problem, proxy } from './proxy.ts'

describeFrame('back in stock', () => {
  it('takes a dead line to the list: Notify me, phone, code', async () => {
    const cart = cartOf(lamp(), mug())
    const { revision } = cart
    const frame = await openByPhone(cart, { '/back-in-stock': [signInNeeded, listed] })
    expect(proxy.paths()).to.deep.equal(['/recover'])
    await press(frame, subscribeButton(frame, 'Lamp'))
    await until(frame, () => frame.status === 'signing-in')
    expect(frame.matches(':state(signing-in)')).to.equal(true)
    await until(frame, () => part(frame, 'phone-input'))
    expect(words(asked(frame))).to.contain('then tell you when “Lamp” is back')
    expect(focusedPart()).to.equal('phone-input')
    await fill(frame, phone)
    await submit(frame)
    await until(frame, () => part(frame, 'code-input'))
    expect(focusedPart()).to.equal('code-input')
    expect(words(asked(frame))).to.contain('+49 ••• ••42')
    await fill(frame, '123456')
    await until(frame, () => title(frame) === 'You’re on the list')
    expect(frame.status).to.equal('ready')
    expect(sentence(frame)).to.equal('We’ll let you know when “Lamp” is back.')
    expect(words(row(frame, 'Lamp'))).to.contain('You’re on the list Stop notifying me')
    expect(focusedPart()).to.equal('unsubscribe-button')
    expect(await announced(frame)).to.contain('You’re on the list')
    expect(proxy.requests.map(({ path, body }) => [path, body]).slice(1)).to.deep.equal([
      ['/back-in-stock', { cartHandle, revision, lineItemIds: ['lamp'], subscribed: true }],
      ['/sign-in/code', { cartHandle, phone }],
      ['/sign-in', { cartHandle, phone, code: '123456' }],
      ['/back-in-stock', { cartHandle: ownHandle, revision, lineItemIds: ['lamp'], subscribed: true }],
    ])
    for (const { headers } of proxy.requests.slice(1)) expect(headers.get('Idempotency-Key')).to.match(/^[\w-]{20,}$/)
  })

  it('takes one tap for the next line', async () => {
    const frame = await openByPhone(cartOf(lamp(), vase(), mug()), { '/back-in-stock': [signInNeeded, listed] })
    await askForCode(frame, subscribeButton(frame, 'Lamp'))
    await fill(frame, '123456')
    await until(frame, () => find(row(frame, 'Lamp'), '[part="unsubscribe-button"]'))
    await press(frame, subscribeButton(frame, 'Vase'))
    await until(frame, () => find(row(frame, 'Vase'), '[part="unsubscribe-button"]'))
    expect(proxy.paths().filter((path) => path.startsWith('/sign-in'))).to.have.length(2)
  })

  it('still says so after a reload', async () => {
    const frame = await openByPhone(cartOf(lamp({ subscribed: true }), mug()))
    expect(words(row(frame, 'Lamp'))).to.contain('You’re on the list')
    expect(title(frame)).to.equal('Your cart, with 1 change')
  })

  it('can be taken back', async () => {
    const cart = cartOf(lamp({ subscribed: true }), mug())
    const { revision } = cart
    const frame = await openByPhone(cart)
    part(frame, 'unsubscribe-button').focus()
    await press(frame, part(frame, 'unsubscribe-button'))
    await until(frame, () => part(frame, 'subscribe-button'))
    expect(proxy.last().body).to.deep.equal({ cartHandle, revision, lineItemIds: ['lamp'], subscribed: false })
    expect(title(frame)).to.equal('You’re off the list')
    expect(focusedPart()).to.equal('subscribe-button')
  })

  it('asks for all at once: second where something is left to buy', async () => {
    const frame = await openByPhone(cartOf(lamp(), vase(), mug()))
    const buttons = [...(frame.shadowRoot?.querySelectorAll('.main > cart-recovery-back-in-stock') ?? [])]
    expect(buttons).to.have.length(1)
    const button = find(buttons[0] as Element, 'button')
    expect(button?.textContent?.trim()).to.equal('Notify me about all 2')
    expect(button?.className).to.equal('button')
    await press(frame, button)
    await until(frame, () => title(frame) === 'You’re on the list')
    expect(proxy.last().body.lineItemIds).to.deep.equal(['lamp', 'vase'])
    expect(sentence(frame)).to.equal('We’ll let you know when they’re back.')
    expect(Boolean(find(buttons[0] as Element, 'button'))).to.equal(false)
  })

  it('asks for all at once: first where nothing is left', async () => {
    const frame = await openByPhone(cartOf(lamp(), vase()), { '/back-in-stock': [signInNeeded, listed] })
    expect(title(frame)).to.equal('These items aren’t available')
    expect(sentence(frame)).to.equal('We can tell you when they’re back.')
    const all = find(frame, '.steps cart-recovery-back-in-stock') as HTMLElement
    const button = find(all, 'button')
    expect(button?.textContent?.trim()).to.equal('Notify me about all 2')
    expect(button?.className).to.contain('primary')
    expect(steps(frame).slice(1)).to.deep.equal(['Continue shopping'])
    expect(Boolean(find(frame, '.steps > .primary'))).to.equal(false)
    await askForCode(frame, button as HTMLElement)
    expect(all.shadowRoot?.contains(asked(frame))).to.equal(true)
    await fill(frame, '123456')
    await until(frame, () => title(frame) === 'You’re on the list')
    expect(find(frame, '.steps > .primary')?.textContent).to.equal('Continue shopping')
    expect(focused()?.localName).to.equal('h2')
  })

  it('of the only line there is needs no button for all', async () => {
    const frame = await openByPhone(cartOf(lamp()))
    expect(title(frame)).to.equal('This item isn’t available')
    expect(subscribeButton(frame, 'Lamp').className).to.contain('primary')
    expect(Boolean(find(frame, '.steps cart-recovery-back-in-stock'))).to.equal(false)
  })

  it('makes a line buyable that came back meanwhile, and says so', async () => {
    const lineItems = [{ id: 'lamp', availability: { status: 'available' } }]
    const frame = await openByPhone(cartOf(lamp(), mug()), {
      '/back-in-stock': () => json({ lineItems, revision: 'with the lamp' }),
    })
    await press(frame, subscribeButton(frame, 'Lamp'))
    await until(frame, () => row(frame, 'Lamp').line?.buyable === 1)
    expect(title(frame)).to.equal('Good news')
    expect(sentence(frame)).to.equal('“Lamp” just came back. It’s part of your order again.')
    expect(words(part(frame, 'checkout-button'))).to.equal('Check out · €42.40')
    expect(Boolean(find(row(frame, 'Lamp'), 'cart-recovery-back-in-stock'))).to.equal(false)
  })

  it('says right there what went wrong, and lets the shopper tap again', async () => {
    const frame = await openByPhone(cartOf(lamp(), mug()), {
      '/back-in-stock': [() => problem('upstream-down', { status: 503 }), listed],
    })
    await press(frame, subscribeButton(frame, 'Lamp'))
    await until(frame, () => alertWords(frame))
    expect(alertWords(frame)).to.equal('The shop isn’t answering. Please try again in a moment.')
    expect(frame.status).to.equal('ready')
    await press(frame, subscribeButton(frame, 'Lamp'))
    await until(frame, () => title(frame) === 'You’re on the list')
    expect(Boolean(alertWords(frame))).to.equal(false)
  })

  it('is not certain of what the answer leaves open', async () => {
    const frame = await openByPhone(cartOf(lamp(), mug()), {
      '/back-in-stock': () => json({ lineItems: [{ id: 'lamp', availability: { status: 'out-of-stock' } }] }),
    })
    await press(frame, subscribeButton(frame, 'Lamp'))
    await until(frame, () => alertWords(frame))
    expect(alertWords(frame)).to.contain('We couldn’t confirm that')
    expect(part(row(frame, 'Lamp'), 'subscribe-button').localName).to.equal('button')
  })

  it('ends with a cart that ended', async () => {
    const frame = await openByPhone(cartOf(lamp(), mug()), {
      '/back-in-stock': () => problem('link-needed', { status: 401 }),
    })
    await press(frame, subscribeButton(frame, 'Lamp'))
    await until(frame, () => frame.status === 'failed')
    expect(title(frame)).to.equal('Open the message again')
  })

  it('can be answered by the shop instead', async () => {
    const frame = await openByPhone(cartOf(lamp(), mug()))
    let event: BackInStockRequestEvent | undefined
    window.addEventListener(
      'cart-recovery-back-in-stock-request',
      (request) => {
        event = request
        request.preventDefault()
      },
      { once: true },
    )
    await press(frame, subscribeButton(frame, 'Lamp'))
    await aTimeout(20)
    expect(event?.lineItems).to.deep.equal([
      { id: 'lamp', productId: 'product-lamp', variantId: 'variant-lamp', sku: 'SKU-lamp' },
    ])
    expect(event?.subscribed).to.equal(true)
    expect(proxy.paths()).to.deep.equal(['/recover'])
  })

  it('can be asked for by any element of the page, and is told to it', async () => {
    const frame = await openByPhone(cartOf(lamp(), mug()))
    setTimeout(() => document.body.dispatchEvent(new BackInStockRequestEvent([{ id: 'lamp' }], true)))
    const event = await heard('cart-recovery-subscribed')
    expect(event.lineItems.map(({ id }) => id)).to.deep.equal(['lamp'])
    await settled(frame)
  })

  it('keeps two quick taps apart, and does both', async () => {
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    const frame = await openByPhone(cartOf(lamp(), vase(), mug()), {
      '/back-in-stock': async (request) => {
        await held
        return listed(request)
      },
    })
    for (const name of ['Lamp', 'Vase', 'Lamp', 'Vase']) subscribeButton(frame, name).click()
    await settled(frame)
    expect(subscribeButton(frame, 'Lamp').ariaDisabled).to.equal('true')
    release()
    await until(frame, () => find(row(frame, 'Vase'), '[part="unsubscribe-button"]'))
    expect(proxy.requests.slice(1).map(({ body }) => body.lineItemIds)).to.deep.equal([['lamp'], ['vase']])
  })

  it('moves the question to the line that was tapped last', async () => {
    const frame = await openByPhone(cartOf(lamp(), vase(), mug()), { '/back-in-stock': [signInNeeded, listed] })
    await press(frame, subscribeButton(frame, 'Lamp'))
    await until(frame, () => field(frame))
    await press(frame, subscribeButton(frame, 'Vase'))
    expect(words(asked(frame))).to.contain('when “Vase” is back')
    expect(Boolean(find(row(frame, 'Lamp'), 'form'))).to.equal(false)
    expect(find(row(frame, 'Vase'), 'form')?.localName).to.equal('form')
  })

  it('uses the shop’s own sign-in, once, and keeps it nowhere', async () => {
    const frame = await openByPhone(cartOf(lamp(), vase(), mug()), { '/back-in-stock': [signInNeeded, listed] })
    frame.shopperToken = 'shop-token'
    await press(frame, subscribeButton(frame, 'Lamp'))
    await until(frame, () => title(frame) === 'You’re on the list')
    expect(proxy.paths()).to.deep.equal(['/recover', '/back-in-stock', '/sign-in', '/back-in-stock'])
    expect(proxy.requests[2]?.body).to.deep.equal({ cartHandle, shopperToken: 'shop-token' })
    expect(frame.shopperToken).to.equal(undefined)
    expect(JSON.stringify({ ...sessionStorage })).to.not.contain('shop-token')
    expect(frame.outerHTML).to.not.contain('shop-token')
  })

  it('asks for the phone where the shop’s own sign-in is refused', async () => {
    const frame = await openByPhone(cartOf(lamp(), mug()), { '/back-in-stock': signInNeeded, '/sign-in': signInNeeded })
    frame.shopperToken = 'stale'
    await press(frame, subscribeButton(frame, 'Lamp'))
    await until(frame, () => field(frame))
    expect(proxy.paths()).to.deep.equal(['/recover', '/back-in-stock', '/sign-in'])
  })

  it('says what to do where nobody can sign in by phone', async () => {
    const frame = await openByPhone(
      cartOf(lamp(), mug()),
      { '/back-in-stock': signInNeeded },
      { ...can, signIn: false },
    )
    await press(frame, subscribeButton(frame, 'Lamp'))
    await until(frame, () => alertWords(frame))
    expect(alertWords(frame)).to.equal('Sign in at the shop first, then tap again.')
    expect(Boolean(field(frame))).to.equal(false)
  })

  it('is absent from lines that can be bought, or are gone for good', async () => {
    const old = lineItem('old', { name: 'Old', availability: { status: 'discontinued' } })
    const frame = await openByPhone(cartOf(lamp(), mug(), old))
    expect(Boolean(find(row(frame, 'Ceramic mug'), 'cart-recovery-back-in-stock'))).to.equal(false)
    expect(Boolean(find(row(frame, 'Old'), 'cart-recovery-back-in-stock'))).to.equal(false)
  })

  it('is absent where the store has none', async () => {
    const frame = await openByPhone(cartOf(lamp(), mug()), {}, { textCheckout: true })
    expect(Boolean(find(frame, 'cart-recovery-back-in-stock'))).to.equal(false)
  })

  it('has no first step left where the shopper is told about all', async () => {
    const frame = await openByPhone(cartOf(lamp({ subscribed: true }), vase({ subscribed: true })))
    expect(title(frame)).to.equal('These items aren’t available')
    expect(find(frame, '.steps > .primary')?.textContent).to.equal('Continue shopping')
    expect(words(row(frame, 'Vase'))).to.contain('You’re on the list')
  })

  it('holds its place until it is loaded, so that nothing moves', async () => {
    const frame = await openByPhone(cartOf(lamp(), mug()))
    const height = row(frame, 'Lamp').getBoundingClientRect().height
    const place = find(row(frame, 'Lamp'), 'cart-recovery-back-in-stock') as HTMLElement
    const empty = document.createElement('cart-recovery-back-in-stock')
    place.replaceWith(empty)
    expect(row(frame, 'Lamp').getBoundingClientRect().height).to.equal(height)
  })

  it('is dropped by “Not now”, and nothing was sent', async () => {
    const frame = await openByPhone(cartOf(lamp(), mug()), { '/back-in-stock': signInNeeded, '/sign-in/code': never() })
    await press(frame, subscribeButton(frame, 'Lamp'))
    await until(frame, () => field(frame))
    expect(subscribeButton(frame, 'Lamp').ariaExpanded).to.equal('true')
    await press(frame, named(frame, 'Not now'))
    expect(Boolean(field(frame))).to.equal(false)
    expect(frame.status).to.equal('ready')
    expect(focusedPart()).to.equal('subscribe-button')
    expect(proxy.paths()).to.deep.equal(['/recover', '/back-in-stock'])
  })

  it('can be styled by part, through every shadow root', async () => {
    const frame = await openByPhone(
      cartOf(lamp(), vase({ subscribed: true }), mug()),
      { '/back-in-stock': signInNeeded },
      can,
      html`<cart-recovery></cart-recovery>`,
    )
    await askForCode(frame, subscribeButton(frame, 'Lamp'))
    const style = document.createElement('style')
    const names = ['subscribe-button', 'unsubscribe-button', 'code-input', 'text-checkout-button']
    style.textContent = names.map((name) => `cart-recovery::part(${name}) { outline-color: rgb(1, 2, 3) }`).join('')
    document.head.append(style)
    for (const name of names) expect(getComputedStyle(part(frame, name)).outlineColor, name).to.equal('rgb(1, 2, 3)')
    style.remove()
  })
})
