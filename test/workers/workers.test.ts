import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'

import type {
  CheckoutAnswer,
  MerchantCartsAnswer,
  MerchantMessagesAnswer,
  Problem,
  RecoverAnswer,
} from '../../src/contract/index.ts'
import { blocksOf, pages } from '../package/pages.ts'
import { root } from '../package/source-files.ts'
import { until } from '../setup/served-shop.ts'
import { bundleWorker, packageExports } from './bundle.ts'
import { openWorkerShop, type WorkerSettings } from './worker-shop.ts'

// The Worker of the documentation, with its settings, as they stand there.
const page = pages.find(({ path }) => path === 'docs/workers.md') ?? assert.fail()
const settings = JSON.parse(
  blocksOf(page, 'jsonc')
    .join('')
    .replace(/^\/\/.*/, ''),
) as WorkerSettings
const program = join(root, 'src/cli/cart-recovery.ts')
const tables = execFileSync(process.execPath, [program, 'migrate', '--sql', 'd1'], { encoding: 'utf8' })
const { code, imports } = await bundleWorker(blocksOf(page, 'ts').join('\n'))

test('the bundle needs nothing of Node, and no file', (t) => {
  const bytes = gzipSync(code).length
  t.diagnostic(`${Math.round(code.length / 1000)} kB, gzipped ${Math.round(bytes / 1000)} kB`)
  assert.deepEqual(imports, [])
  const [, written] = /the upload is about (\d+) kB/.exec(page.text) ?? []
  assert.ok(Math.abs(bytes / 1000 - Number(written)) < 30, `docs/workers.md says ${written} kB`)
})

test('no entry for servers imports anything of Node, but the stores that are for Node', async () => {
  const names = Object.keys(packageExports()).map((key) => key.replace('.', 'cart-recovery'))
  const forServers = names.filter((name) =>
    /\/(contract|proxy|adapter|d1|bigcommerce|vesuviopay|tjar|buzzbip)$/.test(name),
  )
  assert.equal(forServers.length, 8)
  const all = await bundleWorker(forServers.map((name, index) => `export * as entry${index} from '${name}'`).join('\n'))
  assert.deepEqual(all.imports, [])
})

const tokenOf = (link: string | undefined) => new URL(link ?? '').searchParams.get('t') ?? ''

const plain: string[] = []
const withNode = ['nodejs_compat']

for (const [named, flags] of [
  ['without Node, ', [plain, plain]],
  ['with `nodejs_compat`, ', [withNode, withNode]],
  // Each hashes and seals in its own way, and reads what the other wrote.
  ['one of each kind, ', [plain, withNode]],
] as const) {
  test(`${named}two workers lead one shopper from the link to the order`, async (t) => {
    const shop = await openWorkerShop(t, { code, settings, tables, flags })
    await shop.happens('hero', 'abandon')
    await until('the message', () => shop.messages().length > 0)
    const [message] = shop.messages()

    const opened = await shop.shopper<RecoverAnswer>('/recover', { token: tokenOf(message?.link) })
    assert.equal(opened.status, 200)
    // One tap that arrives twice, at both workers at the same time.
    const tap = () => shop.shopper<CheckoutAnswer>('/checkout', { cartHandle: opened.body.cartHandle }, 'one-tap-0001')
    const [first, second] = await Promise.all([tap(), tap()])
    assert.deepEqual([first.status, second], [200, first])
    assert.equal(new URL(first.body.checkoutUrl ?? '').origin, 'https://store-demo.mybigcommerce.com')
    await shop.happens('hero', 'convert')

    const { carts } = await shop.merchant<MerchantCartsAnswer>('/carts')
    const told = carts.map(({ platform, status, messages }) => ({ platform, status, messages }))
    assert.deepEqual(told, [{ platform: 'bigcommerce', status: 'recovered', messages: 1 }])
    const again = await shop.shopper<Problem>('/recover', { token: tokenOf(message?.link) })
    assert.deepEqual([again.status, again.body.code], [410, 'completed'])
  })
}

test('what an automation did not take goes out by the cron trigger, once', async (t) => {
  const shop = await openWorkerShop(t, { code, settings, tables, flags: [plain, plain] })
  shop.sandbox.faults.set({ platform: 'buzzbip', fault: '503' })
  await shop.happens('hero', 'abandon')
  const status = async () => {
    const { reports } = await shop.merchant<MerchantMessagesAnswer>('/reports')
    return reports.map(({ status }) => status)
  }
  await until('it was refused', () => shop.sandbox.calls.list().some((call) => call.status === 503))
  shop.sandbox.faults.clear()
  assert.deepEqual([await status(), shop.messages()], [['pending'], []])
  await until('another attempt', async () => {
    await shop.trigger()
    return (await status()).join() === 'sent'
  })
  await shop.trigger()
  assert.equal(shop.messages().length, 1)
})
