import { aTimeout, expect, waitUntil } from '@open-wc/testing'

import {
  all,
  describeFrame,
  find,
  focused,
  frameOn,
  openFrame,
  openLink,
  part,
  press,
  reaches,
  sentence,
  settled,
  steps,
  title,
  words,
} from './page.ts'
import { abilities, cartHandle, type FakeAnswers, json, problem, proxy, twoLines } from './proxy.ts'

const link = `${location.origin}/cart-recovery/open/1?t=cr1_copied`
const linkEndsAt = '2096-12-12T12:00:00.000Z'
const opened = (more: object = {}) =>
  json({ cartHandle, cart: twoLines(), abilities: { ...abilities, share: true }, ...more })
const made = () => json({ link, linkEndsAt })

describeFrame('the link to the cart', () => {
  const clipboard = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(navigator), 'clipboard')
  let written: string[] = []

  /** A clipboard that takes what it is given, or the browser's refusal. */
  function giveClipboard(isAllowed: boolean) {
    written = []
    const write = async ([item]: ClipboardItem[]) => {
      if (!isAllowed) throw new DOMException('refused', 'NotAllowedError')
      written.push((await (await item?.getType('text/plain'))?.text()) ?? '')
    }
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { write } })
  }
  afterEach(() => {
    Reflect.deleteProperty(navigator, 'clipboard')
    if (clipboard) expect(navigator.clipboard).to.not.equal(undefined)
  })

  const show = (answers: FakeAnswers = {}) => openFrame({ '/recover': opened(), '/share': made, ...answers })
  const share = (frame: Element) => find(frame, 'cart-recovery-share') as Element
  const said = (frame: Element) => share(frame).shadowRoot?.querySelector('[role="status"]')?.textContent?.trim()
  const copy = async (frame: Awaited<ReturnType<typeof show>>) => {
    // It is loaded after the lines are painted.
    await waitUntil(() => find(frame, '[part~="share-button"]'), 'the button')
    await press(frame, part(frame, 'share-button'))
    await waitUntil(() => said(frame), 'an answer to the tap')
    await settled(frame)
  }

  it('is still said to be copied after the page’s language is switched, in the new one', async () => {
    giveClipboard(true)
    const frame = await show()
    await copy(frame)
    const before = share(frame)
    frame.locale = 'de'
    await waitUntil(() => said(frame)?.startsWith('Link kopiert.'), 'German')
    expect(share(frame) === before, 'nothing was removed meanwhile').to.equal(true)
  })

  it('is copied on a tap, and that is said once', async () => {
    giveClipboard(true)
    const frame = await show()
    expect(said(frame)).to.equal('')
    await copy(frame)
    expect(written).to.deep.equal([link])
    expect(said(frame)).to.equal('Link copied. It works until December 12.')
    expect(Boolean(part(frame, 'share-link'))).to.equal(false)
    expect(proxy.last().body).to.deep.equal({ cartHandle })
    expect(document.documentElement.innerHTML + location.href).to.not.contain('cr1_copied')
  })

  it('stands selected in a field where the clipboard is refused', async () => {
    giveClipboard(false)
    const frame = await show()
    await copy(frame)
    const field = part(frame, 'share-link') as HTMLInputElement
    expect([field.value, field.readOnly]).to.deep.equal([link, true])
    expect(field.value.slice(field.selectionStart ?? 0, field.selectionEnd ?? 0)).to.equal(link)
    expect(focused()).to.equal(field)
    expect(said(frame)).to.contain('Copy the link from here.')
    expect(share(frame).shadowRoot?.innerHTML).to.not.contain('cr1_copied')
  })

  it('says what stood in the way, and makes the same one on the next tap', async () => {
    giveClipboard(true)
    const frame = await show({
      '/share': [problem('busy', { status: 429 }), problem('upstream-down', { status: 503 }), made()],
    })
    await copy(frame)
    expect(said(frame)).to.contain('No more links')
    await press(frame, part(frame, 'share-button'))
    await waitUntil(() => said(frame)?.startsWith('We couldn’t make a link'))
    await press(frame, part(frame, 'share-button'))
    await waitUntil(() => written.length > 0)
    const keys = proxy.requests.filter(({ path }) => path === '/share')
    expect(new Set(keys.map(({ headers }) => headers.get('Idempotency-Key'))).size).to.equal(1)
  })

  it('says until when it works, where the proxy knows', async () => {
    const frame = await show({ '/recover': opened({ linkEndsAt }) })
    expect(words(share(frame))).to.contain('This link works until December 12.')
    frame.remove()
    openLink()
    proxy.answer({ '/recover': opened({ abilities }) })
    const other = await frameOn()
    expect(words(share(other))).to.not.contain('works until')
    expect(all(other, '[part="share-button"]')).to.have.length(0)
  })

  it('is left by who is not the cart’s shopper, and a message’s link opens it again', async () => {
    const frame = await show()
    const failures: Event[] = []
    frame.addEventListener('cart-recovery-failed', (event) => failures.push(event))
    part(frame, 'leave-button').focus()
    await press(frame, part(frame, 'leave-button'))
    await reaches(frame, 'failed')
    expect([title(frame), frame.problem]).to.deep.equal(['You’ve left this cart', 'link-needed'])
    expect(sentence(frame)).to.contain('The link in the message opens it again.')
    expect(steps(frame)).to.deep.equal(['Continue shopping'])
    expect(words(frame)).to.not.contain('Linen shirt')
    expect([sessionStorage.length, history.state]).to.deep.equal([0, null])
    expect(failures).to.have.length(0)
    await aTimeout(20)
    expect(focused()?.tagName).to.equal('H2')

    proxy.answer({ '/recover': opened() })
    frame.open({ token: 'another' })
    await reaches(frame, 'ready')
    expect(words(frame)).to.contain('Linen shirt')
  })
})
