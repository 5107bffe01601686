import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { type TestContext, test } from 'node:test'
import { parseEnv } from 'node:util'

const root = resolve(import.meta.dirname, '../..')
const cli = join(root, 'src/cli/cart-recovery.ts')

function openFolder(t: TestContext, files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'cart-recovery-'))
  t.after(() => rmSync(folder, { recursive: true }))
  write(folder, files)
  return folder
}

function write(folder: string, files: Record<string, string>) {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
}

/** Every file of a folder and what is in it. */
function read(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const files = names.filter((name) => statSync(join(folder, name)).isFile()).sort()
  return Object.fromEntries(files.map((name) => [name, readFileSync(join(folder, name), 'utf8')]))
}

function run(folder: string, args: string[], env: NodeJS.ProcessEnv = {}, options: string[] = []) {
  const { PATH } = process.env
  const { stdout, stderr, status } = spawnSync(process.execPath, [...options, cli, ...args], {
    cwd: folder,
    env: { PATH, ...env },
    encoding: 'utf8',
  })
  return { stdout, stderr, status }
}

function init(folder: string, ...args: string[]): string {
  const { stdout, stderr, status } = run(folder, ['init', ...args])
  assert.equal(status, 0, stderr)
  return stdout
}

const packageJson = (...names: string[]) =>
  JSON.stringify({ dependencies: Object.fromEntries(names.map((name) => [name, '*'])) })
const asModule = (text: string) => JSON.stringify({ ...JSON.parse(text), type: 'module' })

const always = ['.env', '.env.example']
const kinds: [string, Record<string, string>, string[]][] = [
  [
    'Astro',
    { 'package.json': asModule(packageJson('astro', 'react')) },
    ['cart-recovery.config.js', 'src/pages/cart/recover.astro'],
  ],
  [
    'Astro with an adapter and TypeScript',
    { 'package.json': asModule(packageJson('astro', '@astrojs/node')), 'tsconfig.json': '{}' },
    ['cart-recovery.config.ts', 'src/pages/cart/recover.astro'],
  ],
  [
    'Next.js with TypeScript',
    { 'package.json': packageJson('next', 'react'), 'tsconfig.json': '{}', 'app/layout.tsx': '' },
    [
      'app/cart-recovery/[[...path]]/route.ts',
      'app/cart-recovery/proxy.ts',
      'app/cart/adopt/route.ts',
      'app/cart/recover/page.tsx',
      'cart-recovery.config.mjs',
    ],
  ],
  [
    'Next.js with TypeScript and modules',
    { 'package.json': asModule(packageJson('next', 'react')), 'tsconfig.json': '{}', 'app/layout.tsx': '' },
    [
      'app/cart-recovery/[[...path]]/route.ts',
      'app/cart-recovery/proxy.ts',
      'app/cart/adopt/route.ts',
      'app/cart/recover/page.tsx',
      'cart-recovery.config.ts',
    ],
  ],
  [
    'Catalyst',
    {
      'package.json': packageJson('next', 'react'),
      'tsconfig.json': '{}',
      'app/[locale]/layout.tsx': '',
      'next.config.ts': 'export default {\n  trailingSlash: true,\n}',
      'lib/cart.ts': `export async function getCartId(): Promise<string | undefined> { return }
export async function setCartId(cartId: string): Promise<void> { void cartId }`,
    },
    [
      'app/[locale]/cart/recover/page.tsx',
      'app/api/cart-recovery/[[...path]]/route.ts',
      'app/api/cart-recovery/proxy.ts',
      'app/api/cart/adopt/route.ts',
      'cart-recovery.config.mjs',
    ],
  ],
  [
    'Next.js below src, in JavaScript',
    { 'package.json': packageJson('next', 'react'), 'src/pages/index.jsx': '' },
    [
      'cart-recovery.config.mjs',
      'src/app/cart-recovery/[[...path]]/route.js',
      'src/app/cart-recovery/proxy.js',
      'src/app/cart/adopt/route.js',
      'src/app/cart/recover/layout.jsx',
      'src/app/cart/recover/page.jsx',
    ],
  ],
  [
    'React with TypeScript',
    { 'package.json': packageJson('react', 'vite', 'typescript') },
    ['cart-recovery.config.mts', 'src/CartRecovery.tsx'],
  ],
  [
    'React Router, whose folder is app',
    { 'package.json': packageJson('react', 'react-router', 'vite'), 'app/root.jsx': '' },
    ['app/CartRecovery.jsx', 'cart-recovery.config.mjs'],
  ],
  [
    'React in JavaScript',
    { 'package.json': packageJson('react', 'vite') },
    ['cart-recovery.config.mjs', 'src/CartRecovery.jsx'],
  ],
  [
    'Vue with TypeScript',
    { 'package.json': asModule(packageJson('vue', 'vite', 'typescript')) },
    ['cart-recovery.config.ts', 'src/CartRecovery.vue'],
  ],
  [
    'Nuxt 4 with TypeScript',
    { 'package.json': asModule(packageJson('nuxt', 'vue')), 'tsconfig.json': '{}', 'app/app.vue': '' },
    [
      'app/pages/cart/recover.vue',
      'cart-recovery.config.ts',
      'server/routes/cart-recovery/[...path].ts',
      'server/routes/cart/adopt.post.ts',
      'server/utils/cart-recovery.ts',
    ],
  ],
  [
    'SvelteKit in JavaScript',
    { 'package.json': asModule(packageJson('@sveltejs/kit', 'svelte', 'vite')) },
    [
      'cart-recovery.config.js',
      'src/lib/server/cart-recovery.js',
      'src/routes/cart-recovery/[...path]/+server.js',
      'src/routes/cart/adopt/+server.js',
      'src/routes/cart/recover/+page.svelte',
    ],
  ],
  [
    'Vite and no framework',
    { 'package.json': packageJson('vite') },
    ['cart-recovery.config.mjs', 'public/recover.html'],
  ],
  ['nothing', {}, ['cart-recovery.config.mjs', 'recover.html']],
]

for (const [name, files, expected] of kinds) {
  test(`in a folder with ${name} exactly its files are written, and a second run changes nothing`, (t) => {
    const folder = openFolder(t, files)
    const said = init(folder)
    const written = Object.keys(read(folder)).filter((file) => !(file in files) && !file.includes('-widget/'))
    assert.deepEqual(written, [...always, ...expected].sort())
    for (const file of written) assert.ok(said.includes(`wrote       ${file}`), file)
    assert.doesNotMatch(said, /-widget\/[^\n]/, 'the files of the script are one line')
    for (const command of ['npx cart-recovery doctor ', 'npx cart-recovery serve ']) assert.ok(said.includes(command))
    assert.match(said, /\n {2}Left to do:\n {2}1\. .+\n {2}2\. .+\n\n$/)
    const before = read(folder)
    const again = init(folder)
    assert.deepEqual(read(folder), before)
    for (const file of written) assert.ok(again.includes(`left alone  ${file}`), file)
    assert.ok(!again.includes('wrote '))
  })
}

test('what is to be forwarded to the proxy, with or without its slash, does not match the folder of the script', (t) => {
  const folder = openFolder(t, {})
  const [, forwarded = ''] = /forward (\S+)\/ to http/.exec(init(folder)) ?? []
  assert.equal(forwarded, '/cart-recovery')
  const [, script = ''] = /src="([^"]+)"/.exec(read(folder)['recover.html'] ?? '') ?? []
  assert.match(script, /\.js$/)
  assert.ok(!`/${script}`.startsWith(forwarded), script)
})

test('a file of the shop is left alone; force overwrites it, but never the secrets', (t) => {
  const folder = openFolder(t, { 'recover.html': 'mine', '.env': 'CART_RECOVERY_KEYS=mine' })
  assert.match(init(folder), /left alone {2}recover\.html/)
  assert.equal(read(folder)['recover.html'], 'mine')
  assert.match(init(folder, '--force'), /wrote {7}recover\.html/)
  assert.match(read(folder)['recover.html'] ?? '', /<cart-recovery /)
  assert.equal(read(folder)['.env'], 'CART_RECOVERY_KEYS=mine')
})

test('a configuration in JavaScript is not put in the shade by another in TypeScript', (t) => {
  const folder = openFolder(t, { 'cart-recovery.config.js': 'export default {}' })
  assert.match(init(folder), /left alone {2}cart-recovery\.config\.js/)
  assert.deepEqual(configs(folder), ['cart-recovery.config.js'])
})

const configs = (folder: string) => Object.keys(read(folder)).filter((name) => name.includes('.config.'))

test('force overwrites a configuration that loads, and puts one beside another that does not, which then wins', (t) => {
  for (const [name, packages, expected] of [
    ['ts', '{ "type": "module" }', ['ts']],
    ['mjs', '{ "type": "module" }', ['mjs']],
    ['mts', '{}', ['mts']],
    ['ts', '{ "type": "commonjs" }', ['mjs', 'ts']],
  ] as const) {
    const files = { 'package.json': packages, [`cart-recovery.config.${name}`]: 'mine', 'hooks.mjs': hooks }
    const folder = openFolder(t, files)
    init(folder, '--force')
    assert.deepEqual(
      configs(folder),
      expected.map((end) => `cart-recovery.config.${end}`),
    )
    assert.match(run(folder, ['doctor'], {}, withHooks).stdout, /platforms: none is in use yet/)
  }
})

test('the keys are new, in .env alone, and readable by its owner only', (t) => {
  const keys = [1, 2].flatMap(() => {
    const folder = openFolder(t, {})
    const said = init(folder)
    const files = read(folder)
    assert.equal(statSync(join(folder, '.env')).mode & 0o777, 0o600)
    const variables = parseEnv(files['.env'] ?? '')
    return [variables.CART_RECOVERY_KEYS ?? '', variables.CART_RECOVERY_LEDGER_KEY ?? ''].map((key) => {
      assert.equal(Buffer.from(key, 'base64url').length, 32)
      assert.ok(!said.includes(key))
      for (const [name, text] of Object.entries(files)) assert.equal(text.includes(key), name === '.env', name)
      return key
    })
  })
  assert.equal(new Set(keys).size, 4)
})

test('.env and the ledger are kept out of the repository where the folder has a list, once; the template is not', (t) => {
  for (const [text, expected] of [
    ['node_modules', 'node_modules\n.env\ncart-recovery.db*\n'],
    ['.env.local\n', '.env.local\n.env\ncart-recovery.db*\n'],
    ['*.db\n', '*.db\n.env\ncart-recovery.db*\n'],
    ['dist\n.env\n*.db*\n', 'dist\n.env\n*.db*\n'],
    ['.env\n/cart-recovery.db*\n', '.env\n/cart-recovery.db*\n'],
    ['.env*\n*.db*\n', '.env*\n*.db*\n!.env.example\n'],
    ['.env*\n*.db*\n!.env.example\n', '.env*\n*.db*\n!.env.example\n'],
  ] as const) {
    const folder = openFolder(t, { '.gitignore': text })
    init(folder)
    assert.equal(read(folder)['.gitignore'], expected)
  }
})

test('.env is kept out of a git checkout that has no list, and out of one that has a list further up', (t) => {
  const kept = (files: Record<string, string>, place = '.') => {
    const folder = openFolder(t, files)
    init(join(folder, place))
    return read(join(folder, place))['.gitignore']
  }
  assert.equal(kept({}), undefined, 'no checkout, and no list')
  const both = '.env\ncart-recovery.db*\n'
  assert.equal(kept({ '.git/HEAD': '' }), both)
  assert.equal(kept({ '.git': 'gitdir: elsewhere' }), both, 'a work tree')
  assert.equal(kept({ '.git/HEAD': '', 'shop/package.json': '{}' }, 'shop'), both)
  const above = (list: string) => ({ '.git/HEAD': '', '.gitignore': list, 'shop/package.json': '{}' })
  assert.equal(kept(above('/.env\n/cart-recovery.db*'), 'shop'), both)
  assert.equal(kept(above('.env\ncart-recovery.db*'), 'shop'), undefined)
  assert.equal(kept({ '.gitignore': '.env', 'shop/.git/HEAD': '' }, 'shop'), both, 'above the root')
})

test('every variable of the configuration is in the template, each with a word on where to find it', (t) => {
  const folder = openFolder(t, {})
  init(folder)
  const files = read(folder)
  const template = files['.env.example'] ?? ''
  const named = [...(files['cart-recovery.config.mjs'] ?? '').matchAll(/CART_RECOVERY_\w+/g)].map(([name]) => name)
  const used = named.filter((name) => !/RECOVERY_(PUBLIC_URL|ORIGINS|RECOVERY_PAGE_URL)$/.test(name))
  assert.deepEqual(Object.keys(parseEnv(template)).sort(), [...new Set(used)].sort())
  assert.ok(Object.values(parseEnv(template)).every((value) => value === ''))
  assert.deepEqual(template.match(/(?<!^#.*\n)^CART_RECOVERY_\w+/gm), null, 'a comment stands above each')
})

// What the package's names mean without a build.
const hooks = `import { registerHooks } from 'node:module'
registerHooks({
  resolve(specifier, context, next) {
    const [, name] = /^cart-recovery\\/(\\w+)$/.exec(specifier) ?? []
    if (!name) return next(specifier, context)
    const path = { proxy: 'proxy/index.ts', sqlite: 'proxy/stores/sqlite.ts' }[name] ?? 'proxy/platforms/' + name + '/' + name + '.ts'
    return next(${JSON.stringify(`file://${root}/src/`)} + path, context)
  },
})
globalThis.fetch = async () => { throw new TypeError('no network in this test') }`
const withHooks = ['--import', './hooks.mjs']

for (const type of ['module', 'commonjs', undefined]) {
  for (const tools of [{ typescript: '*' }, {}]) {
    const name = `type ${type ?? 'not said'}${'typescript' in tools ? ', with TypeScript' : ''}`
    test(`the configuration is found and loads without a warning, and what to set is named: ${name}`, (t) => {
      const folder = openFolder(t, {
        'hooks.mjs': hooks,
        'package.json': JSON.stringify({ type, devDependencies: tools }),
      })
      init(folder)
      const { stdout, stderr, status } = run(folder, ['doctor', '--json'], {}, withHooks)
      assert.equal(stderr, '')
      assert.equal(status, 2)
      const [{ detail }, ...others] = JSON.parse(stdout).findings
      assert.deepEqual(others, [])
      for (const variable of [
        'BIGCOMMERCE_STORE_HASH and CART_RECOVERY_BIGCOMMERCE_ACCESS_TOKEN',
        'VESUVIOPAY_STORE_ID and CART_RECOVERY_VESUVIOPAY_PUBLISHABLE_KEY',
        'TJAR_STORE_DOMAIN and CART_RECOVERY_TJAR_API_KEY',
      ])
        assert.ok(detail.includes(`CART_RECOVERY_${variable}`), detail)
      assert.match(detail, /In \.env set/)
    })
  }
}

test('a module in a file that this package takes for none is told its name', (t) => {
  const files = { 'package.json': '{ "type": "commonjs" }', 'cart-recovery.config.ts': 'export default {}' }
  const { stderr, status } = run(openFolder(t, files), ['link', 'a-cart'])
  assert.equal(status, 1)
  assert.match(stderr, /its name must end in \.mts or \.mjs\n$/)
})

test('a list of platforms that is empty by hand is still called that', (t) => {
  const folder = openFolder(t, { 'cart-recovery.config.mjs': 'export default { platforms: [] }' })
  assert.match(run(folder, ['link', 'a-cart']).stderr, /platforms: must list at least one platform/)
})

test('the store that is written as a comment is one that lasts, and doctor is content with it', (t) => {
  const folder = openFolder(t, { 'hooks.mjs': hooks, 'package.json': '{ "type": "commonjs" }' })
  init(folder)
  const file = join(folder, 'cart-recovery.config.mjs')
  const text = readFileSync(file, 'utf8')
  const env = { CART_RECOVERY_TJAR_STORE_DOMAIN: 'shop.tjar.sa', CART_RECOVERY_TJAR_API_KEY: 'from-the-environment' }
  const storeFinding = () => {
    const { stdout } = run(folder, ['doctor', '--json'], env, withHooks)
    return JSON.parse(stdout).findings.find(({ check }: { check: string }) => check === 'store')
  }
  assert.match(storeFinding().detail, /kept by `serve` only/)
  const used = text.replace(/^( *)\/\/ (import \{ create|stateStore:)/gm, '$1$2')
  assert.equal(used.length, text.length - 6)
  writeFileSync(file, used)
  assert.deepEqual([storeFinding().ok, storeFinding().detail], [true, undefined])
})

test('the route of Next.js imports the configuration that is there, and says what it lacks', (t) => {
  for (const [files, expected] of [
    [{}, 'cart-recovery.config.mjs'],
    [{ 'cart-recovery.config.js': '' }, 'cart-recovery.config.js'],
    [{ 'package.json': asModule(packageJson('next')), 'tsconfig.json': '{}' }, 'cart-recovery.config'],
  ] as const) {
    const folder = openFolder(t, { 'package.json': packageJson('next'), ...files })
    init(folder)
    const written = read(folder)
    // The routes have their proxy from one module, so that they have one proxy.
    const [, route = ''] = Object.entries(written).find(([name]) => /proxy\.[jt]s$/.test(name)) ?? []
    assert.ok(route.includes(`import('../../${expected}')`), route)
    assert.match(route, /stateStore[\s\S]*proxy\.work\(\)/)
  }
})

test('in Catalyst the configuration and what is said name the addresses that answer there', (t) => {
  const [, files] = kinds.find(([name]) => name === 'Catalyst') ?? assert.fail()
  const folder = openFolder(t, files)
  const said = init(folder)
  const config = read(folder)['cart-recovery.config.mjs'] ?? ''
  assert.match(config, /publicUrl: `\$\{shop\}\/api\/cart-recovery`,/)
  assert.match(config, /recoveryPageUrl: `\$\{shop\}\/cart\/recover\/`,/)
  for (const text of [config, said]) assert.match(text, / \/api\/cart-recovery\/open[.,]/)
})

test('the configuration loads once its secrets are in .env, and until then the missing one is named', (t) => {
  const folder = openFolder(t, { 'hooks.mjs': hooks, 'package.json': '{ "type": "module" }' })
  init(folder)
  const link = () => run(folder, ['link', 'no-such-cart'], {}, withHooks)
  assert.match(link().stderr, /^The configuration is not usable\. platforms: none is in use yet\. In \.env set CART/m)
  const secrets = read(folder)['.env']?.replace('STORE_HASH=', 'STORE_HASH=abc123') ?? ''
  writeFileSync(join(folder, '.env'), secrets)
  assert.match(link().stderr, /CART_RECOVERY_BIGCOMMERCE_ACCESS_TOKEN is not set; \.env\.example says/)
  writeFileSync(join(folder, '.env'), secrets.replace('ACCESS_TOKEN=', 'ACCESS_TOKEN=short'))
  assert.match(link().stderr, /^The configuration is not usable\. .*bigcommerce\.accessToken: must be/m)
})

test('package.json that is not JSON is one line, and nothing is written', (t) => {
  const folder = openFolder(t, { 'package.json': '{' })
  const { status, stderr } = run(folder, ['init'])
  assert.equal(status, 1)
  assert.match(stderr, /^package\.json is not JSON[^\n]*\n$/)
  assert.deepEqual(Object.keys(read(folder)), ['package.json'])
})

/** What of Next.js the written files use, as its own types have it. */
const nextTypes = `declare module 'next' {
  export interface Metadata { title?: string; referrer?: 'strict-origin' | 'no-referrer'; robots?: { index?: boolean } }
}
declare module 'next/server' {
  export function after<T>(task: Promise<T> | (() => T | Promise<T>)): void
}
declare module 'next/headers' {
  interface Jar {
    get(name: string): { name: string; value: string } | undefined
    set(name: string, value: string, options?: { path?: string; httpOnly?: boolean; secure?: boolean; sameSite?: 'lax' }): Jar
  }
  export function cookies(): Promise<Jar>
}
`

test('what is written in TypeScript type-checks against the package', (t) => {
  const folder = openFolder(t, { 'next.d.ts': nextTypes })
  for (const [name, files] of kinds.filter(
    ([, files]) => files['tsconfig.json'] || /typescript/.test(files['package.json'] ?? ''),
  )) {
    const project = join(folder, name.replaceAll(/\W/g, '-'))
    mkdirSync(project)
    write(project, files)
    init(project)
  }
  const paths = {
    'cart-recovery/react': [join(root, 'src/react/index.ts')],
    'react/*': [join(root, 'node_modules/@types/react/*')],
    'cart-recovery/proxy': [join(root, 'src/proxy/index.ts')],
  }
  const platforms = readdirSync(join(root, 'src/proxy/platforms')).map((name) => [
    `cart-recovery/${name}`,
    [join(root, `src/proxy/platforms/${name}/${name}.ts`)],
  ])
  write(folder, {
    'tsconfig.json': JSON.stringify({
      extends: join(root, 'tsconfig.json'),
      compilerOptions: {
        rootDir: '/',
        module: 'ESNext',
        moduleResolution: 'Bundler',
        jsx: 'react-jsx',
        // As Next.js sets it.
        allowJs: true,
        typeRoots: [join(root, 'node_modules/@types')],
        paths: { ...paths, ...Object.fromEntries(platforms) },
      },
      include: ['next.d.ts', '*/cart-recovery.config.*', '*/app/**/*', '*/src/CartRecovery.tsx'],
    }),
  })
  const { stdout, status } = spawnSync(join(root, 'node_modules/.bin/tsc'), ['--project', folder], { encoding: 'utf8' })
  assert.equal(status, 0, stdout)
})

test('the pages in HTML hold the element, and load a script that the package has', (t) => {
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const pages = kinds.flatMap(([, files, names]) =>
    names.filter((name) => /\.(astro|html|svelte)$/.test(name)).map((page) => ({ files, page })),
  )
  assert.ok(pages.length >= 5)
  for (const { files, page } of pages) {
    const folder = openFolder(t, files)
    init(folder)
    const text = read(folder)[page] ?? ''
    assert.match(text, /<cart-recovery endpoint="\/cart-recovery" shop-url="\/" adopt-url="\/cart\/adopt">/)
    assert.match(text, /<noscript>/)
    assert.match(text, /Open the link in our message again/)
    assert.match(text, /<meta name="referrer" content="strict-origin" \/>/)
    const imported = /import 'cart-recovery(\/\w+)'/.exec(text)?.[1]
    const linked = /src="(recovery-widget\/cart-recovery\.js)"/.exec(text)?.[1]
    assert.ok(imported ? `.${imported}` in exports : linked, page)
  }
})
