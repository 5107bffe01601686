import { expect, waitUntil } from '@open-wc/testing'
import { sendKeys } from '@web/test-runner-commands'

import type { CartRecoveryConsoleElement } from '../../../src/console/define.ts'
import { heading, loaded, openConsole, openView, press, settled } from './console.ts'
import { merchantKey, merchantRoutes } from './merchant.ts'

describe('the console and the browser’s history', () => {
  let routes: ReturnType<typeof merchantRoutes>

  // A tab keeps fifty entries. Chrome first drops those without a user's action, which would be ours.
  const touch = () => sendKeys({ press: 'a' })

  beforeEach(async () => {
    history.replaceState({ page: 'own' }, '')
    await touch()
    routes = merchantRoutes()
  })
  afterEach(() => routes.close())

  async function travel(frame: CartRecoveryConsoleElement, steps: number) {
    const arrived = new Promise((resolve) => addEventListener('popstate', resolve, { once: true }))
    history.go(steps)
    await arrived
    await settled(frame)
    await loaded(frame)
  }

  async function intoCart() {
    const frame = await openView({ name: 'summary' })
    await press(frame, 'Carts')
    await loaded(frame)
    await touch()
    frame.store.open({ name: 'cart', id: 'opened' })
    await settled(frame)
    await loaded(frame)
    await touch()
    return frame
  }

  it('goes back through the views to where it began, and forward again', async () => {
    const frame = await intoCart()
    await travel(frame, -1)
    expect(heading(frame)).to.equal('Carts')
    await travel(frame, -1)
    expect(heading(frame)).to.equal('Summary')
    await travel(frame, 2)
    expect(heading(frame)).to.equal('Mara L.: cart of €74.90')
  })

  it('keeps the cart’s id out of the address, and carries along what the page keeps', async () => {
    const address = location.href
    await intoCart()
    expect(location.href).to.equal(address)
    expect(history.state).to.deep.equal({ page: 'own', cartRecoveryConsole: { name: 'cart', id: 'opened' } })
  })

  it('never changes the entry it set out from', async () => {
    const frame = await intoCart()
    await travel(frame, -2)
    expect(history.state).to.deep.equal({ page: 'own' })
  })

  it('makes no entry for a view that is open already, nor before anybody signed in', async () => {
    const frame = await openConsole()
    const before = history.length
    frame.store.open({ name: 'carts' })
    await frame.signIn(merchantKey)
    await loaded(frame)
    await press(frame, 'Carts')
    expect(history.length).to.equal(before)
    expect(history.state).to.deep.equal({ page: 'own' })
  })

  it('leaves the page’s own steps alone', async () => {
    const frame = await intoCart()
    history.pushState({ dialog: 1 }, '')
    history.pushState({ dialog: 2 }, '')
    await travel(frame, -1)
    expect(heading(frame)).to.equal('Mara L.: cart of €74.90')
    expect(history.state).to.deep.equal({ dialog: 1 })
  })

  it('shows the cart in place of a reminder that is no longer being written', async () => {
    const frame = await intoCart()
    await press(frame, 'Write a reminder')
    expect(heading(frame)).to.equal('Reminder')
    await press(frame, 'Back to the cart')
    frame.store.reminder.clear()
    await travel(frame, -1)
    expect(heading(frame)).to.equal('Mara L.: cart of €74.90')
  })

  it('takes the view off its entry on signing out, and stays signed out on going back', async () => {
    const frame = await intoCart()
    frame.store.signOut()
    expect(history.state.cartRecoveryConsole).to.deep.equal({ name: 'summary' })
    await travel(frame, -1)
    expect(heading(frame)).to.equal('Sign in to the console')
    await frame.signIn(merchantKey)
    await loaded(frame)
    expect(heading(frame)).to.equal('Summary')
  })

  it('ends its session and does nothing more once it is off the page', async () => {
    const frame = await intoCart()
    const before = routes.requests.length
    frame.remove()
    const { state } = history
    await travel(frame, -1)
    await waitUntil(() => history.state !== state)
    expect(frame.store.$view.get().name).to.equal('summary')
    expect(routes.requests.slice(before).map(({ route }) => route)).to.deep.equal(['DELETE /session'])
  })
})
