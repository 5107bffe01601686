import { expect } from '@open-wc/testing'

import type { Outcome } from '../../src/contract/browser.ts'
import { describeFrame, find, openFrame, part, press, reaches, row, sentence, steps, title, words } from './page.ts'
import { cartOf, type FakeAnswers, json, lineItem, mug, problem, proxy, recovered, twoLines } from './proxy.ts'

// A cart of more changes than one call may write, and a later call that fails.

const outcome = (id: string, status: Outcome['outcome'], quantity = 1): Outcome => ({ id, outcome: status, quantity })
const written = () => cartOf(lineItem('shirt', { quantity: 1 }), mug())
const partly = () =>
  json({ cart: written(), outcomes: [outcome('shirt', 'applied'), outcome('mug', 'pending')], undo: 'one' })

async function openWith(answers: FakeAnswers, quantities: Record<string, string>) {
  const frame = await openFrame({ '/recover': () => recovered(twoLines()), ...answers })
  for (const [name, quantity] of Object.entries(quantities)) {
    const field = find<HTMLInputElement>(row(frame, name), 'input') as HTMLInputElement
    field.value = quantity
    field.dispatchEvent(new Event('change', { bubbles: true }))
  }
  return frame
}

async function save(answers: FakeAnswers) {
  const frame = await openWith(answers, { 'Linen shirt': '1', 'Ceramic mug': '3' })
  await press(frame, part(frame, 'restore-button'))
  return frame
}
const step = (frame: Element, label: string) =>
  [...(find(frame, '.steps')?.children ?? [])].find((child) => child.textContent?.trim() === label) as HTMLElement

describeFrame('a checkout that saved the changes before it found the cart moved', () => {
  it('says both, and undoes what it saved', async () => {
    const undone = () => json({ cart: twoLines(), outcomes: [] })
    const moved = () => {
      const cart = cartOf(lineItem('shirt', { quantity: 1 }), mug({ price: { amount: 2100, currency: 'EUR' } }))
      return problem('stock-moved', { cart, outcomes: [outcome('shirt', 'reduced')], undo: 'one' })
    }
    const frame = await openWith({ '/checkout': moved, '/undo': undone }, { 'Linen shirt': '1' })
    await press(frame, part(frame, 'checkout-button'))
    await reaches(frame, 'ready')
    expect(title(frame)).to.equal('Your cart changed just now')
    expect(sentence(frame)).to.match(/ Your changes are saved\. Nothing has been charged\.$/)
    expect(steps(frame)).to.deep.equal(['Undo'])
    expect(step(frame, 'Undo').className).to.not.contain('primary')
    await press(frame, step(frame, 'Undo'))
    await reaches(frame, 'ready')
    expect(title(frame)).to.equal('Your cart is as it was')
    expect(proxy.last().body.undo).to.equal('one')
  })
})

describeFrame('a cart that was saved in part', () => {
  it('says how much is saved, and undoes it', async () => {
    const undone = () => json({ cart: twoLines(), outcomes: [] })
    const frame = await save({ '/restore': [partly, () => problem('busy')], '/undo': undone })
    await reaches(frame, 'failed')
    expect(title(frame)).to.equal('Only part of it is saved')
    expect(sentence(frame)).to.equal('We saved 1 of 2 changes.')
    expect(steps(frame)).to.deep.equal(['Try again', 'Undo', 'Continue shopping'])
    await press(frame, step(frame, 'Undo'))
    await reaches(frame, 'ready')
    expect(title(frame)).to.equal('Your cart is as it was')
    expect(proxy.last().body.undo).to.equal('one')
  })

  it('says that more may be saved, where that is not known', async () => {
    const frame = await save({ '/restore': [partly, () => problem('unconfirmed')] })
    await reaches(frame, 'failed')
    expect(sentence(frame)).to.equal('We saved 1 of 2 changes, and perhaps some of the others.')
  })

  it('goes on where it was, and is saved then', async () => {
    const all = () =>
      json({ cart: written(), outcomes: [outcome('shirt', 'unchanged'), outcome('mug', 'applied', 3)], undo: 'two' })
    const frame = await save({ '/restore': [partly, () => problem('busy'), all] })
    await reaches(frame, 'failed')
    await press(frame, step(frame, 'Try again'))
    await reaches(frame, 'restored')
    expect(title(frame)).to.equal('Your cart is saved')
  })

  it('says what an undo that broke off has left', async () => {
    const all = () => json({ cart: written(), outcomes: [outcome('mug', 'applied', 3)], undo: 'two' })
    const frame = await save({
      '/restore': [partly, all],
      '/undo': [() => json({ cart: written(), outcomes: [] }), () => problem('unconfirmed')],
    })
    await reaches(frame, 'restored')
    await press(frame, part(frame, 'undo-button'))
    await reaches(frame, 'failed')
    expect(title(frame)).to.equal('Only part of it was undone')
    expect(sentence(frame)).to.equal('Check your cart before trying again.')
    expect(steps(frame)).to.deep.equal(['Check again', 'Undo', 'Continue shopping'])
    expect(words(row(frame, 'Linen shirt'))).to.contain('Available')
  })
})
