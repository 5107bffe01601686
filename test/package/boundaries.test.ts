import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { test } from 'node:test'

const root = resolve(import.meta.dirname, '../..')

/** Who may import whom: rooms of ours, then packages. The table of docs/architecture.md, as data. */
const rooms: Record<string, { ours: string[]; packages: string[] }> = {
  'src/index.ts': { ours: ['elements', 'state', 'client', 'contract'], packages: [] },
  'src/contract': { ours: [], packages: ['zod'] },
  'src/client': { ours: ['contract'], packages: [] },
  'src/state': { ours: ['contract', 'client'], packages: ['nanostores'] },
  'src/elements': { ours: ['contract', 'state', 'client'], packages: ['lit', '@lit/context', 'nanostores'] },
  'src/console': { ours: ['contract', 'client'], packages: ['lit', '@lit/context', 'nanostores'] },
  'src/dropin': { ours: ['client', 'elements'], packages: [] },
  'src/proxy': {
    ours: ['contract'],
    packages: ['hono', 'zod', 'jose', 'cockatiel', 'libphonenumber-js', 'rate-limiter-flexible', 'standardwebhooks'],
  },
  'src/sandbox': { ours: [], packages: ['hono'] },
  'src/cli': {
    ours: ['proxy', 'sqlite', 'bigcommerce', 'vesuviopay', 'tjar', 'buzzbip', 'demo'],
    packages: ['commander', 'pino', '@hono/node-server'],
  },
  demo: {
    ours: ['contract', 'proxy', 'bigcommerce', 'vesuviopay', 'tjar', 'buzzbip', 'sandbox', 'console'],
    packages: ['hono', '@hono/node-server', 'vite'],
  },
}

/** The doors: another room is entered only through these. */
const doors: Record<string, string[]> = {
  contract: ['src/contract/index.ts', 'src/contract/browser.ts'],
  client: ['src/client/index.ts'],
  state: ['src/state/index.ts'],
  elements: ['src/elements/index.ts', 'src/elements/define.ts'],
  console: ['src/console/define.ts'],
  proxy: ['src/proxy/index.ts'],
  sqlite: ['src/proxy/stores/sqlite.ts'],
  bigcommerce: ['src/proxy/platforms/bigcommerce/bigcommerce.ts'],
  vesuviopay: ['src/proxy/platforms/vesuviopay/vesuviopay.ts'],
  tjar: ['src/proxy/platforms/tjar/tjar.ts'],
  buzzbip: ['src/proxy/platforms/buzzbip/buzzbip.ts'],
  sandbox: ['src/sandbox/index.ts'],
  demo: ['demo/start-demo.ts'],
}

const browserRooms = ['src/client', 'src/state', 'src/elements', 'src/console', 'src/dropin']

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => join(folder, name))
}

const files = [...sources('src'), ...sources('demo')]
const roomOf = (file: string) => Object.keys(rooms).find((room) => file === room || file.startsWith(`${room}/`)) ?? ''

/** Every module a file names, statically or dynamically. */
function imports(file: string): string[] {
  const source = readFileSync(join(root, file), 'utf8')
  // What init writes is no code of ours.
  const text = file.startsWith('src/cli/init/') ? source.replaceAll(/`(?:\\.|[^`\\])*`/gs, '') : source
  const forms = /^(?:import|export)\s[^'`]*?from '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gm
  return [...text.matchAll(forms)].map(([, from, effect, later]) => from ?? effect ?? later ?? '')
}

for (const file of files) {
  test(`${file} imports only what its room may`, () => {
    const room = roomOf(file)
    assert.ok(room, 'belongs to no room of the table')
    const { ours, packages } = rooms[room] ?? { ours: [], packages: [] }
    for (const name of imports(file)) {
      if (name.startsWith('node:')) {
        const isServer = ['src/cli', 'demo'].includes(room) || /generate-guards\.ts$|\/stores\/sqlite/.test(file)
        assert.ok(isServer, `${name}: only the command line, the demo and the SQLite store run on Node alone`)
      } else if (name.startsWith('.')) {
        const target = relative(root, resolve(root, dirname(file), name))
        if (roomOf(target) === room) {
          const isOwnDoor = target.endsWith('/index.ts') && !file.endsWith('generate-guards.ts')
          assert.ok(
            !isOwnDoor || file.endsWith('guards.ts') || dirname(target) !== dirname(file),
            `${name} is the room's own door`,
          )
        } else {
          const door = ours.find((candidate) => doors[candidate]?.includes(target))
          assert.ok(door, `${target} is no door that ${room} may use`)
          if (browserRooms.includes(room))
            assert.notEqual(target, 'src/contract/index.ts', 'zod stays out of the browser')
        }
      } else {
        const isAllowed = packages.some((allowed) => name === allowed || name.startsWith(`${allowed}/`))
        assert.ok(isAllowed, `${name} is not in the table for ${room}`)
      }
    }
  })
}

test('adapters do not know each other, and see of the proxy only what is made for them: its adapter folder', () => {
  for (const file of files.filter((name) => name.startsWith('src/proxy/platforms/'))) {
    const [, , , own] = file.split('/')
    for (const name of imports(file).filter((candidate) => candidate.startsWith('.'))) {
      const target = relative(root, resolve(root, dirname(file), name))
      const isOwn = target.startsWith(`src/proxy/platforms/${own}/`)
      const isForAdapters = target.startsWith('src/proxy/adapter/') || target === 'src/contract/index.ts'
      assert.ok(isOwn || isForAdapters, `${file} imports ${target}`)
    }
  }
})

test('what adapters may import knows neither them nor the rest of the proxy', () => {
  for (const file of files.filter((name) => name.startsWith('src/proxy/adapter/'))) {
    for (const name of imports(file).filter((candidate) => candidate.startsWith('.'))) {
      const target = relative(root, resolve(root, dirname(file), name))
      const isBelow = target.startsWith('src/proxy/adapter/') || target === 'src/contract/index.ts'
      assert.ok(isBelow, `${file} imports ${target}`)
    }
  }
})

test('every door holds named re-exports and nothing else', () => {
  for (const door of Object.values(doors)
    .flat()
    .filter((name) => name.endsWith('/index.ts'))) {
    const text = readFileSync(join(root, door), 'utf8')
      .replaceAll(/\/\/.*$/gm, '')
      .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    const statements = text
      .split(/\n(?=export|import)/)
      .map((statement) => statement.trim())
      .filter(Boolean)
    for (const statement of statements)
      assert.match(statement, /^export (type )?\{[\s\S]*\} from '/, `${door}: ${statement}`)
  }
})

test('no browser code writes markup, evaluates text, or names a platform', () => {
  const banned =
    /innerHTML|outerHTML|insertAdjacentHTML|document\.write|unsafeHTML|unsafeSVG|unsafeStatic|\beval\(|new Function|onbeforeunload|'unload'|'beforeunload'/
  const platforms = /bigcommerce|vesuvio|tjar|buzzbip/i
  for (const file of files.filter((name) => browserRooms.includes(roomOf(name)))) {
    const text = readFileSync(join(root, file), 'utf8')
    assert.doesNotMatch(text, banned, file)
    if (!text.includes("BigCommerce's order confirmation")) assert.doesNotMatch(text, platforms, file)
  }
  for (const file of files.filter((name) => name.startsWith('src/contract/') && !name.endsWith('link-token.ts'))) {
    assert.doesNotMatch(readFileSync(join(root, file), 'utf8'), platforms, file)
  }
})

test('no file is longer than 300 lines', () => {
  for (const file of files.filter((name) => !name.endsWith('guards.ts'))) {
    const lines = readFileSync(join(root, file), 'utf8').split('\n').length
    assert.ok(lines <= 300, `${file} has ${lines} lines`)
  }
})
