import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { serve } from '@hono/node-server'
import { openSandbox } from '../testing/api-client.ts'
import type { FaultKind } from './faults.ts'

const closers: (() => void)[] = []
after(() => {
  for (const close of closers) close()
})

/** The same platform behind a real server: what breaks there is a real socket. */
async function listen(fault: FaultKind) {
  const opened = openSandbox()
  opened.sandbox.faults.set({ platform: 'bigcommerce', fault })
  const { fetch } = opened.sandbox.platforms.bigcommerce
  const port = await new Promise<number>((resolve) => {
    const server = serve({ fetch, port: 0, hostname: '127.0.0.1' }, (info) => resolve(info.port))
    closers.push(() => server.close())
  })
  const { storeHash, accessToken } = opened.sandbox.credentials.bigcommerce
  const base = `http://127.0.0.1:${port}/stores/${storeHash}/v3/carts/${opened.cart('hero').id}`
  const request = (path: string, init: RequestInit = {}) =>
    globalThis.fetch(base + path, {
      ...init,
      headers: { 'X-Auth-Token': accessToken, 'Content-Type': 'application/json', Connection: 'close' },
    })
  return { ...opened, request }
}

test('reset breaks the connection', async () => {
  const { request } = await listen('reset')
  await assert.rejects(request(''), TypeError)
})

test('a lost answer breaks the connection after the write', async () => {
  const { request, line } = await listen('lost-answer')
  const mug = line('hero', 'Ceramic mug').id
  const body = JSON.stringify({ line_item: { quantity: 1 } })
  await assert.rejects(request(`/items/${mug}`, { method: 'PUT', body }), TypeError)
  assert.equal(line('hero', 'Ceramic mug').quantity, 1)
})

test('truncated promises more than it sends', async () => {
  const { request } = await listen('truncated')
  const response = await request('')
  assert.equal(response.status, 200)
  await assert.rejects(response.text())
})

test('hang ends with the connection', async () => {
  const { request } = await listen('hang')
  await assert.rejects(request('', { signal: AbortSignal.timeout(50) }), { name: 'TimeoutError' })
})
