import { expect, fixture, html, waitUntil } from '@open-wc/testing'

import type { CartRecoveryElement } from '../../src/elements/index.ts'
import { locales } from '../../src/locales/locales.ts'
import { describeFrame, openFrame, openLink, part, reaches, settled, title, words } from './page.ts'
import { proxy, recovered, twoLines } from './proxy.ts'

type Loaded = Awaited<ReturnType<NonNullable<(typeof locales)[string]>>>

const cart = () => ({ '/recover': () => recovered(twoLines(), { consent: true }) })

/** A frame on a page in that language, at its first paint with words. */
async function frameIn(language: string) {
  proxy.answer(cart())
  openLink()
  const page = await fixture(html`<div lang=${language}><cart-recovery></cart-recovery></div>`)
  const frame = page.querySelector('cart-recovery') as CartRecoveryElement
  const seen = new Set<string>()
  await waitUntil(() => {
    if (title(frame)) seen.add(title(frame))
    return frame.status === 'ready' && title(frame)
  }, 'the frame to be ready')
  return { frame, seen }
}

describeFrame('a frame', () => {
  it('speaks the language of the page, and no other before', async () => {
    const { frame, seen } = await frameIn('de-AT')
    expect([...seen].join()).not.to.match(/Your cart|Finding/)
    expect(title(frame)).to.equal('Ihr Warenkorb ist bereit')
    expect(part(frame, 'checkout-button').textContent?.replaceAll(/\s+/g, ' ').trim()).to.match(
      /^Zur Kasse · (€ )?67,30( €)?$/,
    )
    await reaches(frame, 'ready')
    expect(words(frame)).not.to.match(/\b(your|the|cart)\b/i)
  })

  it('speaks English where the page’s language has no file', async () => {
    const { frame } = await frameIn('eo')
    expect(title(frame)).to.equal('Your cart is ready')
  })

  it('speaks English where the file cannot be loaded', async () => {
    locales.eo = () => Promise.reject(new TypeError('offline'))
    try {
      const { frame } = await frameIn('eo')
      expect(title(frame)).to.equal('Your cart is ready')
    } finally {
      delete locales.eo
    }
  })

  it('changes its language with its attribute, there and back, also what was loaded after the paint', async () => {
    const frame = await openFrame({
      '/recover': () => recovered(twoLines(), { backInStock: true, textCheckout: true, signIn: true }),
    })
    // It is announced a moment after it is drawn.
    await waitUntil(() => words(frame).startsWith('Your cart is ready. '), 'the announcement')
    await waitUntil(() => words(frame).includes('Check out by text'), 'what is loaded last')
    const english = words(frame)
    frame.locale = 'de'
    await waitUntil(() => title(frame) === 'Ihr Warenkorb ist bereit', 'German')
    await waitUntil(() => words(frame).includes('Per SMS zur Kasse'), 'what is loaded last')
    frame.locale = null
    await settled(frame)
    // German may have been announced meanwhile.
    await waitUntil(() => words(frame).startsWith('Your cart is ready. '), 'the announcement')
    expect(words(frame)).to.equal(english)
  })

  it('keeps the newest language where two were asked for in a row', async () => {
    let finish = (_loaded: Loaded) => {}
    locales.eo = () =>
      new Promise<Loaded>((resolve) => {
        finish = resolve
      })
    try {
      const frame = await openFrame(cart())
      const late = (await locales.de?.()) as Loaded
      frame.locale = 'eo'
      await frame.updateComplete
      frame.locale = 'en'
      await frame.updateComplete
      finish(late)
      await settled(frame)
      expect(title(frame)).to.equal('Your cart is ready')
    } finally {
      delete locales.eo
    }
  })
})
