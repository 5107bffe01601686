import { expect, html, waitUntil } from '@open-wc/testing'

import {
  all,
  announced,
  button,
  fill,
  find,
  focused,
  heading,
  loaded,
  openConsole,
  openView,
  press,
  settled,
  shown,
  words,
} from './console.ts'
import { type Answers, json, merchantKey, merchantRoutes, never, problem, session, summary } from './merchant.ts'

describe('signing in to the console', () => {
  let routes: ReturnType<typeof merchantRoutes>
  const serve = (changes: Answers = {}) => {
    routes = merchantRoutes(changes)
  }
  const typeKey = async (frame: Element, key: string) => {
    await fill(frame, 'key', key)
    await press(frame, 'Sign in')
  }
  /** Answers once, then refuses because the session is over. */
  const over = () => problem('unauthorized')

  afterEach(() => routes.close())

  it('asks for a key before it asks the proxy for anything', async () => {
    serve()
    const frame = await openConsole()
    expect(heading(frame)).to.equal('Sign in to the console')
    expect(routes.requests).to.have.length(0)
    expect(all(frame, '[role="tab"]')).to.have.length(0)
    await expect(frame).to.be.accessible()
  })

  it('asks nothing for a view that was chosen before anybody signed in', async () => {
    serve()
    const frame = await openConsole()
    frame.store.open({ name: 'carts' })
    await settled(frame)
    expect(routes.requests).to.have.length(0)
  })

  it('sends the key once, and the session’s token from then on', async () => {
    serve()
    const frame = await openConsole()
    await typeKey(frame, ` ${merchantKey} `)
    await loaded(frame)
    await press(frame, 'Carts')
    const [first, ...others] = routes.requests
    expect(first?.route).to.equal('POST /session')
    expect(first?.headers.get('authorization')).to.equal(`Bearer ${merchantKey}`)
    for (const { headers } of others) expect(headers.get('authorization')).to.match(/^Bearer session-\d+$/)
    expect(others).to.not.have.length(0)
  })

  it('moves the focus to the heading after signing in, and announces it', async () => {
    serve()
    const frame = await openConsole()
    await typeKey(frame, merchantKey)
    await loaded(frame)
    expect(focused()?.textContent).to.equal('Summary')
    await announced(frame, 'Summary of 30 days.')
  })

  it('keeps the key out of everything that outlives the page', async () => {
    serve()
    const frame = await openConsole()
    await typeKey(frame, merchantKey)
    await loaded(frame)
    const kept = JSON.stringify([
      { ...localStorage },
      { ...sessionStorage },
      document.cookie,
      location.href,
      history.state,
    ])
    expect(kept).to.not.match(/merchant-key|session-\d/)
    expect(all(frame, 'input[type="password"]')).to.have.length(0)
  })

  it('says that it does not know a key, and lets another be tried', async () => {
    serve()
    const frame = await openConsole()
    await typeKey(frame, 'another-key')
    expect(shown(frame, '.problem')).to.deep.equal(['This store doesn’t know that key.'])
    expect((focused() as HTMLInputElement).id).to.equal('key')
    expect(focused()?.getAttribute('aria-invalid')).to.equal('true')
    await expect(frame).to.be.accessible()
    await typeKey(frame, merchantKey)
    await loaded(frame)
    expect(heading(frame)).to.equal('Summary')
  })

  it('opens one session, however often the button is pressed', async () => {
    serve({ 'POST /session': never })
    const frame = await openConsole()
    await typeKey(frame, merchantKey)
    expect(button(frame, 'Signing in…').getAttribute('aria-disabled')).to.equal('true')
    await press(frame, 'Signing in…')
    expect(routes.of('POST /session')).to.have.length(1)
  })

  it('shows another problem with its support code', async () => {
    serve({ 'POST /session': () => problem('busy') })
    const frame = await openConsole()
    await typeKey(frame, merchantKey)
    expect(shown(frame, '[role="alert"].notice').join()).to.match(/The platform is busy.*A1B2-C3D4/)
  })

  it('renews a session that is over without showing it', async () => {
    serve({ 'GET /summary': [over, () => json(summary())] })
    const frame = await openView({ name: 'summary' })
    expect(routes.of('POST /session')).to.have.length(2)
    expect(heading(frame)).to.equal('Summary')
    expect(words(frame)).to.contain('€23,180')
  })

  it('renews one session for two questions', async () => {
    serve({
      'GET /settings': [over, () => json({})],
      'GET /settings/channels/3': [over, () => json({})],
    })
    const frame = await openConsole(html`<cart-recovery-console channels="3"></cart-recovery-console>`)
    await frame.signIn(merchantKey)
    frame.store.settingsView.choose({ kind: 'channel', id: '3' })
    await waitUntil(() => routes.of('GET /settings/channels/3').length === 2)
    await settled(frame)
    expect(routes.of('POST /session')).to.have.length(2)
  })

  it('asks for the key again once it is no longer good, and comes back to where it was', async () => {
    serve({ 'POST /session': [session, over, session] })
    const frame = await openView({ name: 'cart', id: 'opened' })
    await press(frame, 'Write a reminder')
    await fill(frame, 'subject', 'Half a sen')
    // The next request finds that the session is over, and the key is refused.
    routes.close()
    serve({ 'POST /session': [over, session], 'GET /carts/opened': over })
    frame.store.reload()
    await waitUntil(() => frame.store.$session.get().status === 'ended')
    await settled(frame)
    expect(shown(frame, 'h2')).to.deep.equal(['Sign in again'])
    expect((focused() as HTMLInputElement).id).to.equal('key')
    expect(shown(frame, '[role="tab"]')).to.deep.equal([])
    await expect(frame).to.be.accessible()

    routes.close()
    serve()
    await typeKey(frame, merchantKey)
    await loaded(frame)
    expect(shown(frame, 'h2')).to.deep.equal(['Reminder'])
    expect(find<HTMLInputElement>(frame, '#subject')?.value).to.equal('Half a sen')
  })

  it('forgets everything on signing out', async () => {
    serve()
    const frame = await openView({ name: 'cart', id: 'opened' })
    await press(frame, 'Sign out')
    expect(shown(frame, 'h2')).to.deep.equal(['Sign in to the console'])
    expect(words(frame)).to.not.contain('example.com')
    expect(frame.store.$cart.get().status).to.equal('idle')
    expect((focused() as HTMLInputElement).id).to.equal('key')
  })

  it('drops the answer that comes after signing out', async () => {
    let arrive = (_: Response) => {}
    serve({
      'GET /summary': () =>
        new Promise<Response>((resolve) => {
          arrive = resolve
        }),
    })
    const frame = await openConsole()
    await frame.signIn(merchantKey)
    await settled(frame)
    frame.store.signOut()
    arrive(json(summary()))
    await settled(frame)
    expect(frame.store.$summary.get().status).to.equal('idle')
  })

  it('signs out when it is taken off the page, but not when it is moved', async () => {
    serve()
    const frame = await openView({ name: 'summary' })
    document.body.append(frame)
    expect(frame.store.$session.get().status).to.equal('signed-in')
    await settled(frame)
    await press(frame, 'Carts')
    expect(heading(frame)).to.equal('Carts')
    frame.remove()
    expect(frame.store.$session.get().status).to.equal('signed-out')
  })
})
