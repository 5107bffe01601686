import assert from 'node:assert/strict'
import { dirname } from 'node:path'
import { test } from 'node:test'

import { importsOf, type Room, read, readRooms, roomOf, sourceFiles, targetOf } from './source-files.ts'

const rooms = readRooms()

/** The doors: another room is entered only through these. What ends in a slash is open as a whole. */
const doors: Record<string, string[]> = {
  contract: [
    'src/contract/index.ts',
    'src/contract/browser.ts',
    ...['', 'restoring/', 'shopper-', 'merchant/'].map((group) => `src/contract/${group}endpoints.browser.ts`),
  ],
  schemas: ['src/contract/'],
  client: ['src/client/index.ts'],
  state: ['src/state/index.ts'],
  format: ['src/format/index.ts'],
  messages: ['messages', 'deferred-messages', 'rare-messages'].map((name) => `src/elements/text/${name}.ts`),
  sentences: ['src/elements/text/', 'src/elements/frame/frame-settings.ts'],
  hosted: ['src/hosted/index.ts', 'src/hosted/styles.ts'],
  locales: ['locales', 'deferred-locales', 'rare-locales', 'direction'].map((name) => `src/locales/${name}.ts`),
  package: ['src/index.ts'],
  dropin: ['src/dropin/'],
  elements: ['src/elements/index.ts', 'src/elements/define.ts'],
  console: ['src/console/define.ts'],
  proxy: ['src/proxy/index.ts'],
  adapter: ['src/proxy/adapter/index.ts'],
  'adapter-files': ['src/proxy/adapter/'],
  suite: ['src/proxy/adapter/suite/index.ts'],
  stores: ['src/proxy/stores/'],
  sqlite: ['src/proxy/stores/sqlite.ts'],
  postgres: ['src/proxy/stores/postgres.ts'],
  undici: ['src/proxy/undici.ts'],
  migrations: ['src/proxy/stores/sql/migrate.ts'],
  'store-suite': ['src/proxy/stores/suite/index.ts'],
  platforms: ['bigcommerce', 'vesuviopay', 'tjar', 'buzzbip', 'vendure'].map(
    (name) => `src/proxy/platforms/${name}/${name}.ts`,
  ),
  sandbox: ['src/sandbox/index.ts'],
  demo: ['demo/start-demo.ts', 'demo/start-sandbox.ts'],
}

const roomFor = (file: string) => roomOf(file, rooms)
const inBrowser = (file: string) => roomFor(file)?.runsIn === 'browser'
const isBehind = (name: string, target: string) =>
  doors[name]?.some((door) => target === door || (door.endsWith('/') && target.startsWith(door))) ?? false
/** `src/proxy/platforms/*` is one room for each platform. */
const isSameRoom = (room: Room, file: string, target: string) =>
  roomFor(target)?.path === room.path && (!room.path.endsWith('/*') || target.split('/')[3] === file.split('/')[3])

test('the table of docs/architecture.md names every room once, and only doors there are', () => {
  assert.ok(rooms.length > 10, `only ${rooms.length} rows could be read`)
  assert.equal(new Set(rooms.map(({ path }) => path)).size, rooms.length)
  for (const { path, mayImport, runsIn } of rooms) {
    for (const name of mayImport) assert.ok(doors[name], `${path}: there is no door ${name}`)
    assert.ok(['everywhere', 'browser', 'server', 'Node'].includes(runsIn), `${path} runs in ${runsIn}`)
    assert.ok(
      sourceFiles.some((file) => roomFor(file)?.path === path),
      `${path} holds no file`,
    )
  }
})

for (const file of sourceFiles) {
  test(`${file} imports only what its room may`, () => {
    const room = roomFor(file)
    assert.ok(room, 'belongs to no room of the table')
    for (const name of importsOf(file)) {
      if (name.startsWith('node:')) {
        assert.equal(room.runsIn, 'Node', `${name}: ${room.path} runs without Node, too`)
      } else if (!name.startsWith('.')) {
        const isAllowed = room.packages.some((allowed) => name === allowed || name.startsWith(`${allowed}/`))
        assert.ok(isAllowed, `${name} is not in the table for ${room.path}`)
      } else if (isSameRoom(room, file, targetOf(file, name))) {
        const isOwnDoor = targetOf(file, name) === `${dirname(file)}/index.ts`
        assert.ok(!isOwnDoor || file.endsWith('guards.ts'), `${name} is the room's own door`)
      } else {
        const target = targetOf(file, name)
        assert.ok(
          room.mayImport.some((door) => isBehind(door, target)),
          `${target} is no door that ${room.path} may use`,
        )
        if (inBrowser(file)) assert.notEqual(target, 'src/contract/index.ts', 'zod stays out of the browser')
      }
    }
  })
}

test('every door holds named re-exports and nothing else', () => {
  for (const door of Object.values(doors)
    .flat()
    .filter((name) => name.endsWith('/index.ts'))) {
    const text = read(door)
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
  const platforms = /bigcommerce|vesuvio|tjar|buzzbip|vendure/i
  for (const file of sourceFiles.filter(inBrowser)) {
    const text = read(file)
    assert.doesNotMatch(text, banned, file)
    if (!text.includes("BigCommerce's order confirmation")) assert.doesNotMatch(text, platforms, file)
  }
  for (const file of sourceFiles.filter(
    (name) => name.startsWith('src/contract/') && !name.endsWith('link-token.ts'),
  )) {
    assert.doesNotMatch(read(file), platforms, file)
  }
})
