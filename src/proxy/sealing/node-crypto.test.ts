import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { test } from 'node:test'

import { digestOf } from './digest.ts'
import { keyedHash } from './keyed-hash.ts'
import { publicLineIds } from './public-line-ids.ts'
import { createSealer } from './sealer.ts'

const key = Buffer.alloc(32, 7).toString('base64url')

/** Runs code in a Node that has no `process.getBuiltinModule`: such a runtime has Web Crypto alone. */
function withWebCryptoAlone(code: string): unknown {
  const text = `
    process.getBuiltinModule = undefined
    const { digestOf } = await import('${new URL('digest.ts', import.meta.url)}')
    const { keyedHash } = await import('${new URL('keyed-hash.ts', import.meta.url)}')
    const { createSealer } = await import('${new URL('sealer.ts', import.meta.url)}')
    const sealer = createSealer('shop', ['${key}'], Date.now)
    console.log(JSON.stringify(${code}))`
  return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', text], { encoding: 'utf8' }))
}

test('a hash is the same with Node’s crypto and with Web Crypto', async () => {
  const [whole, part, keyed] = [await digestOf('scope ü'), await digestOf('a', 12), await keyedHash(key, 'phone ü')]
  const code = `[await digestOf('scope ü'), await digestOf('a', 12), await keyedHash('${key}', 'phone ü')]`
  assert.deepEqual(withWebCryptoAlone(code), [whole, part, keyed])
  assert.deepEqual([whole.length, part.length, keyed.length], [43, 16, 22])
})

test('what is sealed with Node’s crypto opens with Web Crypto alone, and the other way round', async () => {
  const sealer = createSealer('shop', [key], Date.now)
  const sealed = await sealer.seal('link', { cart: 'ü' }, 60_000)
  const code = `[await sealer.open('link', '${sealed}'), await sealer.seal('link', { cart: 'ü' }, 60_000)]`
  const [opened, sealedThere] = withWebCryptoAlone(code) as [{ payload: unknown }, string]
  assert.deepEqual(opened.payload, { cart: 'ü' })
  const here = await sealer.open('link', sealedThere)
  assert.deepEqual(here.status === 'open' && here.payload, { cart: 'ü' })
  assert.equal(sealedThere.length, sealed.length)
})

test('a sealed text with a character that is not base64url does not open', async () => {
  const sealer = createSealer('shop', [key], Date.now)
  const sealed = await sealer.seal('link', 'a', 60_000)
  for (const changed of [`${sealed} `, `${sealed}=`, sealed.replace(/.$/, '$&!'), sealed.replace('..', '.A.')])
    assert.deepEqual(await sealer.open('link', changed), { status: 'invalid' })
})

test('a line has the same public id whatever other lines its cart has, and another one in another handle', async () => {
  const alone = await publicLineIds('salt', ['one'])
  const beside = await publicLineIds('salt', ['two', 'one', 'three'])
  assert.equal(alone.get('one'), beside.get('one'))
  assert.equal(new Set(beside.values()).size, 3)
  assert.notEqual(alone.get('one'), (await publicLineIds('other', ['one'])).get('one'))
})
