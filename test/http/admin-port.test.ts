import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'

import type { ReadinessCheck } from '../../src/proxy/index.ts'
import { parseScrape } from '../setup/scrape.ts'
import { openServedShop, type Served, until } from '../setup/served-shop.ts'

const adminOf = async (served: Served) => `http://127.0.0.1:${(await served.logged('Listening')).adminPort}`

async function readiness(admin: string) {
  const response = await fetch(`${admin}/readyz`)
  const { status, checks } = (await response.json()) as { status: string; checks: ReadinessCheck[] }
  const failing = checks.filter(({ ok }) => !ok).map(({ check, platform }) => platform ?? check)
  return { status: response.status, word: status, failing }
}

test('the admin port answers three paths, and is not there unless it is named', async (t) => {
  const shop = await openServedShop(t)
  const plain = await shop.serve()
  assert.equal((await plain.logged('Listening')).adminPort, undefined)
  plain.child.kill('SIGTERM')
  await plain.exited

  const admin = await adminOf(await shop.serve([], { CART_RECOVERY_ADMIN_PORT: '0' }))
  assert.deepEqual(await (await fetch(`${admin}/healthz`)).json(), { status: 'ok' })
  assert.deepEqual(await readiness(admin), { status: 200, word: 'ready', failing: [] })
  const metrics = await fetch(`${admin}/metrics`)
  assert.match(metrics.headers.get('content-type') ?? '', /^text\/plain; version=0\.0\.4/)
  assert.ok(parseScrape(await metrics.text()).has('process_resident_memory_bytes'))
  assert.equal((await fetch(`${admin}/`)).status, 404)
  assert.equal((await fetch(`${admin}/metrics`, { method: 'POST' })).status, 405)
  // What operators see is not on the shoppers' port.
  assert.equal((await fetch(`${shop.publicUrl}/metrics`)).status, 404)
  assert.equal((await fetch(`${shop.publicUrl}/readyz`)).status, 404)
})

test('readyz has one line for each check', async (t) => {
  const shop = await openServedShop(t)
  const admin = await adminOf(await shop.serve(['--admin-port', '0']))
  const lines = (await (await fetch(`${admin}/readyz`)).text()).trim().split('\n').slice(1, -1)
  const checks = lines.map((line) => JSON.parse(line.replace(/,$/, '')) as ReadinessCheck)
  assert.deepEqual(
    checks.map(({ check, platform, ok }) => [platform ?? check, ok]),
    ['state-store', 'schema', 'outbox', 'bigcommerce', 'buzzbip'].map((name) => [name, true]),
  )
})

test('a ledger that cannot be written makes the process unready until it can, and a scrape still answers', async (t) => {
  const shop = await openServedShop(t)
  const admin = await adminOf(await shop.serve(['--admin-port', '0']))
  assert.equal((await readiness(admin)).status, 200)
  const other = new DatabaseSync(join(shop.folder, 'cart-recovery.db'))
  other.exec('BEGIN EXCLUSIVE')
  assert.deepEqual(await readiness(admin), { status: 503, word: 'not-ready', failing: ['state-store'] })
  const scrape = parseScrape(await (await fetch(`${admin}/metrics`)).text())
  const check = scrape.get('cart_recovery_check')?.samples.find(({ labels }) => labels.check === 'state-store')
  assert.equal(check?.value, 0)
  other.exec('ROLLBACK')
  other.close()
  await until('it is ready again', async () => (await readiness(admin)).status === 200)
})

test('a platform that fails is told and its breaker too, and the process stays ready', async (t) => {
  const shop = await openServedShop(t)
  const admin = await adminOf(await shop.serve(['--admin-port', '0']))
  shop.sandbox.faults.set({ platform: 'bigcommerce', fault: '502' })
  const { token } = shop.sandbox.world.carts.find(({ key }) => key === 'hero') ?? {}
  for (let times = 0; times < 4; times++) assert.equal((await shop.post('/recover', { token })).status, 503)
  assert.deepEqual(await readiness(admin), { status: 200, word: 'ready', failing: ['bigcommerce'] })
})

test('a process that is about to end is unready while it finishes', async (t) => {
  const shop = await openServedShop(t)
  const served = await shop.serve(['--admin-port', '0'])
  const admin = await adminOf(served)
  shop.automation.delayMs = 1500
  await shop.happens('hero', 'abandon')
  await until('the report is being sent', () => shop.automation.begun > 0)
  served.child.kill('SIGTERM')
  await served.logged('Stopping: requests under way are finished, new ones refused')
  assert.deepEqual(await readiness(admin), { status: 503, word: 'not-ready', failing: ['stop'] })
  assert.equal(await served.exited, 0)
})

test('what keeps it from starting is one line that names the variable', async (t) => {
  const shop = await openServedShop(t)
  const blocking = createServer()
  await new Promise<void>((resolve) => blocking.listen(0, '127.0.0.1', resolve))
  t.after(() => blocking.close())
  const port = String((blocking.address() as AddressInfo).port)
  writeFileSync(
    join(shop.folder, 'notes.txt'),
    'no database, but a text that is long enough to be read as one. '.repeat(20),
  )
  const newer = new DatabaseSync(join(shop.folder, 'newer.db'))
  newer.exec(`CREATE TABLE cart_recovery_migrations (name text not null primary key);
    INSERT INTO cart_recovery_migrations VALUES ('999-later')`)
  newer.close()
  const mistakes: [Record<string, string>, RegExp][] = [
    [{ CART_RECOVERY_ADMIN_PORT: port }, new RegExp(`CART_RECOVERY_ADMIN_PORT: port ${port} is in use\\. Stop `)],
    [{ CART_RECOVERY_ADMIN_PORT: '70000' }, /CART_RECOVERY_ADMIN_PORT: must be a number from 0 to 65535/],
    [
      { CART_RECOVERY_ADMIN_PORT: '0', CART_RECOVERY_ADMIN_HOST: '192.0.2.7' },
      /CART_RECOVERY_ADMIN_HOST: .*192\.0\.2\.7/,
    ],
    [
      { CART_RECOVERY_LEDGER: '/no/such/folder/carts.db' },
      /CART_RECOVERY_LEDGER: the file \/no\/such\/folder\/carts\.db/,
    ],
    [{ CART_RECOVERY_LEDGER: shop.folder }, /CART_RECOVERY_LEDGER: the file .* cannot be opened/],
    [{ CART_RECOVERY_LEDGER: 'notes.txt' }, /CART_RECOVERY_LEDGER: the file notes\.txt .*not a database/],
    [{ CART_RECOVERY_LEDGER: 'newer.db' }, /CART_RECOVERY_LEDGER: the file newer\.db: a newer version .*999-later/],
  ]
  for (const [env, line] of mistakes) {
    const served = shop.spawn([], env)
    assert.equal(await served.exited, 1, served.errors())
    assert.match(served.errors(), /^The configuration is not usable\. [^\n]+\n$/)
    assert.match(served.errors(), line)
  }
})

test('a database of the configuration that is away is one line, without its password', async (t) => {
  const shop = await openServedShop(t)
  const file = join(shop.folder, 'cart-recovery.config.ts')
  const store = new URL('../../src/proxy/stores/postgres.ts', import.meta.url).pathname
  const address = 'postgresql://cart:the-password@127.0.0.1:1/carts'
  const text = readFileSync(file, 'utf8').replace(
    'export default {',
    `export default { stateStore: createPostgresStore({ connectionString: '${address}' }),`,
  )
  writeFileSync(file, `import { createPostgresStore } from '${store}'\n${text}`)
  const served = shop.spawn()
  assert.equal(await served.exited, 1)
  assert.match(
    served.errors(),
    /^The configuration is not usable\. stateStore: The database cannot be reached\. [^\n]+\n$/,
  )
  assert.doesNotMatch(served.errors(), /the-password/)
})
