import assert from 'node:assert/strict'
import type { HTTPRequest } from 'puppeteer-core'

import { abilitiesByPhone as abilities } from '../../src/client/testing/fake-proxy.ts'
import { isSaid } from '../states/is-said.ts'
import { type FlowContext, story } from './kit.ts'

// What the script tag loads once the lines are painted, when it cannot be loaded.

type Answers = Record<string, [status: number, body: object]>

/** Loses every script after the first two, or three, until they are given back, and answers some paths of the proxy. */
async function lose({ visitor: { page } }: FlowContext, answers: Answers = {}, kept = 2) {
  const scripts = new Set<string>()
  let isLost = true
  await page.setRequestInterception(true)
  page.on('request', (request: HTTPRequest) => {
    const url = new URL(request.url())
    if (/\/cart-recovery[\w-]*\.js$/.test(url.pathname)) scripts.add(url.pathname)
    const answer = answers[url.pathname]
    if (isLost && [...scripts].indexOf(url.pathname) >= kept) return request.abort()
    if (!answer) return request.continue()
    const contentType = answer[0] < 400 ? 'application/json' : 'application/problem+json'
    return request.respond({ status: answer[0], contentType, body: JSON.stringify(answer[1]) })
  })
  return {
    scripts,
    giveBack: () => {
      isLost = false
    },
  }
}

const titleOf = ({ visitor: { page } }: FlowContext) =>
  page.evaluate(() => {
    const words = document.querySelector('cart-recovery')?.shadowRoot?.querySelector('cart-recovery-status')
    return words?.shadowRoot?.querySelector('h2')?.textContent
  })

const says = ({ visitor: { page } }: FlowContext, words: string) =>
  page.waitForFunction(isSaid, { timeout: 15_000 }, words)

story('a cart whose deferred half is lost still goes to the checkout', async (flow) => {
  const { visitor } = flow
  const { scripts } = await lose(flow)
  const lost = new Promise((resolve) => visitor.page.once('requestfailed', resolve))
  await visitor.openLink('hero')
  await visitor.waitFor('ready')
  await lost
  assert.equal(scripts.size, 3)
  assert.equal((await visitor.lines()).length, 4)
  await visitor.click(/^Check out/)
  await visitor.page.waitForFunction(() => location.pathname.includes('/checkout'), { timeout: 15_000 })
})

story('what the boxes would push down waits for them, and comes where they are lost', waitForBoxes, ['chromium'])

async function waitForBoxes({ visitor }: FlowContext) {
  const { page } = visitor
  const scripts = new Set<string>()
  const held: HTTPRequest[] = []
  await page.setRequestInterception(true)
  page.on('request', (request: HTTPRequest) => {
    if (/\/cart-recovery[\w-]*\.js$/.test(request.url())) scripts.add(request.url())
    if ([...scripts].indexOf(request.url()) >= 3) held.push(request)
    else request.continue()
  })
  await visitor.openLink('hero')
  await visitor.waitFor('ready')
  while (!held.length) await new Promise((resolve) => setTimeout(resolve, 20))
  assert.equal(await page.evaluate(isSaid, 'Not your cart?'), false)
  for (const request of held) request.abort()
  await page.waitForFunction(isSaid, { timeout: 15_000 }, 'Not your cart?')
}

story('a link that is over says what it can, where its own words are lost', async (flow) => {
  const problem = { type: 'about:blank', title: 'x', status: 410, code: 'expired', supportCode: 'A1' }
  await lose(flow, { '/cart-recovery/recover': [410, problem] })
  await flow.visitor.openLink('hero')
  assert.equal(await flow.visitor.waitFor('failed'), 'expired')
  assert.equal(await titleOf(flow), 'Something went wrong on our side')
})

story('a checkout that fails says so in built-in words, where the part about problems is lost', async (flow) => {
  const { visitor } = flow
  const problem = { type: 'about:blank', title: 'x', status: 503, code: 'upstream-down', supportCode: 'A1' }
  await lose(flow, { '/cart-recovery/checkout': [503, problem] }, 3)
  await visitor.openLink('hero')
  await visitor.waitFor('ready')
  await says(flow, 'Notify me')
  await visitor.click(/^Check out/)
  assert.equal(await visitor.waitFor('failed'), 'upstream-down')
  await says(flow, 'Something went wrong on our side Nothing has been charged. Please try again in a moment.')
  await says(flow, 'Try again')
})

story('a tap that needs the part about phones says that it is lost, and asks once it is back', tapTwice, ['chromium'])

async function tapTwice(flow: FlowContext) {
  const { visitor } = flow
  const { giveBack } = await lose(flow, {}, 3)
  await visitor.openLink('vesuviopay-sold-out')
  await visitor.waitFor('ready')
  await visitor.click(/^Notify me about (?!all)/)
  await says(flow, 'Something went wrong on our side. Please try again in a moment.')
  giveBack()
  await visitor.click(/^Notify me about (?!all)/)
  await visitor.type('phone-input', '+49')
}

story('a checkout without a network says so, and goes there once it is back', tapOffline, ['chromium'])

async function tapOffline(flow: FlowContext) {
  const { visitor } = flow
  await visitor.openLink('hero')
  await visitor.waitFor('ready')
  await visitor.page.setOfflineMode(true)
  await visitor.click(/^Check out/)
  assert.equal(await visitor.waitFor('failed'), 'offline')
  await says(flow, 'You seem to be offline Nothing has been charged. Check your connection and try again. Try again')
  await visitor.page.setOfflineMode(false)
  await visitor.click('Try again')
  await visitor.page.waitForFunction(() => location.pathname.includes('/checkout'), { timeout: 15_000 })
}

// Firefox asks for a lost module again only after a reload.
story('a cart that needs the lost half to open says so, and opens once that is back', openOnceBack, ['chromium'])

async function openOnceBack(flow: FlowContext) {
  const { visitor } = flow
  const problem = { type: 'about:blank', title: 'x', status: 401, code: 'sign-in-needed', supportCode: 'A1' }
  const { giveBack } = await lose(flow, {
    '/cart-recovery/recover': [200, { cartHandle: 'h', cart: null, abilities }],
    '/cart-recovery/availability': [401, problem],
  })
  await visitor.openLink('hero')
  assert.equal(await visitor.waitFor('failed'), 'upstream-down')
  assert.equal(await titleOf(flow), 'Something went wrong on our side')
  giveBack()
  await visitor.click('Try again')
  await visitor.waitFor('signing-in')
  await visitor.type('phone-input', '+49')
}
