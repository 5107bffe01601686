import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'

import { startCommand } from '../../setup/command.ts'
import { openPackedProject } from '../../setup/packed.ts'
import { read } from '../source-files.ts'

// What an installation brings is enough for the commands. Packages that only some shops use are named where they lack.

const { dependencies } = JSON.parse(read('package.json'))
const { folder, installed } = openPackedProject(Object.keys(dependencies))
const cli = join(installed, 'dist/src/cli/cart-recovery.js')

test('the demo starts from the tarball', async (t) => {
  const demo = startCommand(t, ['demo', '--json', '--port', '0'], { cli, cwd: folder })
  const { mailbox } = JSON.parse(await demo.line(/^\{.*\}$/))
  assert.equal((await fetch(mailbox)).status, 200)
})

test('so do the sandbox and, with what it prints, the proxy; a database and metrics name their package', async (t) => {
  const sandbox = startCommand(t, ['sandbox', '--json', '--port', '0'], { cli, cwd: folder })
  const { env } = JSON.parse(await sandbox.line(/^\{.*\}$/))
  const serve = (args: string[], more = {}) =>
    startCommand(t, ['serve', '--port', '0', ...args], { cli, cwd: folder, env: { ...env, ...more } })
  const { port } = JSON.parse(await serve([]).line(/"msg":"Listening"/))
  assert.equal((await fetch(`http://127.0.0.1:${port}/cart-recovery/healthz`)).status, 200)

  const database = serve([], { CART_RECOVERY_DATABASE: 'postgresql://127.0.0.1:1/shop' })
  assert.equal(await database.exited, 1)
  assert.match(database.errors(), /CART_RECOVERY_DATABASE needs a package that is not installed: npm install pg\n$/)
  const watched = serve(['--admin-port', '0'])
  assert.equal(await watched.exited, 1)
  assert.match(watched.errors(), /The admin port needs a package that is not installed: npm install prom-client\n$/)
})
