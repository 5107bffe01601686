import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

import { openPackedProject, typeCheck } from '../../setup/packed.ts'
import { read, root } from '../source-files.ts'

// What an installation of the tarball leaves in a shop's project.

const manifest = JSON.parse(read('package.json'))
const { folder, tarball, installed } = openPackedProject([
  ...Object.keys(manifest.dependencies),
  ...Object.keys(manifest.peerDependencies ?? {}),
  ...['node', 'pg', 'react'].map((name) => `@types/${name}`),
])
const bin = (name: string) => fileURLToPath(new URL(`../../../node_modules/.bin/${name}`, import.meta.url))

function run(command: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder, encoding: 'utf8' })
  return { status, said: stdout + stderr }
}

test('publint has nothing to say', () => {
  const { status, said } = run(bin('publint'), 'run', tarball, '--strict')
  assert.equal(status, 0, said)
  assert.match(said, /All good!/)
})

test('every import has the types of what it brings', () => {
  const { status, said } = run(bin('attw'), tarball, '--profile', 'esm-only', '--format', 'ascii')
  assert.equal(status, 0, said)
})

test('every import type-checks in a shop that checks the types of its packages too', () => {
  // Vue's own types are not installed here: its entry has a test below. Neither are Vendure's: test/engines/vendure/packed.test.ts.
  const elsewhere = ['./package.json', './vue', './vendure-plugin']
  const names = Object.keys(manifest.exports).filter((key) => !elsewhere.includes(key))
  const lines = names.map((key, index) => `import * as entry${index} from 'cart-recovery${key.slice(1)}'`)
  writeFileSync(join(folder, 'all.ts'), `${lines.join('\n')}\nexport { ${names.map((_, at) => `entry${at}`)} }\n`)
  typeCheck(folder, ['all.ts'])
})

test('a page that imports the script tag alone knows its elements and events', () => {
  const code = `import 'cart-recovery/dropin'
const frame = document.querySelector('cart-recovery')
if (frame) frame.shopperToken = 'from the shop'
const item = document.createElement('cart-recovery-line-item')
console.log(item.line?.chosen)
addEventListener('cart-recovery-checkout', ({ lineItems }) => console.log(lineItems.length))
`
  writeFileSync(join(folder, 'page.ts'), code)
  typeCheck(folder, ['page.ts'], '--module preserve --moduleResolution bundler --types'.split(' ').concat(''))
  writeFileSync(join(folder, 'wrong.ts'), code.replace('frame.shopperToken', 'frame.shoppersToken'))
  assert.throws(() => typeCheck(folder, ['wrong.ts']), /TS2551/)
})

test('the tags are known in JSX and in templates of Vue, and a wrong attribute is found', () => {
  const jsx = `import type {} from 'cart-recovery/jsx'
import { createRef } from 'react'
export const page = (
  <cart-recovery key="cart" ref={createRef()} className="cart" style={{ margin: 0 }} endpoint="/cart-recovery" shop-url="/">
    <p>Open the link in your message.</p>
    <cart-recovery-summary />
  </cart-recovery>
)
`
  writeFileSync(join(folder, 'page.tsx'), jsx)
  const options = '--module preserve --moduleResolution bundler --jsx react-jsx --types react'.split(' ')
  typeCheck(folder, ['page.tsx'], options)
  writeFileSync(join(folder, 'wrong.tsx'), jsx.replace('shop-url="/"', 'shop-url={1}'))
  assert.throws(() => typeCheck(folder, ['wrong.tsx'], options), /TS2322/)

  // As much of Vue as the types name.
  mkdirSync(join(folder, 'node_modules/vue'), { recursive: true })
  writeFileSync(join(folder, 'node_modules/vue/package.json'), '{ "name": "vue", "types": "index.d.ts" }')
  const vue = 'export interface HTMLAttributes { class?: unknown }\nexport interface GlobalComponents {}\n'
  writeFileSync(join(folder, 'node_modules/vue/index.d.ts'), vue)
  const component = `import type {} from 'cart-recovery/vue'
import type { GlobalComponents } from 'vue'
type Props = InstanceType<GlobalComponents['cart-recovery']>['$props']
export const props: Props = { class: 'cart', endpoint: '/cart-recovery', 'shop-url': '/' }
`
  writeFileSync(join(folder, 'vue.ts'), component)
  typeCheck(folder, ['vue.ts'], options)
})

test('the script tag keeps its name from version to version, and a CDN finds it', () => {
  const name = './dist/dropin/cart-recovery.js'
  const { unpkg, exports } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'))
  assert.deepEqual([unpkg, exports['./dropin'].default], [name, name])
  const script = readFileSync(join(installed, name), 'utf8')
  const [, next = ''] = /import\([`'"]\.\/(cart-recovery-[\w-]{8}\.js)/.exec(script) ?? []
  assert.ok(readFileSync(join(installed, 'dist/dropin', next), 'utf8'), 'what it loads has its content in its name')
})

test('every minified file has its source map and the licences of what is inside beside it', () => {
  for (const folder of ['dist/dropin', 'dist/console']) {
    const names = readdirSync(join(installed, folder))
    const scripts = names.filter((name) => name.endsWith('.js'))
    assert.deepEqual(
      names.filter((name) => name.endsWith('.map')),
      scripts.map((name) => `${name}.map`),
    )
    const notices = readFileSync(join(installed, folder, 'NOTICES.txt'), 'utf8')
    for (const name of ['lit', '@lit/context', 'nanostores']) assert.match(notices, new RegExp(`^${name} \\d`, 'm'))
    // Neither is named in the files: a line for that would be bytes that every shopper loads.
    for (const name of scripts)
      assert.doesNotMatch(readFileSync(join(installed, folder, name), 'utf8'), /sourceMappingURL/)
  }
})

test('a pack without a build builds or fails, and ships nothing empty', (t) => {
  const clone = mkdtempSync(join(tmpdir(), 'unbuilt-'))
  t.after(() => rmSync(clone, { recursive: true }))
  copyFileSync(join(root, 'package.json'), join(clone, 'package.json'))
  const { status, stdout } = spawnSync('npm', ['pack', '--offline', '--dry-run'], { cwd: clone, encoding: 'utf8' })
  assert.notEqual(status, 0, stdout)
})
