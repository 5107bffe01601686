import { expect, html } from '@open-wc/testing'
import { countryNames } from '../../src/elements/text/phone-country.ts'
import { toLocale } from '../../src/format/index.ts'
import {
  alertWords,
  can,
  codeSent,
  field,
  fill,
  focusedPart,
  lamp,
  listed,
  named,
  openByPhone,
  signInNeeded,
  submit,
  subscribeButton,
  until,
} from './by-phone.ts'
import { describeFrame, find, part, press } from './page.ts'
import { abilities, cartHandle, cartOf, type FakeAnswers, json, mug, problem, proxy } from './proxy.ts'

const served = { DE: '49', AT: '43', IT: '39', US: '1', CA: '1' }

describeFrame('the country of a phone number', () => {
  async function show({
    countries = served,
    locale = 'en',
    answers = {},
  }: {
    countries?: Record<string, string>
    locale?: string
    answers?: FakeAnswers
  } = {}) {
    const cart = cartOf(lamp(), mug())
    const frame = await openByPhone(
      cart,
      {
        '/recover': () => json({ cartHandle, cart, abilities: { ...abilities, ...can }, phoneCountries: countries }),
        '/back-in-stock': [signInNeeded, listed],
        ...answers,
      },
      can,
      html`<cart-recovery locale=${locale}></cart-recovery>`,
    )
    await press(frame, subscribeButton(frame, 'Lamp'))
    await until(frame, () => field(frame) && select(frame))
    return frame
  }

  const select = (frame: Element) => part(frame, 'country-input') as HTMLSelectElement
  const options = (frame: Element) => [...select(frame).options].map(({ text }) => text)
  /** What the proxy was asked to send a code to. */
  const asked = () => proxy.requests.flatMap(({ path, body }) => (path === '/sign-in/code' ? [body] : []))

  it('is picked from those that are served, by name, and stands before the number', async () => {
    const frame = await show()
    expect(options(frame)).to.deep.equal([
      'Austria (+43)',
      'Canada (+1)',
      'Germany (+49)',
      'Italy (+39)',
      'United States (+1)',
    ])
    expect(select(frame).labels?.[0]?.textContent).to.equal('Country')
    expect(select(frame).autocomplete).to.equal('tel-country-code')
    expect((field(frame) as HTMLInputElement).autocomplete).to.equal('tel-national')
    expect(select(frame).compareDocumentPosition(field(frame) as Node)).to.equal(Node.DOCUMENT_POSITION_FOLLOWING)
    expect(focusedPart()).to.equal('phone-input')
    await expect(frame).to.be.accessible()
  })

  it('is named in the language of the page', async () => {
    const frame = await show({ locale: 'de', countries: { DE: '49', AT: '43' } })
    expect(options(frame)).to.deep.equal(['Deutschland (+49)', 'Österreich (+43)'])
  })

  it("is the page's at first, where that is served", async () => {
    expect(select(await show({ locale: 'de-AT' })).value).to.equal('AT')
  })

  it("is else the browser's, or the shop's own", async () => {
    const { region = '' } = new Intl.Locale(toLocale(navigator.language.replace('en-US', 'en')))
    const others = { IT: '39', FR: '33' }
    expect(select(await show({ locale: 'de-AT', countries: others })).value).to.equal(region in others ? region : 'IT')
  })

  it('is sent with a number as it is dialled there, and with its code', async () => {
    const frame = await show({ locale: 'de-DE' })
    await fill(frame, '(0170) 123 45-01')
    await submit(frame)
    await until(frame, () => part(frame, 'code-input'))
    await fill(frame, '123456')
    await until(frame, () => frame.status === 'ready')
    const number = { phone: '(0170) 123 45-01', country: 'DE' }
    expect(asked()).to.deep.equal([{ cartHandle, ...number }])
    expect(proxy.requests.find(({ path }) => path === '/sign-in')?.body).to.deep.equal({
      cartHandle,
      ...number,
      code: '123456',
    })
  })

  it('is set by a number that names it, with a plus or two zeros', async () => {
    const frame = await show({ locale: 'de-DE' })
    for (const [number, country] of [
      ['+43 664 1234567', 'AT'],
      ['0039 347 1234567', 'IT'],
      ['+1 212 555 0123', 'US'],
      ['+33 6 12 34 56 78', ''],
      ['0170 1234501', 'DE'],
    ] as const) {
      await fill(frame, number)
      expect(select(frame).value, number).to.equal(country)
    }
    select(frame).value = 'CA'
    await fill(frame, '+1 416 555 0123')
    expect(select(frame).value, 'what shares a calling code stays').to.equal('CA')
  })

  it('leaves a number that is served nowhere to the proxy', async () => {
    const frame = await show({ answers: { '/sign-in/code': () => problem('sms-refused', { status: 422 }) } })
    await fill(frame, '+33 6 12 34 56 78')
    await submit(frame)
    await until(frame, () => alertWords(frame))
    expect(asked()).to.deep.equal([{ cartHandle, phone: '+33 6 12 34 56 78' }])
    expect(alertWords(frame)).to.equal('Texts don’t reach this number. Try another mobile number.')
  })

  it('has a sentence of its own for what is no whole number', async () => {
    const incomplete = () => problem('phone-incomplete', { status: 422 })
    const frame = await show({ answers: { '/sign-in/code': [incomplete, codeSent] } })
    await submit(frame)
    expect(alertWords(frame)).to.equal('Please enter the whole number, and check its country.')
    expect(asked()).to.deep.equal([])
    await fill(frame, '0170 12')
    await submit(frame)
    await until(frame, () => field(frame)?.getAttribute('aria-invalid') === 'true' && asked().length === 1)
    expect(alertWords(frame)).to.equal('Please enter the whole number, and check its country.')
    await fill(frame, '0170 1234501')
    await submit(frame)
    await until(frame, () => part(frame, 'code-input'))
  })

  it('is asked for again with another number', async () => {
    const frame = await show({ locale: 'de-DE' })
    await fill(frame, '0170 1234501')
    await submit(frame)
    await until(frame, () => part(frame, 'code-input'))
    await press(frame, named(frame, 'Andere Nummer'))
    select(frame).value = 'AT'
    await fill(frame, '0170 1234501')
    await submit(frame)
    await until(frame, () => asked().length === 2)
    expect(asked()[1]?.country).to.equal('AT')
  })

  it('stays known after a reload', async () => {
    const frame = await show()
    expect(JSON.parse(sessionStorage.getItem('cart-recovery') ?? '{}').phoneCountries).to.deep.equal(served)
    frame.remove()
  })

  it('keeps numbers from left to right on a page that runs the other way', async () => {
    document.documentElement.dir = 'rtl'
    const frame = await show()
    expect(getComputedStyle(field(frame) as Element).direction).to.equal('ltr')
    expect(getComputedStyle(select(frame)).direction).to.equal('rtl')
    expect(countryNames({ DE: '49' }, 'ar')[0]?.[1]).to.equal('ألمانيا (\u2068+49\u2069)')
    document.documentElement.removeAttribute('dir')
  })

  it('is as wide as the row on a phone', async () => {
    const frame = await show()
    frame.style.width = '390px'
    const form = find(frame, 'form') as Element
    expect(form.getBoundingClientRect().left).to.equal(
      (part(frame, 'line-item') as Element).getBoundingClientRect().left,
    )
  })
})
