import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'

import { startService } from './service.ts'

/**
 * What the lines of the container file do, done in a clean folder: no container is at hand. `chown` is left out, because there is
 * no account `node` here.
 */
export async function checkContainer(folder: string): Promise<void> {
  // Beside it, because the lock names the tarball by a relative path.
  const clean = join(dirname(folder), 'container')
  const programs = join(dirname(folder), 'programs')
  for (const path of [clean, programs]) mkdirSync(path)
  writeFileSync(join(programs, 'chown'), '#!/bin/sh\n')
  chmodSync(join(programs, 'chown'), 0o755)
  const PATH = [programs, dirname(process.execPath), process.env.PATH].join(delimiter)
  const HOME = process.env.HOME ?? clean
  const env: Record<string, string> = { PATH, HOME, npm_config_audit: 'false', npm_config_fund: 'false' }
  const secrets = readFileSync(join(folder, '.env'), 'utf8').split('\n')
  const given = Object.fromEntries(secrets.flatMap((line) => (/^\w+=/.test(line) ? [line.split(/=(.*)/s)] : [])))

  const lines = readFileSync(join(folder, 'Dockerfile'), 'utf8').trim().split('\n')
  let [health, start]: [string, string[]] = ['', []]
  for (const [, word = '', rest = ''] of lines.map((line) => /^([A-Z]+) (.*)$/.exec(line) ?? assert.fail(line))) {
    if (word === 'COPY') {
      for (const name of rest.split(' ').slice(0, -1)) copyFileSync(join(folder, name), join(clean, name))
    } else if (word === 'RUN') execFileSync('sh', ['-ec', rest], { cwd: clean, env, stdio: 'pipe' })
    else if (word === 'ENV') Object.assign(env, Object.fromEntries(rest.split(' ').map((pair) => pair.split('='))))
    else if (word === 'HEALTHCHECK') health = rest.replace(/^CMD /, '')
    else if (word === 'CMD') start = JSON.parse(rest)
    else assert.match(word, /^(FROM|WORKDIR|USER|VOLUME|EXPOSE)$/)
  }
  assert.equal(env.CART_RECOVERY_HOST, '0.0.0.0', 'reached from outside of the container')
  const service = await startService(start, clean, { ...env, ...given })
  // As a hosting service sets it.
  execFileSync('sh', ['-c', health], { cwd: clean, env: { ...env, PORT: String(service.port) }, stdio: 'pipe' })
  await service.stop()
}
