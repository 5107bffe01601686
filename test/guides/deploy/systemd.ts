import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import { hasProgram } from './program.ts'
import { startService } from './service.ts'

/** The unit is one that systemd takes, and its command starts and stops as systemd does it. */
export async function checkUnit(folder: string): Promise<void> {
  const state = join(folder, 'state')
  mkdirSync(state)
  const unit = readFileSync(join(folder, 'cart-recovery.service'), 'utf8')
    .replaceAll('/srv/cart-recovery', folder)
    .replaceAll('/var/lib/cart-recovery', state)
    .replaceAll('/usr/bin/node', process.execPath)
  const file = join(state, 'cart-recovery.service')
  writeFileSync(file, unit)
  if (hasProgram('systemd-analyze', 'systemd')) {
    const { status, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', file], { encoding: 'utf8' })
    assert.equal(status, 0, stderr)
    assert.equal(stderr, '')
  }
  const values = (name: string) => [...unit.matchAll(new RegExp(`^${name}=(.*)$`, 'gm'))].map(([, value = '']) => value)
  const [environmentFile = ''] = values('EnvironmentFile')
  const lines = [...readFileSync(environmentFile, 'utf8').split('\n'), ...values('Environment')]
  const env = Object.fromEntries(lines.flatMap((line) => (/^\w+=/.test(line) ? [line.split(/=(.*)/s)] : [])))
  const [command = ''] = values('ExecStart')
  const account = process.getuid?.() === 0 ? asAnother(folder, state) : {}
  await (await startService(command.split(' '), values('WorkingDirectory')[0] ?? '', env, account)).stop()
}

/** As `DynamicUser` does: an account that owns its state, reaches the folder and cannot read its `.env`. */
function asAnother(folder: string, state: string) {
  const [uid, gid] = [65534, 65534]
  chownSync(state, uid, gid)
  chmodSync(join(folder, '.env'), 0o600)
  for (let path = folder; path !== realpathSync(tmpdir()); path = dirname(path)) chmodSync(path, 0o755)
  return { uid, gid }
}
