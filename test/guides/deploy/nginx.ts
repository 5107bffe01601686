import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { freePort } from '../../setup/free-port.ts'
import { hasProgram } from './program.ts'
import type { Service } from './service.ts'

/** nginx takes the lines as they are but for ports and places, and brings requests to the proxy. */
export async function checkNginx(folder: string, { port, base }: Service): Promise<void> {
  if (!hasProgram('nginx', 'nginx-light')) return
  const own = join(folder, 'nginx')
  mkdirSync(own)
  const listening = await freePort()
  const log = join(own, 'access.log')
  const lines = readFileSync(join(folder, 'nginx.conf'), 'utf8')
    .replace('listen 8080;', `listen 127.0.0.1:${listening};`)
    .replace('127.0.0.1:8787', `127.0.0.1:${port}`)
    .replace('/var/log/nginx/access.log', log)
    .replace('/var/log/nginx/error.log', join(own, 'error-of-proxy.log'))
  const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${own}/${name};`)
  const file = join(own, 'whole.conf')
  const head = `daemon off; pid ${own}/pid; error_log ${own}/error.log;\nevents {}\n`
  writeFileSync(file, `${head}http {\naccess_log off; ${places.join(' ')}\n${lines}}\n`)
  const env = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` }
  execFileSync('nginx', ['-t', '-p', own, '-c', file], { env, stdio: 'pipe' })
  const nginx = spawn('nginx', ['-p', own, '-c', file], { env, stdio: 'ignore' })
  const ended = new Promise((resolve) => nginx.once('close', resolve))
  try {
    const origin = `http://127.0.0.1:${listening}`
    const until = Date.now() + 20_000
    while (!(await fetch(origin).catch(() => undefined))) {
      assert.ok(nginx.exitCode === null && Date.now() < until, readFileSync(join(own, 'error.log'), 'utf8'))
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    const through = async (path: string) => fetch(origin + path, { redirect: 'manual' })
    // The proxy was sent a forwarded address, and trusts no hop yet.
    assert.deepEqual(await (await through('/cart-recovery/healthz')).json(), { status: 'ok', forwardedUncounted: true })
    assert.deepEqual(await (await fetch(`${base}/healthz`)).json(), { status: 'ok' })
    assert.equal((await through(`/cart-recovery/open?t=${'0'.repeat(32)}`)).status, 303)
    const widget = await through('/cart-recovery-widget/cart-recovery.js')
    assert.equal(widget.headers.get('x-content-type-options'), null, 'nginx itself answers it')
    assert.doesNotMatch(readFileSync(log, 'utf8'), /t=0000/, 'no token is in the log')
  } finally {
    nginx.kill('SIGTERM')
    await ended
  }
}
