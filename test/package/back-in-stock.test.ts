import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'

import { createNotifyPort } from '../../src/proxy/subscriptions/notify-port.ts'
import { blocksOf, pages } from './pages.ts'
import { root } from './source-files.ts'

interface Receiver {
  receive(request: Request, write: (...words: unknown[]) => void): Promise<Response>
}

test('the receiver of docs/back-in-stock.md takes what the proxy sends, once, and refuses what another signs', async (t) => {
  const page = pages.find(({ path }) => path === 'docs/back-in-stock.md') ?? assert.fail()
  const source = blocksOf(page, 'ts').find((block) => block.includes('receive')) ?? assert.fail()
  const [, secret = ''] = /'(whsec_[^']+)'/.exec(source) ?? []
  const folder = mkdtempSync(join(root, 'test/package/receiver-'))
  t.after(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'receiver.ts'), source)
  const { receive }: Receiver = await import(pathToFileURL(join(folder, 'receiver.ts')).href)

  const written: unknown[][] = []
  const statuses: number[] = []
  const send = (by: string, type: string, id: string) => {
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const response = await receive(new Request(input, init), (...words) => void written.push(words))
      statuses.push(response.status)
      return response
    }
    const data = { cart: { id: 'c-1', link: 'https://shop.example/open' }, lineItem: { name: 'Merino jumper' } }
    const port = createNotifyPort({ url: 'https://service.example/hook', secret: by, fetch }, Date.now)
    return port.send(id, { type, timestamp: new Date().toISOString(), data }, AbortSignal.timeout(5000))
  }
  await send(secret, 'ping', 'ping-1')
  assert.deepEqual(written, [])
  await send(secret, 'line_item.back_in_stock', 'subscription-1')
  await send(secret, 'line_item.back_in_stock', 'subscription-1')
  assert.deepEqual(written, [['c-1', 'Merino jumper', 'https://shop.example/open']])
  const other = `whsec_${Buffer.alloc(32, 9).toString('base64')}`
  await assert.rejects(send(other, 'line_item.back_in_stock', 'subscription-2'), { status: 401 })
  assert.deepEqual(statuses, [204, 204, 204, 401])
  assert.equal(written.length, 1)
})
