import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { getRequestListener } from '@hono/node-server'

import { createSandbox } from '../../src/sandbox/index.ts'
import { testKey } from '../setup/shop.ts'
import { pour } from '../setup/sinks.ts'

const cli = new URL('../../src/cli/cart-recovery.ts', import.meta.url).pathname
const source = new URL('../../src/', import.meta.url).pathname
const origin = 'http://127.0.0.1:5999'

/** BigCommerce on real HTTP, and a configuration file that points there. */
async function setUp(t: TestContext, changes: Record<string, unknown> = {}) {
  const sandbox = createSandbox()
  const server = createServer(getRequestListener((request, env) => sandbox.platforms.bigcommerce.fetch(request, env)))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const folder = mkdtempSync(join(tmpdir(), 'cart-recovery-'))
  t.after(() => {
    server.closeAllConnections()
    server.close()
    rmSync(folder, { recursive: true })
  })
  const config = {
    store: 'shop',
    publicUrl: 'http://127.0.0.1:5999/cart-recovery',
    keys: [testKey],
    insecureLoopback: true,
    channels: {
      1: { origins: [origin], recoveryPageUrl: `${origin}/cart`, shopUrl: origin, checkoutOrigins: [apiUrl] },
    },
    ...changes,
  }
  const { storeHash, accessToken } = sandbox.credentials.bigcommerce
  const file = join(folder, 'cart-recovery.config.ts')
  writeFileSync(
    file,
    `import { bigcommerce } from '${source}proxy/platforms/bigcommerce/bigcommerce.ts'
     export default { ...${JSON.stringify(config)}, platforms: [bigcommerce(${JSON.stringify({ storeHash, accessToken, apiUrl })})] }`,
  )
  sandbox.setUrl('bigcommerce', apiUrl)
  const cart = (key: string) => sandbox.world.carts.find((candidate) => candidate.key === key)
  return { sandbox, file, cart }
}

function run(
  args: string[],
  env: Record<string, string> = {},
): ChildProcess & { output: () => string; errors: () => string } {
  const child = spawn(process.execPath, [cli, ...args], {
    env: { PATH: process.env.PATH ?? '', CART_RECOVERY_LEDGER: ':memory:', ...env },
    cwd: tmpdir(),
  })
  let output = ''
  let errors = ''
  child.stdout.on('data', (chunk) => {
    output += chunk
    pour('output', String(chunk))
  })
  child.stderr.on('data', (chunk) => {
    errors += chunk
    pour('output', String(chunk))
  })
  return Object.assign(child, { output: () => output, errors: () => errors })
}

const exit = (child: ChildProcess) =>
  new Promise<number | null>((resolve) => {
    if (child.exitCode !== null) resolve(child.exitCode)
    else child.once('exit', resolve)
  })

async function listening(child: ReturnType<typeof run>): Promise<number> {
  for (let tries = 0; tries < 200; tries++) {
    const line = child
      .output()
      .split('\n')
      .find((text) => text.includes('"Listening"'))
    if (line) return JSON.parse(line).port
    if (child.exitCode !== null) throw new Error(child.errors())
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('serve did not start')
}

const recover = (port: number, token: string | null | undefined) =>
  fetch(`http://127.0.0.1:${port}/cart-recovery/recover`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  })

test('serve answers over real HTTP, finishes what is under way when stopped, and logs nothing secret', async (t) => {
  const { sandbox, file, cart } = await setUp(t)
  const child = run(['serve', '--config', file, '--port', '0'])
  t.after(() => child.kill('SIGKILL'))
  const port = await listening(child)
  assert.equal((await fetch(`http://127.0.0.1:${port}/cart-recovery/healthz`)).status, 200)
  assert.equal((await recover(port, cart('hero')?.token)).status, 200)

  sandbox.faults.set({ platform: 'bigcommerce', fault: 'slow', delayMs: 700 })
  const underWay = recover(port, cart('hero')?.token)
  await new Promise((resolve) => setTimeout(resolve, 300))
  child.kill('SIGTERM')
  await new Promise((resolve) => setTimeout(resolve, 100))
  await assert.rejects(recover(port, cart('hero')?.token))
  assert.equal((await underWay).status, 200)
  assert.equal(await exit(child), 0)
  for (const secret of [
    cart('hero')?.token,
    cart('hero')?.id,
    cart('hero')?.email,
    testKey,
    sandbox.credentials.bigcommerce.accessToken,
  ]) {
    assert.ok(secret && !`${child.output()}${child.errors()}`.includes(secret))
  }
})

test('link prints a link that opens the cart, and nothing else', async (t) => {
  const { file, cart } = await setUp(t)
  const child = run(['link', cart('hero')?.id ?? '', '--config', file])
  assert.equal(await exit(child), 0)
  const url = new URL(child.output().trim())
  assert.equal(url.origin + url.pathname, `${origin}/cart-recovery/open/1`)
  const server = run(['serve', '--config', file, '--port', '0'])
  t.after(() => server.kill('SIGKILL'))
  assert.equal((await recover(await listening(server), url.searchParams.get('t'))).status, 200)
})

const mistakes: [string, Record<string, unknown>, string][] = [
  ['a missing key', { keys: undefined }, 'keys'],
  ['a short key', { keys: ['short'] }, 'keys.0'],
  ['a mistyped name', { publicURL: 'https://shop.example' }, 'publicURL'],
  ['a relative address', { publicUrl: '/cart-recovery' }, 'publicUrl'],
  [
    'an origin with a path',
    {
      channels: { 1: { origins: [`${origin}/`], recoveryPageUrl: origin, shopUrl: origin, checkoutOrigins: [origin] } },
    },
    'channels.1.origins.0',
  ],
  ['a plain address', { insecureLoopback: false }, 'publicUrl: must be https'],
]
for (const [name, changes, detail] of mistakes) {
  test(`${name} in the configuration is one line that names it`, async (t) => {
    const { file } = await setUp(t, changes)
    const child = run(['serve', '--config', file, '--port', '0'])
    assert.equal(await exit(child), 1)
    assert.match(
      child.errors(),
      new RegExp(`^The configuration is not usable\\. [^\\n]*${detail.replaceAll('.', '\\.')}[^\\n]*\\n$`),
    )
    assert.ok(!child.errors().includes(testKey))
  })
}

test('without a file the variables that are missing are named', async () => {
  const child = run(['serve'], { CART_RECOVERY_PUBLIC_URL: 'https://shop.example/cart-recovery' })
  assert.equal(await exit(child), 1)
  assert.match(child.errors(), /CART_RECOVERY_KEYS, .*CART_RECOVERY_BIGCOMMERCE_ACCESS_TOKEN/)
  assert.ok(!child.errors().includes('CART_RECOVERY_PUBLIC_URL,'))
})

test('a cart that is gone, and a port that is taken, are one line each', async (t) => {
  const { file, cart } = await setUp(t)
  const gone = run(['link', cart('converted')?.id ?? '', '--config', file])
  assert.equal(await exit(gone), 1)
  assert.match(gone.errors(), /^The cart was ordered or has expired \(cart-gone\)\.\n$/)
  const first = run(['serve', '--config', file, '--port', '0'])
  t.after(() => first.kill('SIGKILL'))
  const port = await listening(first)
  const second = run(['serve', '--config', file, '--port', String(port)])
  assert.equal(await exit(second), 1)
  assert.match(second.errors(), new RegExp(`^Port ${port} is taken\\. [^\\n]+\\n$`))
})

test('serve stops also where nobody reads its log any more', async (t) => {
  const { file } = await setUp(t)
  const child = run(['serve', '--config', file, '--port', '0'])
  t.after(() => child.kill('SIGKILL'))
  await listening(child)
  child.stdout?.destroy()
  child.kill('SIGTERM')
  assert.equal(await exit(child), 0)
})
