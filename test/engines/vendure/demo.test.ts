import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'puppeteer-core'

import { anyEngine, type FlowContext, story } from '../../flow/kit.ts'
import { createCookieJar } from '../../setup/cookie-jar.ts'
import { requireEngine } from '../install-engine.ts'
import { until } from './open-store.ts'

// The demo with the engine behind it, in a browser: all that a shopper does and sees, from an empty cart to the order.

const name = 'carts left at the engine are written about and opened elsewhere: one is ordered, one kept'

if (requireEngine()) story(name, tell, [anyEngine], { engine: 'vendure' })
else test(name, { skip: 'the engine is not installed' }, () => {})

async function tell(flow: FlowContext): Promise<void> {
  const shop = flow.demo.addresses.vendure?.shop ?? assert.fail('the demo has no engine')
  await orderOnThePhone(flow, shop)
  await keepShopping(flow, shop)
}

/** Stock went meanwhile, the shopper changes a quantity, and one tap leads to the shop's checkout in another browser's session. */
async function orderOnThePhone(flow: FlowContext, shop: string): Promise<void> {
  const { visitor } = flow
  await leaveCart(visitor.page, shop, ['Mug', 'Bowl', 'Bowl'])
  const link = await mailedLink(flow, 1)
  await buyAsAnother(shop, 'Bowl', 2)

  const phone = await openPhone(flow)
  await phone.goto(link)
  await visitor.waitFor('ready', phone)
  assert.match((await visitor.lines(phone)).join('\n'), /Bowl .*Only 1 of 2 available/)
  await visitor.click('Increase quantity, Mug', phone)
  await visitor.click(/^Check out/, phone)
  await phone.waitForSelector('form[action="/vendure/checkout/pay"]')
  assert.equal(new URL(phone.url()).search, '', 'the code does not stay in the address')
  assert.deepEqual(await rowsOf(phone), ['2 × Mug $25.00', '1 × Bowl $24.00', 'Total $49.00'])
  await submit(phone, 'form[action="/vendure/checkout/pay"]')
  assert.match(phone.url(), /\/vendure\/ordered\/\w+$/)

  await until(async () => (await merchantCarts(flow)).some(({ status }) => status === 'recovered'))
  const { reports } = await merchant(flow, '/reports')
  assert.deepEqual(
    reports.map(({ status }: { status: string }) => status),
    ['sent'],
  )
  await phone.goto(link)
  assert.equal(await visitor.waitFor('failed', phone), 'completed')
}

/** The cart becomes that of the session, with what was in there. */
async function keepShopping(flow: FlowContext, shop: string): Promise<void> {
  const { visitor } = flow
  const page = await openPhone(flow)
  await leaveCart(page, shop, ['Mug'])
  const link = await mailedLink(flow, 2)
  const phone = await openPhone(flow)
  await add(phone, shop, 'Tray')
  await phone.goto(link)
  await visitor.waitFor('ready', phone)
  await visitor.click('Keep shopping', phone)
  await phone.waitForFunction(() => location.pathname === '/vendure/')
  assert.match(await phone.$eval('nav', (nav) => nav.textContent ?? ''), /Cart \(2\)/)
  await phone.goto(`${shop}cart`)
  assert.deepEqual((await rowsOf(phone)).sort(), ['1 × Mug $12.50', '1 × Tray $18.00', 'Total $30.50'])
}

const openPhone = async ({ visitor }: FlowContext) => (await visitor.page.browser().createBrowserContext()).newPage()

/** Fills a cart, gives an address with consent at the checkout, and is gone. */
async function leaveCart(page: Page, shop: string, names: string[]): Promise<void> {
  for (const name of names) await add(page, shop, name)
  await page.goto(`${shop}checkout`)
  await page.click('input[name="consent"]')
  await submit(page, 'form[action="/vendure/checkout/contact"]')
}

async function add(page: Page, shop: string, name: string): Promise<void> {
  await page.goto(shop)
  await Promise.all([page.waitForNavigation(), page.click(`button[aria-label="Add ${name} to the cart"]`)])
}

const submit = (page: Page, form: string) => Promise.all([page.waitForNavigation(), page.click(`${form} button`)])

const rowsOf = (page: Page) =>
  page.$$eval('.engine-lines li', (rows) => rows.map((row) => (row.textContent ?? '').replaceAll(/\s+/g, ' ').trim()))

/** The link of the newest of so many messages that the engine's mailer sent. */
async function mailedLink({ messages }: FlowContext, count: number): Promise<string> {
  const sent = async () =>
    (await messages()).filter((message) => 'platform' in message && message.platform === 'vendure')
  await until(async () => (await sent()).length >= count)
  return (await sent()).at(-1)?.link ?? ''
}

/** Another shopper, who takes pieces meanwhile: without a browser, because only the engine's stock counts. */
async function buyAsAnother(shop: string, name: string, pieces: number): Promise<void> {
  const jar = createCookieJar()
  const ask = async (path: string, fields?: Record<string, string>) => {
    const headers = { cookie: jar.header(), origin: new URL(shop).origin }
    const sent = fields && { method: 'POST', body: new URLSearchParams(fields) }
    const answer = await fetch(new URL(path, shop), { ...sent, headers, redirect: 'manual' })
    jar.take(answer)
    return { text: await answer.text(), location: answer.headers.get('location') ?? '' }
  }
  const { text } = await ask('/vendure/')
  const [, variant = ''] = new RegExp(`value="(\\d+)">\\s*<button[^>]*aria-label="Add ${name} `).exec(text) ?? []
  for (let piece = 0; piece < pieces; piece++) await ask('/vendure/cart/add', { variant })
  await ask('/vendure/checkout/contact', { firstName: 'Bo', email: 'bo@example.com' })
  assert.match((await ask('/vendure/checkout/pay', {})).location, /ordered/)
}

// biome-ignore lint/suspicious/noExplicitAny: a test asserts what it reads of it
async function merchant({ demo }: FlowContext, path: string): Promise<any> {
  const headers = { authorization: `Bearer ${demo.addresses.merchantKey}` }
  return (await fetch(`${demo.addresses.vendure?.proxy}/merchant${path}`, { headers })).json()
}

async function merchantCarts(flow: FlowContext): Promise<{ status: string }[]> {
  return (await merchant(flow, '/carts')).carts
}
