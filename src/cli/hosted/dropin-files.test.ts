import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'

import { findDropinFiles } from './dropin-files.ts'

const publicUrl = 'https://shop.example/cart-recovery/'

test('the script and what it loads are answered, and no other file', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'dropin-'))
  t.after(() => rmSync(folder, { recursive: true }))
  for (const name of ['cart-recovery.js', 'cart-recovery-AbC12_x.js', 'NOTICES.txt'])
    writeFileSync(join(folder, name), name)
  const files = findDropinFiles(publicUrl, `${folder}/`) ?? assert.fail('nothing was found')
  assert.equal(files.script, '/cart-recovery/link/script/cart-recovery.js')
  const get = async (name: string) =>
    files.answer(new Request(`https://shop.example/cart-recovery/link/script/${name}`))
  const entry = await get('cart-recovery.js')
  assert.equal(await entry?.text(), 'cart-recovery.js')
  assert.match(entry?.headers.get('content-type') ?? '', /javascript/)
  assert.equal(entry?.headers.get('cache-control'), 'no-cache')
  assert.match((await get('cart-recovery-AbC12_x.js'))?.headers.get('cache-control') ?? '', /immutable/)
  for (const name of ['NOTICES.txt', '..%2f..%2fetc%2fpasswd', 'cart-recovery-other.js']) {
    const missing = await get(name)
    assert.equal(missing?.status, 404, name)
    assert.equal(missing?.headers.get('cache-control'), 'no-store', name)
  }
  assert.equal(files.answer(new Request('https://shop.example/cart-recovery/link')), undefined)
})

test('a package that was not built has none', () => {
  assert.equal(findDropinFiles(publicUrl, '/nowhere/'), undefined)
})
