import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync } from 'node:zlib'
import { build } from 'vite'

// What the script tag costs a shopper, measured on the production build.

const root = fileURLToPath(new URL('../../', import.meta.url))
const kilobyte = 1000
const budgets = { entry: 1.5 * kilobyte, all: 20 * kilobyte }
const outDir = mkdtempSync(join(tmpdir(), 'cart-recovery-size-'))
const files = new Map<string, string>()

before(async () => {
  await build({ root, logLevel: 'silent', build: { outDir, emptyOutDir: true } })
  for (const name of readdirSync(outDir)) files.set(name, readFileSync(join(outDir, name), 'utf8'))
})
after(() => rmSync(outDir, { recursive: true, force: true }))

const size = (text: string) => brotliCompressSync(text).length
const inKilobytes = (bytes: number) => (bytes / kilobyte).toFixed(1)
const entry = () => files.get('cart-recovery.js') ?? ''
const chunks = () => [...files].filter(([name]) => name !== 'cart-recovery.js').map(([, text]) => text)
const all = () => [...files.values()].reduce((sum, text) => sum + size(text), 0)

test('is an entry and one chunk: two script requests with a link', () => {
  assert.equal(chunks().length, 1, [...files.keys()].join(', '))
  assert.match([...files.keys()].join(' '), /cart-recovery-[\w-]{8}\.js/)
  assert.deepEqual(entry().match(/\bimport\s*\(/g)?.length, 1)
  for (const text of files.values()) assert.doesNotMatch(text, /\bfrom\s*["'`]|\bimport\s*["'`]/)
})

test('costs a page without a link at most 1.5 KB', (context) => {
  context.diagnostic(`entry: ${inKilobytes(size(entry()))} KB brotli`)
  assert.ok(size(entry()) <= budgets.entry, `${size(entry())} bytes`)
})

test('costs a page with a link at most 20 KB', (context) => {
  context.diagnostic(`drop-in: ${inKilobytes(all())} KB brotli`)
  assert.ok(all() <= budgets.all, `${all()} bytes`)
})

test('loads no interface with the entry', () => {
  assert.doesNotMatch(entry(), /customElements|litElement|shadowRoot/)
})

test('ships nothing that belongs to the server', () => {
  for (const text of files.values()) {
    assert.doesNotMatch(text, /zod|X-Auth-Token|bigcommerce|vesuvio|tjar|buzzbip|process\.env|sourceMappingURL/i)
  }
})

test('needs no inline script or style, and evaluates nothing', () => {
  for (const text of files.values()) assert.doesNotMatch(text, /\beval\(|new Function|\sstyle="/)
})
