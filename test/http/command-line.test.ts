import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'

import { startCommand } from '../setup/command.ts'
import { testKey } from '../setup/shop.ts'

// How the commands take what surrounds them: files, variables, and who started them.

const source = new URL('../../src/', import.meta.url).pathname
const cli = join(source, 'cli/cart-recovery.ts')
const root = join(source, '..')
const page = 'http://localhost:3000'

function openFolder(t: TestContext, files: Record<string, string> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'cart-recovery-'))
  t.after(() => rmSync(folder, { recursive: true }))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return folder
}

/** A configuration file of a shop on this machine, whose API is at a port that nothing listens on. */
const configFile = (more = '') => `
  import { bigcommerce } from '${source}proxy/platforms/bigcommerce/bigcommerce.ts'
  export default {
    store: 'shop', publicUrl: '${page}/cart-recovery', keys: ['${testKey}'],
    platforms: [bigcommerce({
      storeHash: process.env.CART_RECOVERY_BIGCOMMERCE_STORE_HASH ?? 'abcd1234', accessToken: 'token-of-a-test-store',
      apiUrl: 'http://127.0.0.1:1',
    })],
    channels: { 1: { origins: ['${page}'], recoveryPageUrl: '${page}/cart', shopUrl: '${page}/', checkoutOrigins: ['${page}'] } },
    ${more}
  }`
const local = 'insecureLoopback: true,'

/** Ends by itself, and says what it has to say. */
async function run(t: TestContext, args: string[], env: Record<string, string>, files: Record<string, string>) {
  const command = startCommand(t, args, { env, cwd: openFolder(t, files) })
  const status = await command.exited
  return { status, output: command.output(), errors: command.errors() }
}

test('--version is that of the package', async (t) => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const { status, output } = await run(t, ['--version'], {}, {})
  assert.deepEqual([status, output], [0, `${version}\n`])
})

test('a variable that the configuration file does not read is named, once, and one that it reads is not', async (t) => {
  const env = {
    CART_RECOVERY_INSECURE_LOOPBACK: '1',
    CART_RECOVERY_BIGCOMMERCE_STORE_HASH: 'efgh5678',
    CART_RECOVERY_ORIGINS: '',
    CART_RECOVERY_PORT: '8787',
    CART_RECOVERY_LEDGER: 'ledger.db',
  }
  const files = {
    // Which assigns one that is set, as a loader of secrets does.
    'cart-recovery.config.mts': `process.env.CART_RECOVERY_ORIGINS = 'changed'\n${configFile(local)}`,
    '.env': 'CART_RECOVERY_BIGCOMMERCE_API_URL=http://127.0.0.1:2\n',
  }
  const { status, errors } = await run(t, ['migrate'], env, files)
  assert.equal(status, 0, errors)
  assert.equal(
    errors,
    'cart-recovery.config.mts is used, and does not read CART_RECOVERY_INSECURE_LOOPBACK, CART_RECOVERY_BIGCOMMERCE_API_URL: they have no effect.\n',
  )
})

test('without a file every variable counts, those of .env too, and nothing is said', async (t) => {
  const variables = {
    PUBLIC_URL: `${page}/cart-recovery`,
    KEYS: testKey,
    ORIGINS: page,
    RECOVERY_PAGE_URL: `${page}/cart`,
    SHOP_URL: `${page}/`,
    CHECKOUT_ORIGINS: page,
    BIGCOMMERCE_STORE_HASH: 'abcd1234',
    BIGCOMMERCE_ACCESS_TOKEN: 'token-of-a-test-store',
    INSECURE_LOOPBACK: '1',
  }
  const text = Object.entries(variables).map(([name, value]) => `CART_RECOVERY_${name}=${value}\n`)
  const { status, errors } = await run(t, ['migrate'], {}, { '.env': text.join('') })
  assert.deepEqual([status, errors], [0, ''])
})

test('an address of this machine that lacks https is told what allows it', async (t) => {
  const { status, errors } = await run(t, ['link', 'cart-1'], {}, { 'cart-recovery.config.mts': configFile() })
  assert.equal(status, 1)
  assert.match(errors, /publicUrl: must be https; for a trial on this machine set insecureLoopback/)
  const elsewhere = configFile().replaceAll(page, 'http://shop.example')
  const other = await run(t, ['link', 'cart-1'], {}, { 'cart-recovery.config.mts': elsewhere })
  assert.doesNotMatch(other.errors, /insecureLoopback/)
})

test('doctor names the address that did not answer', async (t) => {
  const files = { 'cart-recovery.config.mts': configFile(local) }
  const { output } = await run(t, ['doctor', '--json'], {}, files)
  const { findings } = JSON.parse(output)
  const api = findings.find(({ platform }: { platform?: string }) => platform === 'bigcommerce')
  assert.match(api.detail, /could not be reached.* \(http:\/\/127\.0\.0\.1:1\)$/)
})

test('a process that npm started stops gracefully once npm is gone, which passes no signal on', async (t) => {
  for (const [env, ends] of [
    [{ npm_lifecycle_event: 'npx' }, true],
    [{}, false],
  ] as const) {
    const shell = startCommand(t, [spawnAndWait, cli, 'sandbox', '--port', '0', '--json'], { env, cli: '-e' })
    const { platforms } = JSON.parse(await shell.line(/^\{.*\}$/))
    const [pid] = /\d+/.exec(await shell.line(/^started \d+$/)) ?? []
    t.after(() => kill(Number(pid)))
    shell.child.kill('SIGTERM')
    if (ends) await shell.exited
    else await new Promise((resolve) => setTimeout(resolve, 2000))
    assert.equal(
      await fetch(platforms.tjar).then(
        () => true,
        () => false,
      ),
      !ends,
    )
  }
})

// As npm does: starts a command, with its own output, and dies of a signal.
const spawnAndWait = `
  const child = require('node:child_process').spawn(process.execPath, process.argv.slice(1), { stdio: 'inherit' })
  console.log('started ' + child.pid)
  setInterval(() => {}, 1000)`

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}
