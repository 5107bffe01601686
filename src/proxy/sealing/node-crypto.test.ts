import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { test } from 'node:test'

import { digestOf } from './digest.ts'
import { keyedHash } from './keyed-hash.ts'
import { publicLineIds } from './public-line-ids.ts'

const key = Buffer.alloc(32, 7).toString('base64url')

/** Runs code in a Node that has no `process.getBuiltinModule`: such a runtime has Web Crypto alone. */
function withWebCryptoAlone(code: string): unknown {
  const text = `
    process.getBuiltinModule = undefined
    const { digestOf } = await import('${new URL('digest.ts', import.meta.url)}')
    const { keyedHash } = await import('${new URL('keyed-hash.ts', import.meta.url)}')
    console.log(JSON.stringify(${code}))`
  return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', text], { encoding: 'utf8' }))
}

test('a hash is the same with Node’s crypto and with Web Crypto', async () => {
  const [whole, part, keyed] = [await digestOf('scope ü'), await digestOf('a', 12), await keyedHash(key, 'phone ü')]
  const code = `[await digestOf('scope ü'), await digestOf('a', 12), await keyedHash('${key}', 'phone ü')]`
  assert.deepEqual(withWebCryptoAlone(code), [whole, part, keyed])
  assert.deepEqual([whole.length, part.length, keyed.length], [43, 16, 22])
})

test('a line has the same public id whatever other lines its cart has, and another one in another handle', async () => {
  const alone = await publicLineIds('salt', ['one'])
  const beside = await publicLineIds('salt', ['two', 'one', 'three'])
  assert.equal(alone.get('one'), beside.get('one'))
  assert.equal(new Set(beside.values()).size, 3)
  assert.notEqual(alone.get('one'), (await publicLineIds('other', ['one'])).get('one'))
})
