import { expect, html, waitUntil } from '@open-wc/testing'

import {
  all,
  announced,
  field,
  fill,
  find,
  focused,
  heading,
  loaded,
  openView,
  press,
  settled,
  shown,
} from './console.ts'
import { type Answers, channelSettings, json, merchantRoutes, problem, settings } from './merchant.ts'

const template = html`<cart-recovery-console channels="3, 5"></cart-recovery-console>`

describe('the console’s settings', () => {
  let routes: ReturnType<typeof merchantRoutes>
  async function show(changes: Answers = {}) {
    routes = merchantRoutes(changes)
    return openView({ name: 'settings' }, template)
  }
  async function showChannel(changes: Answers = {}) {
    const frame = await show(changes)
    await fill(frame, 'target', '3')
    await loaded(frame)
    return frame
  }
  async function save(frame: Element) {
    await press(frame, 'Save settings')
    await waitUntil(() => !shown(frame, 'button').includes('Saving…'))
    await settled(frame)
  }
  const email = 'merchant_email_address'
  const digest = 'merchant_abandoned_cart_digest_email_frequency'

  afterEach(() => routes.close())

  it('shows all eight, each with its label', async () => {
    const frame = await show()
    const fields = all(frame, 'form select, form input') as HTMLInputElement[]
    expect(fields).to.have.length(8)
    for (const { labels, id } of fields) expect(labels?.length, id).to.equal(1)
    expect(field(frame, 'enable_notification').value).to.equal('true')
    expect(field(frame, 'marketing_emails_require_customer_consent').value).to.equal('false')
    expect(field(frame, email).value).to.equal('owner@example.com')
    expect(field(frame, digest).value).to.equal('10')
    await expect(frame).to.be.accessible()
  })

  it('says whose settings these are, where the page knows', async () => {
    const frame = await show()
    expect(heading(frame)).to.equal('Settings')
    frame.setAttribute('settings-label', 'The shop system’s own e-mails')
    await settled(frame)
    expect(heading(frame)).to.equal('The shop system’s own e-mails')
  })

  it('sends the whole of it, and shows what the answer holds', async () => {
    const frame = await show({ 'PUT /settings': ({ body }) => json({ ...body, [digest]: 50 }) })
    await fill(frame, 'enable_notification', 'false')
    await fill(frame, digest, '20')
    await save(frame)
    expect(routes.of('PUT /settings')[0]?.body).to.deep.equal(settings({ enable_notification: false, [digest]: 20 }))
    expect(field(frame, digest).value).to.equal('50')
    expect(field(frame, 'enable_notification').value).to.equal('false')
    expect(shown(frame, '.notice')).to.deep.equal([
      'Saved, but the platform holds something else for: Carts per digest.',
    ])
  })

  it('says that it was saved', async () => {
    const frame = await show()
    await fill(frame, 'merchant_abandoned_cart_email_frequency_type', 'individual')
    await save(frame)
    expect(shown(frame, '.notice')).to.deep.equal(['Saved. This is what the platform holds now.'])
    await announced(frame, 'Saved.')
    await fill(frame, 'enable_notification', 'false')
    expect(shown(frame, '.notice')).to.deep.equal([])
  })

  it('saves once, however often the button is pressed', async () => {
    let arrive = (_: Response) => {}
    const frame = await show({
      'PUT /settings': () =>
        new Promise<Response>((resolve) => {
          arrive = resolve
        }),
    })
    await press(frame, 'Save settings')
    await press(frame, 'Saving…')
    arrive(json(settings()))
    await waitUntil(() => shown(frame, 'button').includes('Save settings'))
    expect(routes.of('PUT /settings')).to.have.length(1)
  })

  for (const [name, value] of [
    [email, 'nobody'],
    [email, ''],
    [digest, '1'],
    [digest, '1001'],
    [digest, '2.5'],
    [digest, ''],
  ] as const) {
    it(`does not send "${value}" for ${name}`, async () => {
      const frame = await show()
      await fill(frame, name, value)
      await press(frame, 'Save settings')
      expect(field(frame, name).matches(':invalid')).to.equal(true)
      expect(routes.of('PUT /settings')).to.have.length(0)
    })
  }

  it('leads the proxy’s no to its field, and keeps what was typed', async () => {
    const frame = await show({
      'PUT /settings': () => problem('invalid-request', { detail: `${email}: not an address` }),
    })
    await fill(frame, email, 'new@example.com')
    await save(frame)
    expect(focused()?.id).to.equal(email)
    expect(focused()?.getAttribute('aria-invalid')).to.equal('true')
    expect(shown(frame, `[id="${email}-problem"]`)).to.deep.equal(['The platform doesn’t take this value.'])
    expect(field(frame, email).value).to.equal('new@example.com')
    expect(all(frame, '[aria-invalid="true"]')).to.have.length(1)
    await expect(frame).to.be.accessible()
  })

  it('does not know whether a lost answer meant that it was saved', async () => {
    const frame = await show({ 'PUT /settings': () => Promise.reject(new TypeError('reset')) })
    await save(frame)
    expect(shown(frame, '[role="alert"] h3')).to.deep.equal(['We don’t know whether that was saved'])
    await press(frame, 'Read it again')
    await loaded(frame)
    expect(routes.of('GET /settings')).to.have.length(2)
  })

  it('shows of a channel what it overrides, and the store’s value of everything else', async () => {
    const frame = await showChannel()
    expect(shown(frame, '.overrides')).to.deep.equal(['This channel overrides 2 settings.'])
    expect(shown(frame, '.pill')).to.deep.equal(['Own value', 'Own value'])
    const chosen = (all(frame, 'form select') as HTMLSelectElement[]).map(
      ({ selectedOptions }) => selectedOptions[0]?.text,
    )
    expect(chosen).to.deep.equal([
      'As the store: On',
      'Off',
      'As the store: Off',
      'As the store: On',
      'As the store: On',
      'Own value',
      'As the store: A digest',
      'As the store: 10',
    ])
    expect(field(frame, email).value).to.equal('channel@example.com')
    await expect(frame).to.be.accessible()
  })

  it('gives a channel a value of its own, and the store’s again', async () => {
    const frame = await showChannel()
    await fill(frame, 'enable_notification', 'false')
    await fill(frame, digest, 'own')
    expect(field(frame, digest).value).to.equal('10')
    await fill(frame, digest, '25')
    await fill(frame, `${email}-own`, '')
    expect(shown(frame, '.overrides')).to.deep.equal(['This channel overrides 3 settings.'])
    await save(frame)
    expect(routes.of('PUT /settings/channels/3')[0]?.body).to.deep.equal(
      channelSettings({ enable_notification: false, [digest]: 25, [email]: null }),
    )
    expect(shown(frame, '.overrides')).to.deep.equal(['This channel overrides 3 settings.'])
  })

  it('does not carry what was typed for one over to another', async () => {
    const frame = await show()
    await fill(frame, email, 'half@example.com')
    await fill(frame, 'target', '3')
    await loaded(frame)
    await fill(frame, 'target', '')
    await loaded(frame)
    expect(field(frame, email).value).to.equal('owner@example.com')
  })

  it('shows what the platform does not say as not set, and what it holds as it is', async () => {
    const held = { ...settings(), enable_notification: null, [email]: '', [digest]: null }
    const frame = await show({ 'GET /settings': () => json(held) })
    expect(field(frame, 'enable_notification').value).to.equal('')
    expect([field(frame, email).value, field(frame, digest).value]).to.deep.equal(['', ''])
    await fill(frame, 'target', '3')
    await loaded(frame)
    const choices = find(frame, 'select#enable_notification') as HTMLSelectElement
    expect([...choices.options].map(({ text }) => text)).to.deep.equal(['As the store: Not set', 'On', 'Off'])
    await expect(frame).to.be.accessible()
  })

  it('says that the platform refused the access token, in the proxy’s words', async () => {
    const detail = 'the platform refused the access token: set a new one'
    const frame = await show({ 'GET /settings': () => problem('upstream-down', { detail }) })
    expect(shown(frame, '[role="alert"] h3')).to.deep.equal(['The platform gave no usable answer'])
    expect(shown(frame, '[role="alert"]').join()).to.match(/The platform refused the access token: set a new one\./)
  })

  it('says where to look on a platform that has none', async () => {
    const frame = await show({ 'GET /settings': () => problem('not-supported') })
    expect(shown(frame, '.empty h3')).to.deep.equal(['No settings here'])
    expect(find(frame, 'form')).to.equal(undefined)
    await expect(frame).to.be.accessible()
  })
})
