import assert from 'node:assert/strict'
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'

import type { RecoveryStatus } from '../../src/state/index.ts'
import { editorFiles } from './editor-data.ts'
import { elementsPage, partsFile } from './elements-page.ts'
import { readElements, readFrame, writeManifest } from './manifest.ts'

const root = new URL('../../', import.meta.url).pathname
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const sources = globSync('src/elements/**/*.ts', { cwd: root }).map(read).join('\n')
const found = (pattern: RegExp) => new Set([...sources.matchAll(pattern)].map(([, name]) => name))
const named = (items: readonly { name: string }[] = []) => new Set(items.map(({ name }) => name))

test('the manifest is what the JSDoc of the elements says', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'manifest-'))
  t.after(() => rmSync(folder, { recursive: true }))
  writeManifest(folder)
  const expected = readFileSync(join(folder, 'custom-elements.json'), 'utf8')
  assert.equal(read('custom-elements.json'), expected, 'run `npm run generate`')
})

test('the page of the elements and the list of parts are made of the manifest', () => {
  assert.equal(read('docs/elements.md'), elementsPage(), 'run `npm run generate`')
  assert.equal(read('src/elements/styles/parts.ts'), partsFile(), 'run `npm run generate`')
})

test('what editors and compilers read is made of the manifest, and names every tag', () => {
  const tags = readElements().map(({ tagName }) => tagName)
  for (const [name, text] of Object.entries(editorFiles())) {
    assert.equal(read(`editor/${name}`), text, 'run `npm run generate`')
    for (const tag of tags) assert.match(text, new RegExp(`['"]${tag}['"]`), name)
  }
})

test('the parts of the templates are documented, and no others', () => {
  // As an attribute, as one of two, and on a row that is made by hand.
  const ways = [
    /\bpart="([a-z-]+)"/g,
    /\bpart=\$\{\w+ \? '([a-z-]+)'/g,
    /\bpart=\$\{\w+ \? '[a-z-]+' : '([a-z-]+)'/g,
    /\.part\.add\('([a-z-]+)'\)/g,
  ]
  assert.deepEqual(named(readFrame().cssParts), new Set(ways.flatMap((way) => [...found(way)])))
})

test('each part is documented once, by the element that renders it', () => {
  const parts = readFrame().cssParts?.map(({ name }) => name) ?? []
  assert.equal(new Set(parts).size, parts.length)
})

test('the custom properties of the styles are documented, and no others', () => {
  assert.deepEqual(named(readFrame().cssProperties), found(/var\((--cart-recovery-[a-z-]+)/g))
})

test('every status is a documented state', () => {
  const statuses: Record<RecoveryStatus, true> = {
    idle: true,
    recovering: true,
    ready: true,
    'signing-in': true,
    restoring: true,
    restored: true,
    finishing: true,
    finished: true,
    failed: true,
  }
  assert.deepEqual(named(readFrame().cssStates), new Set(Object.keys(statuses)))
})

test('every event class has its tag, and every documented event its class', () => {
  const classes = found(/^ +'(cart-recovery-[a-z-]+)': \w+Event$/gm)
  const documented = readElements().flatMap(({ events = [] }) => events)
  assert.deepEqual(named(documented), classes)
  for (const { name, type } of documented) assert.match(type?.text ?? '', /Event$/, name)
})
