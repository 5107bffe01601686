import { expect, html, waitUntil } from '@open-wc/testing'

import type { ProblemCode } from '../../src/contract/browser.ts'
import {
  alertWords,
  can,
  field,
  fill,
  lamp,
  openByPhone,
  phone,
  signInNeeded,
  submit,
  subscribeButton,
  until,
} from './by-phone.ts'
import {
  all,
  describeFrame,
  find,
  heard,
  openFrame,
  openLink,
  part,
  press,
  reaches,
  sentence,
  steps,
  tidy,
  title,
  words,
} from './page.ts'
import {
  available,
  cartOf,
  type FakeAnswers,
  json,
  lineItem,
  mug,
  problem,
  proxy,
  recovered,
  twoLines,
} from './proxy.ts'

const shop = html`<cart-recovery shop-url="/shop" sign-in-url="/login" contact-url="/help"></cart-recovery>`
const contact = 'Contact the shop'

const table: [ProblemCode, string, string[]][] = [
  ['invalid-link', 'This link doesn’t open a cart', ['Continue shopping', contact]],
  ['cart-gone', 'This cart is closed', ['Continue shopping', contact]],
  ['expired', 'This link has expired', ['Continue shopping', contact]],
  ['wrong-store', 'This cart is from another shop', ['Continue shopping', contact]],
  ['account-cart', 'Sign in to see your cart', ['Sign in', contact]],
  ['completed', 'You already ordered this', ['Continue shopping', contact]],
  ['checkout-open', 'A checkout is open on your phone', ['Keep shopping', contact]],
  ['link-needed', 'Open the message again', ['Continue shopping', contact]],
  ['undo-over', 'This can’t be undone any more', ['Check again', contact]],
  ['empty', 'This cart is empty', ['Check again', contact]],
  ['already-reminded', 'Something went wrong on our side', ['Continue shopping', contact]],
  ['stock-moved', 'Something went wrong on our side', ['Check again', contact]],
  ['too-many-changes', 'Something went wrong on our side', ['Check again', contact]],
  ['busy', 'The shop is very busy', ['Try again', contact]],
  ['upstream-down', 'We can’t open your cart right now', ['Try again', contact]],
  ['unconfirmed', 'We couldn’t confirm that', ['Check again', contact]],
  ['origin-not-allowed', 'Something went wrong on our side', ['Continue shopping', contact]],
  ['unsupported-media-type', 'Something went wrong on our side', ['Continue shopping', contact]],
  ['invalid-request', 'Something went wrong on our side', ['Check again', contact]],
  ['request-too-large', 'Something went wrong on our side', ['Continue shopping', contact]],
  ['idempotency-key-missing', 'Something went wrong on our side', ['Continue shopping', contact]],
  ['idempotency-key-reused', 'Something went wrong on our side', ['Check again', contact]],
  ['not-found', 'Something went wrong on our side', ['Continue shopping', contact]],
  ['method-not-allowed', 'Something went wrong on our side', ['Continue shopping', contact]],
  ['not-supported', 'Something went wrong on our side', ['Continue shopping', contact]],
  ['internal-error', 'Something went wrong on our side', ['Try again', contact]],
  ['offline', 'You seem to be offline', ['Try again', contact]],
]

// What docs/problems.md says that a shopper reads, by code. Compared with what is rendered, never with what wrote it.
const page = await (await fetch('/docs/problems.md')).text()
const [, section = ''] = page.split(/^## .*$/m)
const documented = new Map(
  [...section.matchAll(/^\| `([\w-]+)` \|.*\| (.*) \|$/gm)].map(([, code = '', text = '']) => [code, text]),
)

// Read in the place that they are about, and not above the cart.
const elsewhere = new Set([
  'sign-in-needed',
  'code-wrong',
  'phone-incomplete',
  'sms-refused',
  'too-many-codes',
  'too-many-coupons',
  'stock-moved',
])

describe('docs/problems.md', () => {
  it('has a row for every problem that is tried here', () => {
    const tried = [...table.map(([code]) => code), ...elsewhere]
    expect(documented.size).to.be.greaterThan(25)
    expect([...documented.keys()].filter((code) => !tried.includes(code))).to.deep.equal([])
  })
})

describeFrame('a cart that was ordered', () => {
  it('can be ordered again, as a choice beside the way on', async () => {
    const ordered = () => problem('completed', { again: true })
    const frame = await openFrame({ '/recover': [ordered, () => recovered(twoLines())] }, 'failed', shop)
    expect(title(frame)).to.equal('You already ordered this')
    expect(steps(frame)).to.deep.equal(['Continue shopping', 'Order these again', contact])
    expect(find(frame, '.steps > .primary')?.textContent?.trim()).to.equal('Continue shopping')
    await press(frame, all(frame, '.steps > button')[0])
    await reaches(frame, 'ready')
    expect(proxy.last().body.again).to.equal(true)
  })
})

describeFrame('a documented problem', () => {
  /** A tap that needs a sign-in, with that answer to the number or to the code. */
  async function ask(answers: FakeAnswers) {
    const frame = await openByPhone(cartOf(lamp(), mug()), { '/back-in-stock': signInNeeded, ...answers })
    await press(frame, subscribeButton(frame, 'Lamp'))
    await until(frame, () => field(frame))
    await fill(frame, phone)
    await submit(frame)
    return frame
  }

  for (const code of ['phone-incomplete', 'sms-refused', 'too-many-codes'] as const) {
    it(`${code} stands below the field`, async () => {
      const frame = await ask({ '/sign-in/code': () => problem(code) })
      await until(frame, () => alertWords(frame))
      expect(alertWords(frame)).to.equal(documented.get(code))
    })
  }

  for (const code of ['code-wrong', 'too-many-codes'] as const) {
    it(`${code} stands below the field of the code`, async () => {
      const frame = await ask({ '/sign-in': () => problem(code) })
      await until(frame, () => part(frame, 'code-input'))
      await fill(frame, '111111')
      await until(frame, () => alertWords(frame))
      expect(alertWords(frame)).to.equal(documented.get(code))
    })
  }

  it('sign-in-needed stands below the button, where no number can be asked for', async () => {
    const answers = { '/back-in-stock': signInNeeded }
    const frame = await openByPhone(cartOf(lamp(), mug()), answers, { ...can, signIn: false })
    await press(frame, subscribeButton(frame, 'Lamp'))
    await until(frame, () => alertWords(frame))
    expect(alertWords(frame)).to.equal(documented.get('sign-in-needed'))
  })

  it('stock-moved is counted above the cart, and names what is other than before', async () => {
    const moved = cartOf(lineItem('shirt', { quantity: 2, availability: { status: 'partial', quantity: 1 } }), mug())
    const frame = await openFrame({
      '/recover': () => recovered(twoLines()),
      '/checkout': () => problem('stock-moved', { cart: moved }),
    })
    await press(frame, part(frame, 'checkout-button'))
    await waitUntil(() => frame.problem === 'stock-moved' && /left/.test(sentence(frame)), 'the differences')
    expect(`${title(frame)}, and what`).to.equal(documented.get('stock-moved'))
    expect(sentence(frame)).to.contain('Only 1 of “Linen shirt” left.')
  })

  it('names no stock where the shopper removed a line, and took fewer of another, in another window', async () => {
    const frame = await openFrame({
      '/recover': () => recovered(cartOf(lineItem('shirt', { quantity: 3 }), mug())),
      '/checkout': () => problem('stock-moved', { cart: cartOf(lineItem('shirt', { quantity: 2 })) }),
    })
    await press(frame, part(frame, 'checkout-button'))
    await waitUntil(() => frame.problem === 'stock-moved' && /charged/.test(sentence(frame)), 'the differences')
    expect(sentence(frame)).to.equal(
      'Of “Linen shirt” you get 2 now. “Ceramic mug” isn’t part of your order any more. Nothing has been charged.',
    )
  })
})

describeFrame('a problem', () => {
  async function fail(answer: FakeAnswers[string], template = shop) {
    return openFrame(
      { '/recover': answer as Response, '/availability': () => available(twoLines()) },
      'failed',
      template,
    )
  }

  for (const [code, words, next] of table) {
    it(`${code} has words and a next step`, async () => {
      const frame = await fail(() => problem(code))
      expect(frame.problem).to.equal(code)
      // Rare words are loaded when they are needed.
      await waitUntil(() => title(frame) === words, `${title(frame)} to be ${words}`)
      if (documented.has(code) && !elsewhere.has(code)) expect(title(frame)).to.equal(documented.get(code))
      expect(steps(frame)).to.deep.equal(next)
      expect(find(frame, '[part="status"] > p')?.textContent?.length).to.be.greaterThan(20)
    })
  }

  it('has a next step that works where the shop gave no addresses', async () => {
    for (const code of ['cart-gone', 'account-cart', 'busy'] as const) {
      const frame = await fail(() => problem(code), html`<cart-recovery></cart-recovery>`)
      const links = all(frame, '.steps a') as HTMLAnchorElement[]
      expect(
        links.map((link) => link.getAttribute('href')),
        code,
      ).to.deep.equal(['/'])
      frame.remove()
      proxy.close()
      tidy()
    }
  })

  it('has a code for the shop that no line breaks, however narrow the page', async () => {
    const frame = await fail(() => problem('busy'), html`<cart-recovery contact-url="/help"></cart-recovery>`)
    await waitUntil(() => find(frame, '.code'), 'the code')
    expect(words(find(frame, '.code') as Element)).to.equal('Code for the shop: A1-B2')
    for (let width = 120; width < 220; width += 10) {
      frame.style.inlineSize = `${width}px`
      expect(find(frame, '.code bdi')?.getClientRects().length, `${width} px`).to.equal(1)
    }
  })

  it('is told to the shop, with what its log holds', async () => {
    openLink()
    proxy.answer({ '/recover': () => problem('cart-gone') })
    const frame = document.createElement('cart-recovery')
    setTimeout(() => document.body.append(frame))
    const event = await heard('cart-recovery-failed')
    expect(event).to.include({ problem: 'cart-gone', supportCode: 'A1-B2' })
    frame.remove()
  })

  it('of a network that is not there is offline, and goes with it', async () => {
    const frame = await fail([() => Promise.reject(new TypeError('network')), () => recovered(twoLines())])
    expect(frame.problem).to.equal('offline')
    await press(frame, part(frame, 'retry-button'))
    await reaches(frame, 'ready')
    expect(frame.problem).to.equal(undefined)
    expect(frame.hasAttribute('problem')).to.equal(false)
  })

  it('of an answer that is none of ours is the shop not answering', async () => {
    const frame = await fail(() => new Response('<h1>Log in</h1>', { headers: { 'Content-Type': 'text/html' } }))
    expect(frame.problem).to.equal('upstream-down')
  })

  it('that nobody here knows yet keeps its name, and says that something went wrong', async () => {
    const frame = await fail(() =>
      json({ type: 'about:blank', title: 'x', status: 400, code: 'brand-new', supportCode: 'Z9' }, 400),
    )
    expect(frame.problem).to.equal('brand-new')
  })

  it('busy counts down before it lets a shopper try again, and then asks by itself', async () => {
    const frame = await fail([
      () => problem('busy', { status: 429, retryAfterSeconds: 2 }),
      () => recovered(twoLines()),
    ])
    expect(words(part(frame, 'retry-button'))).to.equal('Try again in 2 sec')
    expect(part(frame, 'retry-button').ariaDisabled).to.equal('true')
    await press(frame, part(frame, 'retry-button'))
    expect(proxy.requests).to.have.length(1)
    await reaches(frame, 'ready')
    expect(proxy.paths().filter((path) => path === '/recover')).to.have.length(2)
  })

  it('of a cart that only its owner may open is one of signing in', async () => {
    const frame = await fail(() => recovered(null))
    expect(frame.problem).to.equal('account-cart')
    expect((all(frame, '.steps a') as HTMLAnchorElement[])[0]?.getAttribute('href')).to.equal('/login')
  })
})
