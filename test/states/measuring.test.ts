import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser } from 'puppeteer-core'

import { open } from '../flow/kit.ts'
import { collectBoxes } from './collect-boxes.ts'
import { draw } from './draw.ts'
import { findFaults } from './find-faults.ts'
import { observeShifts } from './layout-shift.ts'
import { runAxe } from './run-axe.ts'

// Each measure is shown a page that is broken in its way, and one that only looks so.

let browser: Browser
before(async () => {
  browser = await open('chromium')
})
after(() => browser.close())

async function pageOf(inside: string, style = '') {
  const page = await browser.newPage()
  await page.setViewport({ width: 390, height: 844 })
  const shadow = `<template shadowrootmode="open"><style>${style}</style>${inside}</template>`
  const body = `<body style="margin:0"><cart-recovery style="display:block;font:16px/1.5 monospace">${shadow}</cart-recovery>`
  await page.goto(`data:text/html,${encodeURIComponent(`<!doctype html><html lang="en"><title>Broken</title>${body}`)}`)
  return page
}

async function faultsOf(inside: string, style?: string) {
  const page = await pageOf(inside, style)
  const faults = findFaults(await page.evaluate(collectBoxes))
  await page.close()
  return faults.map(({ kind, text }) => `${kind}: ${text}`)
}

const broken: [name: string, inside: string, style: string, faults: string[]][] = [
  [
    'words that an element cuts off',
    '<p>Subtotal</p>',
    'p { inline-size: 3em; overflow: hidden }',
    ['clipped: Subtotal'],
  ],
  [
    'words over the border of their button',
    '<button>Check out</button>',
    'button { inline-size: 4em; padding: 0; white-space: nowrap }',
    ['clipped: Check out'],
  ],
  [
    'words over words',
    '<p>Subtotal</p><p>Delivery</p>',
    'p { margin: 0 } p + p { margin-block-start: -1em }',
    ['overlapping: Subtotal × Delivery'],
  ],
  [
    'a picture over words',
    '<p>Subtotal</p><svg width="50" height="20"></svg>',
    'p { margin: 0 } svg { display: block; margin-block-start: -1.2em }',
    ['overlapping:  × Subtotal'],
  ],
  ['words that leave the window', '<p>Subtotal</p>', 'p { margin-inline-start: 360px }', ['outside: Subtotal']],
  ['words that leave it at its beginning', '<p>Subtotal</p>', 'p { margin-inline-start: -2em }', ['outside: Subtotal']],
  [
    'a word that is broken though a line has room for it',
    '<p>Subtotal of it</p>',
    'p { inline-size: 4em; overflow-wrap: anywhere }',
    ['broken word: Subtotal'],
  ],
  ['words without a place', '<p>Subtotal</p>', 'p { font-size: 0 }', ['hidden: Subtotal']],
  [
    'a bar that shows what is below it',
    '<p>Subtotal</p><div>Check out</div>',
    'div { position: sticky; inset-block-end: 0; background: rgb(255 255 255 / 0.8) }',
    ['see-through: a ground of 80 %'],
  ],
]

for (const [name, inside, style, faults] of broken) {
  test(`finds ${name}`, async () => assert.deepEqual(await faultsOf(inside, style), faults))
}

const whole: [name: string, inside: string, style: string][] = [
  ['words that wrap between words', '<p>Subtotal of everything that is in your cart and can be bought</p>', ''],
  [
    'a word longer than any line',
    '<p>Donaudampfschifffahrtselektrizitätenhauptbetriebswerk</p>',
    'p { overflow-wrap: anywhere }',
  ],
  ['a word that ends its line with a hyphen', '<p>Sub&shy;total-price</p>', 'p { inline-size: 4.5em }'],
  [
    'what is said aloud only',
    '<p>Subtotal</p>',
    'p { position: absolute; inline-size: 1px; overflow: hidden; clip-path: inset(50%) }',
  ],
  ['what is folded away', '<details><summary>Code</summary><input><b>Apply</b></details><p>Subtotal</p>', ''],
  [
    'a row that scrolls',
    '<p><b>Small Medium Large</b></p>',
    'p { inline-size: 5em; overflow-x: auto; white-space: nowrap; margin-inline-start: 300px }',
  ],
  ['an icon inside a button', '<button><svg width="16" height="16"></svg> Remove</button>', ''],
  [
    'an opaque bar over words',
    '<p>Subtotal</p><div>Check out</div>',
    'div { position: sticky; inset-block-end: 0; margin-block-start: -2em; background: white }',
  ],
]

for (const [name, inside, style] of whole) {
  test(`finds nothing in ${name}`, async () => assert.deepEqual(await faultsOf(inside, style), []))
}

test('sums what moves by itself, until the first tap', async () => {
  const page = await pageOf('<p>First</p><p id="last">Last</p>')
  await page.evaluate(observeShifts)
  const move = (tap: boolean) =>
    page.evaluate(async (isTap) => {
      const root = document.querySelector('cart-recovery')?.shadowRoot
      const paint = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 60)))
      await paint()
      if (isTap) root?.querySelector('p')?.click()
      root?.querySelector('p')?.before(Object.assign(document.createElement('div'), { style: 'height: 200px' }))
      await paint()
      return window.layoutShift?.score ?? 0
    }, tap)
  const score = await move(false)
  assert.ok(score > 0.01, String(score))
  assert.equal(await move(true), score)
  await page.close()
})

test('reads with axe through shadow roots, in light and dark', async () => {
  const page = await pageOf(
    '<main><h1>Cart</h1><p>Subtotal</p></main>',
    'main { color: #222; background: light-dark(#fff, #000); color-scheme: light dark }',
  )
  assert.deepEqual(await runAxe(page, 'light'), [])
  const dark = await runAxe(page, 'dark')
  assert.deepEqual(
    dark.map(({ element }) => element.split(':')[0]),
    ['color-contrast', 'color-contrast'],
  )
  await page.close()
})

test('draws the same share for the same seed', () => {
  const items = Array.from({ length: 107 }, (_, index) => index)
  assert.equal(draw(items, 0.1, 15).length, 11)
  assert.deepEqual(draw(items, 0.1, 15), draw(items, 0.1, 15))
  assert.notDeepEqual(draw(items, 0.1, 15), draw(items, 0.1, 16))
  assert.deepEqual(draw(items, 1, 15), items)
})
