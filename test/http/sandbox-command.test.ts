import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { parseEnv } from 'node:util'

import { startCommand } from '../setup/command.ts'

const page = 'http://localhost:5173/recover.html'

test('a page of one’s own: what `sandbox` prints is all that `serve` needs, from the link to the checkout', async (t) => {
  const sandbox = startCommand(t, ['sandbox', '--port', '0', '--page', page, '--json'])
  const { platforms, env, link } = JSON.parse(await sandbox.line(/^\{.*\}$/))
  assert.deepEqual(Object.keys(platforms), ['bigcommerce', 'vesuviopay', 'tjar', 'buzzbip'])
  assert.ok(link.startsWith(`${page}?t=`), link)

  const { post } = await serve(t, env)
  const opened = await post('/recover', { token: new URL(link).searchParams.get('t') })
  assert.equal(opened.status, 200)
  const { cartHandle, cart } = await opened.json()
  assert.ok(cart.lineItems.length > 0)
  const lineItems = cart.lineItems.map(({ id, quantity }: { id: string; quantity: number }) => ({ id, quantity }))
  const tapped = await post('/checkout', { cartHandle, revision: cart.revision, lineItems })
  assert.equal(tapped.status, 200)
  const checkout = await fetch((await tapped.json()).checkoutUrl)
  assert.equal(checkout.status, 200)
  assert.ok(checkout.url.startsWith(`${platforms.bigcommerce}/checkout`), checkout.url)
  assert.match(await checkout.text(), /Place order/)

  sandbox.child.kill('SIGTERM')
  assert.equal(await sandbox.exited, 0)
})

test('what it prints for people is an .env, with the other platforms to switch on', async (t) => {
  const sandbox = startCommand(t, ['sandbox', '--port', '0'])
  await sandbox.line(/Stop with Ctrl\+C/)
  const lines = sandbox.output().split('\n')
  const env = parseEnv(lines.filter((line) => /^CART_RECOVERY_/.test(line)).join('\n'))
  const { post } = await serve(t, env as Record<string, string>)
  const [, link = ''] = /(http\S+\?t=\w+)/.exec(sandbox.output()) ?? []
  const opened = await post('/recover', { token: new URL(link).searchParams.get('t') })
  assert.equal(opened.status, 200)
  for (const name of ['VESUVIOPAY_STORE_ID', 'TJAR_API_KEY', 'BUZZBIP_PASSWORD']) {
    assert.ok(
      lines.some((line) => line.startsWith(`# CART_RECOVERY_${name}=`)),
      name,
    )
  }
})

test('every platform it prints is one that doctor finds nothing wrong with', async (t) => {
  const sandbox = startCommand(t, ['sandbox', '--port', '0', '--json'])
  const { env, more } = JSON.parse(await sandbox.line(/^\{.*\}$/))
  const all = Object.assign({}, env, ...Object.values(more))
  const doctor = startCommand(t, ['doctor', '--json'], { env: all, cwd: emptyFolder(t) })
  await doctor.exited
  const { findings } = JSON.parse(doctor.output())
  const refused = findings.filter(({ check, ok }: { check: string; ok: boolean }) => check === 'key' && !ok)
  assert.deepEqual(refused, [])
})

test('its ports are the same at every start, and one that is taken is named', async (t) => {
  const first = startCommand(t, ['sandbox', '--port', '0', '--json'])
  const { platforms } = JSON.parse(await first.line(/^\{.*\}$/))
  const { port } = new URL(platforms.buzzbip)
  const second = startCommand(t, ['sandbox', '--port', port])
  assert.equal(await second.exited, 1)
  assert.match(second.errors(), new RegExp(`^Port ${port} is in use\\. .*--port`))
})

function emptyFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'cart-recovery-'))
  t.after(() => rmSync(folder, { recursive: true }))
  return folder
}

/** `serve` with these variables alone, and what a page asks of it. */
async function serve(t: TestContext, env: Record<string, string>) {
  const { line } = startCommand(t, ['serve', '--port', '0'], { env, cwd: emptyFolder(t) })
  const { port } = JSON.parse(await line(/"msg":"Listening"/))
  const post = (path: string, body: unknown) =>
    fetch(`http://127.0.0.1:${port}/cart-recovery${path}`, {
      method: 'POST',
      headers: {
        origin: env.CART_RECOVERY_ORIGINS?.split(',')[0] ?? '',
        'content-type': 'application/json',
        'idempotency-key': crypto.randomUUID(),
      },
      body: JSON.stringify(body),
    })
  return { post }
}
