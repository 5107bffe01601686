import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'

import { withLock } from './lock.ts'
import { createSqliteStore } from './sqlite.ts'
import { StoreDownError } from './store-down-error.ts'

const folder = mkdtempSync(join(tmpdir(), 'cart-recovery-'))
after(() => rmSync(folder, { recursive: true }))
const here = (name: string) => new URL(name, import.meta.url).pathname

/** Reads the cart, stands still until it is told to go on, and writes it, under a lock of this many milliseconds. Prints how that ended. */
const shopper = (address: string, path: string, lifetimeMs: number) => `
  import * as z from 'zod'
  import { createUpstream } from '${here('../adapter/upstream/upstream.ts')}'
  import { withLock } from '${here('lock.ts')}'
  import { createSqliteStore } from '${here('sqlite.ts')}'
  const upstream = createUpstream({ name: 'platform', base: '${address}', headers: {} })
  const call = (signal) => ({ path: 'cart', route: '/cart', answer: z.object({}), signal })
  const end = await withLock(createSqliteStore({ path: '${path}' }), 'cart', AbortSignal.timeout(60_000), async (signal) => {
    await upstream.read(call(signal))
    process.kill(process.pid, 'SIGSTOP')
    await upstream.write({ ...call(signal), method: 'PUT', body: {} })
    return 'written'
  }, ${lifetimeMs}).catch((error) => error.code)
  process.stdout.write(String(end))`

test('a process that stood still until its lock had ended sends no write any more', async (t) => {
  const requests: string[] = []
  const platform = createServer(async (request, response) => {
    requests.push(request.method ?? '')
    response.end('{}')
    read.resolve()
  })
  const read = Promise.withResolvers<void>()
  platform.listen(0, '127.0.0.1')
  await once(platform, 'listening')
  t.after(() => platform.close())
  const address = platform.address()
  assert.ok(typeof address === 'object' && address)
  const path = join(folder, 'stopped.db')
  const store = createSqliteStore({ path })
  await store.check()

  const script = shopper(`http://127.0.0.1:${address.port}/`, path, 1500)
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  t.after(() => child.kill('SIGKILL'))
  await read.promise
  await withLock(store, 'cart', AbortSignal.timeout(30_000), async () => requests.push('the successor writes'))
  child.kill('SIGCONT')
  const [end] = await once(child.stdout, 'data')
  assert.equal(String(end), 'unconfirmed')
  assert.deepEqual(requests, ['GET', 'the successor writes'])
  await store.close()
})

test('work that was done while the store went away counts as long as the lock cannot have ended', async () => {
  const store = createSqliteStore({ path: ':memory:' })
  const away = { ...store, delete: async () => Promise.reject(new StoreDownError('away')) }
  const signal = AbortSignal.timeout(5000)
  assert.equal(await withLock(away, 'one', signal, async () => 'done'), 'done')
  const slow = () => new Promise((resolve) => setTimeout(resolve, 30))
  await assert.rejects(withLock(away, 'other', signal, slow, 10), { code: 'unconfirmed' })
  await store.close()
})
