import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type TestContext, test } from 'node:test'

import { writeProject } from '../../init.ts'

/** Runs `init` in a project with these packages and files. */
function init(t: TestContext, packages: string[], files: Record<string, string> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'frameworks-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const dependencies = Object.fromEntries(packages.map((name) => [name, '*']))
  const all = { 'package.json': JSON.stringify({ type: 'module', dependencies }), ...files }
  for (const [name, text] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  const said = writeProject(folder, false).join('\n')
  const written = [...said.matchAll(/wrote {7}([^,\n]+)/g)].map(([, name = '']) => name)
  return { said, written: written.filter((name) => !/^(\.env|cart-recovery\.config)/.test(name)) }
}

const forwards = /2\. Let your server forward \/cart-recovery\/ to http:\/\/127\.0\.0\.1:8787\.$/

test('a static export of Next.js gets the page alone, because no route of a server can be exported', (t) => {
  for (const config of [`export default { output: 'export' }`, 'export default {\n  output: "export",\n}']) {
    const { said, written } = init(t, ['next', 'react'], { 'app/layout.jsx': '', 'next.config.mjs': config })
    assert.deepEqual(written, ['app/cart/recover/page.jsx'])
    assert.match(said, forwards)
    assert.doesNotMatch(said, /your shop has one for its pages/)
  }
  const { written } = init(t, ['next', 'react'], { 'next.config.mjs': "export default { output: 'standalone' }" })
  assert.ok(written.includes('app/cart/adopt/route.js'))
})

test('SvelteKit with the static adapter gets the page alone', (t) => {
  const { said, written } = init(t, ['@sveltejs/kit', '@sveltejs/adapter-static'])
  assert.deepEqual(written, ['src/routes/cart/recover/+page.svelte'])
  assert.match(said, forwards)
  assert.doesNotMatch(said, /your shop has one for its pages/)
})

test('Nuxt without pages is told of NuxtPage, unless its app.vue has it', (t) => {
  const hint = /, and put <NuxtPage \/> into app\.vue\.$/
  assert.match(init(t, ['nuxt'], { 'app/app.vue': '<template><NuxtWelcome /></template>' }).said, hint)
  assert.match(init(t, ['nuxt'], { 'app.vue': '<template><NuxtWelcome /></template>' }).said, hint)
  assert.doesNotMatch(init(t, ['nuxt'], { 'app/app.vue': '<template><NuxtPage /></template>' }).said, hint)
  assert.doesNotMatch(init(t, ['nuxt'], { 'pages/index.vue': '' }).said, hint)
})

test('the page of Nuxt is where the shop’s others are, whatever else the folder app has', (t) => {
  for (const [name, expected] of [
    ['app/app.vue', 'app/pages/cart/recover.vue'],
    ['app/pages/index.vue', 'app/pages/cart/recover.vue'],
    ['pages/index.vue', 'pages/cart/recover.vue'],
    ['app.vue', 'pages/cart/recover.vue'],
  ] as const) {
    const { written } = init(t, ['nuxt'], { 'app/router.options.ts': '', [name]: '' })
    assert.ok(written.includes(expected), `${name}: ${written}`)
  }
})
