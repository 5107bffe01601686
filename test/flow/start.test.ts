import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { test } from 'node:test'

import { anyEngine, open } from './kit.ts'

const cli = new URL('../../src/cli/cart-recovery.ts', import.meta.url).pathname

for (const flags of [[], ['--built']]) {
  test(`npm start -- --json ${flags.join(' ')} prints its line, and the link in its mailbox works`, async (t) => {
    const child = spawn(process.execPath, [cli, 'demo', '--json', '--port', '0', ...flags])
    t.after(() => child.kill('SIGKILL'))
    const line = await new Promise<string>((resolve, reject) => {
      let output = ''
      child.stdout.on('data', (chunk) => {
        output += chunk
        if (output.includes('\n')) resolve(output.split('\n')[0] ?? '')
      })
      child.once('exit', () => reject(new Error(output)))
    })
    const addresses = JSON.parse(line)
    assert.deepEqual(Object.keys(addresses), ['shop', 'mailbox', 'qa', 'proxy', 'stores', 'merchantKey', 'platforms'])
    assert.deepEqual(Object.keys(addresses.platforms), ['bigcommerce', 'vesuviopay', 'tjar', 'buzzbip'])
    assert.deepEqual(Object.keys(addresses.stores), ['bigcommerce', 'vesuviopay', 'tjar'])
    for (const url of [addresses.shop, addresses.mailbox, addresses.qa]) assert.equal((await fetch(url)).status, 200)

    const messages = await (await fetch(new URL('/sandbox/messages', addresses.shop))).json()
    const browser = await open(anyEngine)
    t.after(() => browser.close())
    const page = await browser.newPage()
    await page.goto(messages[0].link)
    await page.waitForSelector('cart-recovery[status="ready"]', { timeout: 20_000 })
    assert.ok(!page.url().includes('t='))

    child.kill('SIGTERM')
    assert.equal(await new Promise((resolve) => child.once('exit', resolve)), 0)
  })
}
