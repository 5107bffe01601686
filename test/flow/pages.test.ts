import assert from 'node:assert/strict'
import { test } from 'node:test'

import { runAxe } from '../states/run-axe.ts'
import { shareDemo } from './shared-demo.ts'

/** Every kind of page that the demo has around the widget. With a cart in it, the widget is measured in test/states. */
const paths = ['/', '/recover', '/mailbox', '/qa', '/qa/idle', '/account', '/contact', '/cart', '/nowhere']

const shared = shareDemo()

test('axe objects to nothing on any page of the demo, light on a phone or dark on a desktop', async () => {
  const page = await shared.browser.newPage()
  for (const path of paths) {
    for (const [theme, width] of [
      ['light', 390],
      ['dark', 1280],
    ] as const) {
      await page.setViewport({ width, height: 850 })
      await page.goto(new URL(path, shared.demo.addresses.shop).href, { waitUntil: 'networkidle2' })
      const found = (await runAxe(page, theme)).map(({ element, text }) => `${element} ${text}`)
      assert.deepEqual(found, [], `${path} in ${theme}, ${width} px wide`)
    }
  }
})

test('the script puts the tag where it is told to, and a link opens its cart there', async () => {
  const { shop } = shared.demo.addresses
  const messages = await fetch(new URL('/sandbox/messages', shop))
  const [{ link }] = (await messages.json()) as [{ link: string }]
  const page = await shared.browser.newPage()
  await page.setBypassCSP(true) // The demo's own refuses an added script.
  await page.goto(new URL(`/contact${new URL(link).search}`, shop).href)
  await page.addScriptTag({ type: 'module', url: '/cart-recovery.js?insert=main&endpoint=/cart-recovery' })
  await page.waitForSelector('main > cart-recovery:last-child[endpoint="/cart-recovery"][status="ready"]')
})
