import assert from 'node:assert/strict'
import type { RequestListener } from 'node:http'
import { connect, type Socket } from 'node:net'
import { type TestContext, test } from 'node:test'

import { openShopperPort } from '../../../src/cli/shopper-port.ts'
import { openServedShop, until } from '../../setup/served-shop.ts'

// Clients that hold connections open, and who may reach the port at all.

const ok: RequestListener = (_request, response) => void response.end('ok')

async function openPort(t: TestContext, maxConnections: number, headersMs = 400) {
  const warned: string[] = []
  const log = { warn: (_fields: object, message: string) => void warned.push(message) }
  const limits = { maxConnections, headersMs, requestMs: headersMs + 100, checkMs: 50 }
  const { port, close } = await openShopperPort({ port: 0, host: '127.0.0.1', limits }, ok, log)
  t.after(close)
  return { port, warned }
}

interface HeldConnection {
  socket: Socket
  /** Resolves once the server has ended it, to what it said. */
  ended: Promise<string>
}

/** Sends these bytes and then nothing. */
async function hold(port: number, bytes: string): Promise<HeldConnection> {
  const socket = connect({ port, host: '127.0.0.1', localAddress: '127.0.0.2' })
  let text = ''
  socket.on('data', (chunk) => {
    text += chunk
  })
  socket.on('error', () => {})
  const ended = new Promise<string>((resolve) => socket.once('close', () => resolve(text)))
  await new Promise((resolve) => socket.once('connect', resolve))
  socket.write(bytes)
  return { socket, ended }
}

const get = (port: number) => fetch(`http://127.0.0.1:${port}/`).then(({ status }) => status)

for (const [name, bytes] of [
  ['half a head', 'POST / HTTP/1.1\r\nhost: shop\r\nx-slow: '],
  ['nothing at all', ''],
  ['half a body', 'POST / HTTP/1.1\r\nhost: shop\r\ncontent-length: 500\r\n\r\n{'],
]) {
  test(`a client that sends ${name} is cut off, and others are answered meanwhile`, async (t) => {
    const { port } = await openPort(t, 100)
    const held = await Promise.all(Array.from({ length: 50 }, () => hold(port, bytes ?? '')))
    assert.equal(await get(port), 200)
    for (const said of await Promise.all(held.map(({ ended }) => ended)))
      assert.match(said, /^(|HTTP\/1\.1 (408|200) [\s\S]*)$/)
  })
}

test('more connections than the limit are refused, logged once, and taken again once others have gone', async (t) => {
  const { port, warned } = await openPort(t, 5, 60_000)
  const held = await Promise.all(Array.from({ length: 5 }, () => hold(port, 'GET / HTTP/1.1\r\nx-slow: ')))
  const refused = await Promise.all([hold(port, ''), hold(port, '')])
  assert.deepEqual(await Promise.all(refused.map(({ ended }) => ended)), ['', ''])
  assert.deepEqual(warned, ['More than 5 connections at once: new ones are refused'])
  for (const { socket } of held) socket.destroy()
  await until('room for another one', async () => (await get(port).catch(() => 0)) === 200)
})

test('serve is reached from its own machine alone, unless it is told otherwise', async (t) => {
  const shop = await openServedShop(t)
  const health = (host: string) =>
    fetch(`${shop.publicUrl.replace('127.0.0.1', host)}/healthz`).then(
      ({ status }) => status,
      () => 'refused',
    )
  const own = await shop.serve()
  assert.equal((await own.logged('Listening')).host, '127.0.0.1')
  assert.deepEqual([await health('127.0.0.1'), await health('127.0.0.2')], [200, 'refused'])
  own.child.kill('SIGTERM')
  await own.exited
  await shop.serve([], { CART_RECOVERY_HOST: '0.0.0.0' })
  assert.deepEqual([await health('127.0.0.1'), await health('127.0.0.2')], [200, 200])
})

test('serve listens on the port of a variable, and names the address or the port that cannot be', async (t) => {
  const shop = await openServedShop(t)
  const port = new URL(shop.publicUrl).port
  const withoutPort = shop.spawn(['--host', '203.0.113.7'])
  assert.equal(await withoutPort.exited, 1)
  assert.match(
    withoutPort.errors(),
    /CART_RECOVERY_HOST: this machine cannot listen on 203\.0\.113\.7 \(EADDRNOTAVAIL\)/,
  )
  const unusable = shop.spawnWithoutPort({ PORT: 'http' })
  assert.equal(await unusable.exited, 1)
  assert.match(unusable.errors(), /CART_RECOVERY_PORT: must be a number/)
  const served = shop.spawnWithoutPort({ PORT: port })
  assert.equal((await served.logged('Listening')).port, Number(port))
  served.child.kill('SIGTERM')
  await served.exited
  const own = shop.spawnWithoutPort({ PORT: '1', CART_RECOVERY_PORT: port })
  assert.equal((await own.logged('Listening')).port, Number(port))
})
