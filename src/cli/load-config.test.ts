import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'

const cli = join(import.meta.dirname, 'cart-recovery.ts')

/** No file is closed to root, so that the command runs as another account there. */
const account = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}

test('an .env that may not be read is left out and said, because systemd has given its variables already', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'load-config-'))
  t.after(() => rmSync(folder, { recursive: true }))
  chmodSync(folder, 0o755)
  writeFileSync(join(folder, '.env'), 'CART_RECOVERY_STORE=other\n')
  chmodSync(join(folder, '.env'), 'uid' in account ? 0o600 : 0)
  writeFileSync(join(folder, 'cart-recovery.config.mjs'), 'throw new Error("store " + process.env.CART_RECOVERY_STORE)')
  const env = { PATH: process.env.PATH, CART_RECOVERY_STORE: 'given' }
  const { stderr, status } = spawnSync(process.execPath, [cli, 'link', 'a-cart'], {
    cwd: folder,
    env,
    encoding: 'utf8',
    ...account,
  })
  assert.equal(status, 1)
  assert.match(stderr, /^\.env cannot be read by this account, so only variables that are set count\.\n/)
  assert.match(stderr, /store given/)
})
