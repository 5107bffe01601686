import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { after, test } from 'node:test'
import { promisify } from 'node:util'
import pg from 'pg'

import { createPostgresStore } from '../../src/proxy/stores/postgres.ts'
import { listMigrations } from '../../src/proxy/stores/sql/migrate.ts'
import { freePort } from '../setup/free-port.ts'
import { startPostgres } from '../setup/postgres.ts'
import { openServedShop } from '../setup/served-shop.ts'

const postgres = await startPostgres()
after(() => postgres?.close())
const skip = postgres === undefined
const cli = new URL('../../src/cli/cart-recovery.ts', import.meta.url).pathname
const run = promisify(execFile)

test('on PostgreSQL serve needs its address alone, and two may start at once', { skip }, async (t) => {
  const CART_RECOVERY_DATABASE = (await postgres?.createDatabase()) ?? ''
  const shop = await openServedShop(t)
  const instances = [[], ['--port', '0']].map((args) => shop.spawn(args, { CART_RECOVERY_DATABASE }))
  const ports = await Promise.all(instances.map(async (served) => (await served.logged('Listening')).port))
  for (const port of ports) {
    const response = await fetch(`http://127.0.0.1:${port}/cart-recovery/healthz`)
    assert.deepEqual(await response.json(), { status: 'ok' })
  }
  const env = { PATH: process.env.PATH, CART_RECOVERY_DATABASE }
  const { stdout } = await run(process.execPath, [cli, 'migrate'], { cwd: shop.folder, env })
  assert.match(stdout, /^The database is of this version: 0.*\n$/)
  for (const { child, exited } of instances) {
    child.kill('SIGTERM')
    assert.equal(await exited, 0)
  }
})

test('what is wrong with the address is one line without it', { skip }, async (t) => {
  const shop = await openServedShop(t)
  const right = new URL((await postgres?.createDatabase()) ?? '')
  const changed = (change: (address: URL) => void) => {
    const address = new URL(right)
    change(address)
    return address.href
  }
  const replica = changed((address) => {
    address.searchParams.set('options', '-c default_transaction_read_only=on')
  })
  const taken = (await postgres?.createDatabase()) ?? ''
  await query(taken, 'CREATE TABLE carts (id int)')
  const nowhere = String(await freePort())
  const mistakes: [string, RegExp][] = [
    ['localhost:5432', /must be an address such as postgresql:/],
    [changed((address) => (address.hostname = 'no-such-host.invalid')), /no host of that name/],
    [changed((address) => (address.port = nowhere)), /nothing listens at that host and port/],
    [changed((address) => (address.password = 'hunter2')), /refuses the user or the password/],
    [changed((address) => (address.pathname = '/other')), /no database of that name/],
    [changed((address) => address.searchParams.set('sslmode', 'verify-full')), /has no TLS/],
    [replica, /takes no changes/],
    [taken, /another program has a table carts there/],
  ]
  for (const [CART_RECOVERY_DATABASE, line] of mistakes) {
    const served = shop.spawn([], { CART_RECOVERY_DATABASE })
    assert.equal(await served.exited, 1, served.errors())
    assert.match(served.errors(), /^The configuration is not usable\. CART_RECOVERY_DATABASE: [^\n]+\n$/)
    assert.match(served.errors(), line)
    assert.ok(!served.errors().includes('hunter2') && !served.errors().includes(right.password), served.errors())
  }
})

test('a ledger of version 0.1 is refused with what to do', async (t) => {
  const shop = await openServedShop(t)
  const file = new DatabaseSync(join(shop.folder, 'cart-recovery.db'))
  file.exec('CREATE TABLE entries (key TEXT); CREATE TABLE records (kind TEXT)')
  file.close()
  const served = shop.spawn()
  assert.equal(await served.exited, 1)
  assert.match(served.errors(), /CART_RECOVERY_LEDGER: the file cart-recovery\.db: version 0\.1 .* move the file away/)
})

test('no statement of a migration has a parameter, which a printed script could not fill', async () => {
  for (const kind of ['sqlite', 'postgres'] as const) {
    const statements = (await listMigrations(kind)).flatMap((migration) => migration.statements)
    assert.deepEqual(
      statements.filter(({ parameters }) => parameters.length > 0).map((statement) => statement.sql),
      [],
    )
  }
})

test('migrate --sql prints what makes the tables', { skip }, async () => {
  const env = { PATH: process.env.PATH }
  const { stdout: forD1 } = await run(process.execPath, [cli, 'migrate', '--sql'], { env })
  const file = new DatabaseSync(':memory:')
  file.exec(forD1)
  assert.equal(file.prepare('SELECT name FROM cart_recovery_migrations').all().length > 0, true)
  const { stdout } = await run(process.execPath, [cli, 'migrate', '--sql', 'postgres'], { env })
  const address = (await postgres?.createDatabase()) ?? ''
  await query(address, stdout)
  const store = createPostgresStore({ connectionString: address })
  await store.check()
  await store.close()
})

async function query(connectionString: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  await client.query(text)
  await client.end()
}
