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
const budgets = { entry: 1.5 * kilobyte, beforePaint: 24 * kilobyte, deferred: 12 * kilobyte, language: 3 * kilobyte }
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
/** The files that this text loads when it gets there: languages apart from the one other. */
const loadedBy = (text: string) => {
  const names = [...text.matchAll(/\bimport\(["'`]\.\/([\w.-]+)["'`]\)/g)].map(([, name = '']) => name)
  const [next, ...others] = names.filter((name) => !isLanguage(files.get(name) ?? ''))
  assert.ok(next && others.length === 0, `one import() beside the languages: ${names.join(', ')}`)
  return { next: files.get(next) ?? '', languages: names.filter((name) => name !== next) }
}
const isLanguage = (text: string) => /\bexport\s*\{[^}]*\bas deferredMessages\b[^}]*\}/.test(text)
const cart = () => loadedBy(entry()).next
const deferred = () => loadedBy(cart()).next
const languages = () => loadedBy(cart()).languages

test('has the licences of what is inside it in a file beside it, which no page loads', () => {
  const text = files.get('NOTICES.txt') ?? ''
  for (const name of ['lit ', 'lit-html ', '@lit/reactive-element ', 'nanostores ']) {
    assert.match(text, new RegExp(`^${name}[\\d.]+ \\((BSD-3-Clause|MIT)\\)$`, 'm'))
  }
  assert.match(text, /Redistributions in binary form/)
})

test('is an entry, the cart, what a cart can do once it is painted, and a file a language', () => {
  const scripts = [...files.keys()].filter((name) => name.endsWith('.js'))
  assert.equal(scripts.length, 3 + Object.keys(locales).length, [...files.keys()].join(', '))
  assert.equal(languages().length, Object.keys(locales).length)
  assert.match([...files.keys()].join(' '), /cart-recovery-[\w-]{8}\.js/)
})

test('takes two script requests to paint a cart', () => {
  for (const text of [entry(), cart()]) assert.doesNotMatch(text, /\bfrom\s*["'`]|\bimport\s*["'`]/)
})

test('takes what the deferred part shares with the cart from the cart', () => {
  assert.doesNotMatch(deferred(), /\bimport\(/)
  assert.equal(files.get(deferred().match(/\bfrom\s*["'`]\.\/([\w.-]+)/)?.[1] ?? ''), cart())
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

test('costs a page in another language at most 3 KB more, in one request', (context) => {
  for (const name of languages()) {
    const text = files.get(name) ?? ''
    context.diagnostic(`${name}: ${inKilobytes(size(text))} KB brotli`)
    assert.ok(size(text) <= budgets.language, `${name}: ${size(text)} bytes`)
    assert.doesNotMatch(text, /\bimport\b/)
  }
})

test('loads no interface with the entry', () => {
  assert.doesNotMatch(entry(), /customElements|litElement|shadowRoot/)
})

test('ships nothing that belongs to the server', () => {
  for (const text of files.values()) {
    assert.doesNotMatch(
      text,
      /zod|X-Auth-Token|bigcommerce|vesuvio|tjar|buzzbip|vendure|process\.env|sourceMappingURL/i,
    )
  }
})

test('needs no inline script or style, and evaluates nothing', () => {
  for (const text of files.values()) assert.doesNotMatch(text, /\beval\(|new Function|\sstyle="/)
})
