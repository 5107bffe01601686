import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type TestContext, test } from 'node:test'

import { configFile } from '../config-file.ts'
import { readProject } from '../project.ts'
import { next } from './next.ts'

/** What is written in a project with these files, and which addresses the configuration gets. */
function write(t: TestContext, files: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), 'next-'))
  t.after(() => rmSync(folder, { recursive: true }))
  for (const [name, text] of Object.entries({ 'tsconfig.json': '{}', ...files })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  const project = readProject(folder)
  return {
    files: next.files(project, 'cart-recovery.config.mjs'),
    pagePath: next.pagePath(project),
    proxyPath: next.proxyPath?.(project),
    left: next.left(project),
  }
}

/** As much of Catalyst as decides where files go. */
const catalyst = {
  'app/[locale]/layout.tsx': '',
  'app/[locale]/(default)/layout.tsx': '',
  'app/[locale]/(default)/cart/page.tsx': '',
  'app/api/auth/[...nextauth]/route.ts': '',
  'middleware.ts': `export const config = { matcher: ['/((?!api|admin|_next/static).*)'] }`,
  'next.config.ts': `const nextConfig = {\n  trailingSlash: process.env.TRAILING_SLASH !== 'false',\n}`,
  'lib/cart/index.ts': `'use server';\n\nexport async function getCartId() {}\n\nexport async function setCartId(cartId: string) {}`,
}

test('nothing sets `dynamic`, which an app with cacheComponents refuses', (t) => {
  for (const files of [{ 'app/layout.tsx': '' }, catalyst])
    for (const [name, text] of Object.entries(write(t, files).files)) assert.doesNotMatch(text, /\bdynamic\b/, name)
})

test('the page is the component for React as it stands, and later requests do not name its address', (t) => {
  const { files } = write(t, { 'app/layout.tsx': '' })
  const page = files['app/cart/recover/page.tsx'] ?? ''
  assert.match(page, /import \{ CartRecovery \} from 'cart-recovery\/react'/)
  assert.match(page, /<CartRecovery endpoint="\/cart-recovery" shopUrl="\/" adoptUrl="\/cart\/adopt">/)
  assert.match(page, /referrer: 'strict-origin'/)
})

test('in Catalyst the page has a root layout, and that of the shop’s cart', (t) => {
  const { files } = write(t, catalyst)
  assert.deepEqual(
    Object.keys(files).filter((name) => name.includes('[locale]')),
    ['app/[locale]/(default)/cart/recover/page.tsx'],
  )
})

test('in Catalyst every route is below /api, which its middleware leaves alone', (t) => {
  const { files, proxyPath } = write(t, catalyst)
  assert.equal(proxyPath, '/api/cart-recovery')
  assert.deepEqual(Object.keys(files).slice(1), [
    'app/api/cart/adopt/route.ts',
    'app/api/cart-recovery/proxy.ts',
    'app/api/cart-recovery/[[...path]]/route.ts',
  ])
  assert.match(files['app/[locale]/(default)/cart/recover/page.tsx'] ?? '', / endpoint="\/api\/cart-recovery" /)
  assert.match(
    files['app/api/cart-recovery/proxy.ts'] ?? '',
    /import\('\.\.\/\.\.\/\.\.\/cart-recovery\.config\.mjs'\)/,
  )
})

test('with trailingSlash the addresses end in a slash, so that Next.js redirects none', (t) => {
  const { files, pagePath } = write(t, catalyst)
  assert.equal(pagePath, '/cart/recover/')
  assert.match(files['app/[locale]/(default)/cart/recover/page.tsx'] ?? '', / adoptUrl="\/api\/cart\/adopt\/">/)
  for (const config of [
    `module.exports = { images: { domains: ['https://cdn.example'] }, trailingSlash: true }`,
    'const nextConfig = {trailingSlash:true}',
    `export default { 'trailingSlash': true }`,
    `export default { images: [{ pathname: '/**' }], trailingSlash: true, /* later */ }`,
  ])
    assert.equal(write(t, { ...catalyst, 'next.config.ts': config }).pagePath, '/cart/recover/', config)
  for (const config of [
    '',
    '  trailingSlash: false,',
    '  // trailingSlash: true,',
    '{ reactStrictMode: true, // trailingSlash: true\n}',
    '/* {\n  trailingSlash: true,\n} */',
  ])
    assert.equal(write(t, { ...catalyst, 'next.config.ts': config }).pagePath, '/cart/recover', config)
})

test('the cart of Catalyst is adopted by its own getCartId and setCartId', (t) => {
  for (const [name, source] of [
    ['lib/cart/index.ts', ''],
    ['lib/cart.ts', ''],
    ['src/lib/cart.ts', 'src/'],
  ] as const) {
    const { 'lib/cart/index.ts': text, ...others } = catalyst
    const moved = Object.entries({ ...others, [name]: text }).map(([file, words]) => [
      file.startsWith('app/') ? source + file : file,
      words,
    ])
    const { files, left } = write(t, Object.fromEntries(moved))
    const route = files[`${source}app/api/cart/adopt/route.ts`] ?? ''
    assert.match(route, /import \{ getCartId, setCartId \} from '\.\.\/\.\.\/\.\.\/\.\.\/lib\/cart'/)
    assert.doesNotMatch(route, /cookie/)
    assert.match(left, /setCartId/)
  }
})

test('a module that only names them is none of Catalyst’s', (t) => {
  const text = `import { getCartId, setCartId } from './session'`
  const { files, left } = write(t, { ...catalyst, 'lib/cart/index.ts': text })
  assert.match(files['app/api/cart/adopt/route.ts'] ?? '', /const cookie = 'cartId'/)
  assert.match(left, /name of your cart's cookie into app\/api\/cart\/adopt\/route\.ts/)
})

const shapes: [string, Record<string, string>, string][] = [
  ['in the app', { 'app/layout.tsx': '' }, 'app/cart/recover/page.tsx'],
  ['in the app below src', { 'src/app/layout.tsx': '' }, 'src/app/cart/recover/page.tsx'],
  ['below another segment', { 'app/[lang]/layout.jsx': '' }, 'app/[lang]/cart/recover/page.tsx'],
  ['in a group', { 'app/(shop)/layout.tsx': '' }, 'app/(shop)/cart/recover/page.tsx'],
  ['below a segment in a group', { 'app/(shop)/[locale]/layout.tsx': '' }, 'app/(shop)/[locale]/cart/recover/page.tsx'],
]
for (const [where, files, expected] of shapes) {
  test(`where the root layout is ${where}, the page is there too`, (t) => {
    const [page] = Object.keys(write(t, files).files)
    assert.equal(page, expected)
  })
}

test('below a layout that hands its children on, the page is inside the segment that the middleware leads to', (t) => {
  const files = {
    'app/layout.tsx': 'export default function Layout({ children }) {\n  return children\n}',
    'app/[locale]/layout.tsx': 'export default ({ children }) => <html><body>{children}</body></html>',
    'middleware.ts': `export const config = { matcher: ['/((?!api|_next|.*\\\\..*).*)'] }`,
  }
  const names = Object.keys(write(t, files).files)
  assert.ok(names.includes('app/[locale]/cart/recover/page.tsx'), String(names))
  assert.ok(names.includes('app/api/cart/adopt/route.ts'))
  const whole = { ...files, 'app/layout.tsx': '<html><body>{children}</body></html>' }
  assert.ok(Object.keys(write(t, whole).files).includes('app/cart/recover/page.tsx'), 'a layout of its own counts')
})

test('an app of pages alone gets a layout, without which it would not build', (t) => {
  const { files } = write(t, { 'pages/index.tsx': '' })
  assert.match(files['app/cart/recover/layout.tsx'] ?? '', /<html lang="en">/)
})

test('a middleware of few addresses leaves the routes where they are', (t) => {
  const { proxyPath } = write(t, { 'app/layout.tsx': '', 'proxy.ts': `export const config = { matcher: '/account' }` })
  assert.equal(proxyPath, '/cart-recovery')
})

test('a middleware of nearly all addresses, by either of its names, leads the routes below /api', (t) => {
  const text = `export const config = { matcher: '/((?!_next|api).*)' }`
  for (const name of ['middleware.ts', 'proxy.ts', 'middleware.js'])
    assert.equal(write(t, { 'app/layout.tsx': '', [name]: text }).proxyPath, '/api/cart-recovery', name)
  assert.equal(write(t, { 'src/app/layout.tsx': '', 'src/proxy.ts': text }).proxyPath, '/api/cart-recovery')
})

for (const name of ['next', 'catalyst-shaped']) {
  test(`the edits of examples/${name} fit what is written there`, (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'next-'))
    t.after(() => rmSync(folder, { recursive: true }))
    const source = join(import.meta.dirname, '../../../../examples', name)
    cpSync(source, folder, { recursive: true, filter: (path) => !/node_modules|\.next\b/.test(path) })
    const project = readProject(folder)
    const config = 'cart-recovery.config.mjs'
    const paths = { pagePath: next.pagePath(project), proxyPath: next.proxyPath?.(project) ?? '' }
    const written = {
      ...next.files(project, config),
      [config]: configFile({ ...paths, isTypeScript: false, knowsProcess: true }),
    }
    for (const [file, text] of Object.entries(written)) {
      assert.ok(!existsSync(join(folder, file)), `${file} is in the example already`)
      mkdirSync(dirname(join(folder, file)), { recursive: true })
      writeFileSync(join(folder, file), text)
    }
    for (const edits of ['edits.diff', 'customers.diff'])
      if (existsSync(join(folder, edits))) execFileSync('git', ['apply', edits], { cwd: folder, stdio: 'pipe' })
  })
}
