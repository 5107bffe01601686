import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync } from 'node:zlib'
import { build } from 'vite'

import { locales } from '../../src/locales/locales.ts'

// What the script tag costs a shopper, measured on the production build.

const root = fileURLToPath(new URL('../../', import.meta.url))
const kilobyte = 1000
const budgets = {
  entry: 1.5 * kilobyte,
  beforePaint: 24 * kilobyte,
  deferred: 12 * kilobyte,
  onDemand: 6 * kilobyte,
  language: 3 * kilobyte,
}
const outDir = mkdtempSync(join(tmpdir(), 'cart-recovery-size-'))
const files = new Map<string, string>()

before(async () => {
  await build({ root, logLevel: 'silent', build: { outDir, emptyOutDir: true } })
  const served = readdirSync(outDir).filter((name) => !name.endsWith('.map'))
  for (const name of served) files.set(name, readFileSync(join(outDir, name), 'utf8'))
})
after(() => rmSync(outDir, { recursive: true, force: true }))

const size = (text: string) => brotliCompressSync(text).length
const inKilobytes = (bytes: number) => (bytes / kilobyte).toFixed(1)
const entry = () => files.get('cart-recovery.js') ?? ''
/** The files that this text loads when it gets there: languages apart from the others. */
const loadedBy = (text: string) => {
  const names = [...text.matchAll(/\bimport\(["'`]\.\/([\w.-]+)["'`]\)/g)].map(([, name = '']) => files.get(name) ?? '')
  return { others: names.filter((each) => !isLanguage(each)), languages: names.filter(isLanguage) }
}
const isLanguage = (text: string) => /^var \w+=(\[.*\]|`.*`\.split\(`.`\));export\{\w+ as messages\};?\s*$/s.test(text)
const only = (texts: readonly string[]) => {
  assert.equal(texts.length, 1, `one import() beside the languages, not ${texts.length}`)
  return texts[0] ?? ''
}
const cart = () => only(loadedBy(entry()).others)
const deferred = () => only(loadedBy(cart()).others)
/** What is loaded where it is needed: the phone form and problems, the field for a code. */
const onDemand = () => {
  const next = loadedBy(deferred()).others
  return [...new Set([...next, ...next.flatMap((text) => loadedBy(text).others)])]
}

test('has the licences of what is inside it in a file beside it, which no page loads', () => {
  const text = files.get('NOTICES.txt') ?? ''
  for (const name of ['lit ', 'lit-html ', '@lit/reactive-element ', 'nanostores ']) {
    assert.match(text, new RegExp(`^${name}[\\d.]+ \\((BSD-3-Clause|MIT)\\)$`, 'm'))
  }
  assert.match(text, /Redistributions in binary form/)
})

test('is an entry, the cart, what follows the paint, what is needed at times, and three files a language', () => {
  const scripts = [...files.keys()].filter((name) => name.endsWith('.js'))
  const languages = [cart(), deferred(), ...onDemand()].flatMap((text) => loadedBy(text).languages)
  assert.equal(languages.length, 3 * Object.keys(locales).length)
  assert.equal(scripts.length, 3 + onDemand().length + languages.length, [...files.keys()].join(', '))
  assert.match([...files.keys()].join(' '), /cart-recovery-[\w-]{8}\.js/)
})

test('takes two script requests to paint a cart', () => {
  for (const text of [entry(), cart()]) assert.doesNotMatch(text, /\bfrom\s*["'`]|\bimport\s*["'`]/)
})

test('takes what later parts share from the ones before', () => {
  for (const text of [deferred(), ...onDemand()]) {
    const sources = [...text.matchAll(/\bfrom\s*["'`]\.\/([\w.-]+)/g)].map(([, name = '']) => files.get(name))
    assert.ok(sources.every((source) => source === cart() || source === deferred()))
  }
})

test('costs a page without a link at most 1.5 KB', (context) => {
  context.diagnostic(`entry: ${inKilobytes(size(entry()))} KB brotli`)
  assert.ok(size(entry()) <= budgets.entry, `${size(entry())} bytes`)
})

test('costs a page with a link at most 24 KB before the lines are painted', (context) => {
  const bytes = size(entry()) + size(cart())
  context.diagnostic(`with a link: ${inKilobytes(bytes)} KB brotli`)
  assert.ok(bytes <= budgets.beforePaint, `${bytes} bytes`)
})

test('costs a painted cart at most 12 KB more, afterwards', (context) => {
  context.diagnostic(`afterwards: ${inKilobytes(size(deferred()))} KB brotli`)
  assert.ok(size(deferred()) <= budgets.deferred, `${size(deferred())} bytes`)
})

test('costs a shopper who needs it at most 6 KB more for a phone or a problem', (context) => {
  for (const text of onDemand()) {
    context.diagnostic(`on demand: ${inKilobytes(size(text))} KB brotli`)
    assert.ok(size(text) <= budgets.onDemand, `${size(text)} bytes`)
  }
})

test('costs a page in another language at most 3 KB more', (context) => {
  const [first, later] = [cart(), deferred()].map((text) => loadedBy(text).languages)
  for (const [index, tag] of Object.keys(locales).entries()) {
    const bytes = size(first?.[index] ?? '') + size(later?.[index] ?? '')
    context.diagnostic(`${tag}: ${inKilobytes(bytes)} KB brotli`)
    assert.ok(bytes <= budgets.language, `${tag}: ${bytes} bytes`)
  }
})

test('loads no interface with the entry', () => {
  assert.doesNotMatch(entry(), /customElements|litElement|shadowRoot/)
})

test('closes each shape of a drawing, so that none hides in another', () => {
  assert.match(cart(), /<circle[^>]*\/><path[^>]*\/>/)
  assert.doesNotMatch(cart(), /<(circle|path)[^>]*[^/]>/)
})

test('ships nothing that belongs to the server', () => {
  for (const text of files.values()) {
    assert.doesNotMatch(
      text,
      /\bzod\b|X-Auth-Token|bigcommerce|vesuvio|tjar|buzzbip|vendure|process\.env|sourceMappingURL/i,
    )
  }
})

test('needs no inline script or style, and evaluates nothing', () => {
  for (const text of files.values()) assert.doesNotMatch(text, /\beval\(|new Function|\sstyle="/)
})
