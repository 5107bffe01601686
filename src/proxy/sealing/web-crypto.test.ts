import assert from 'node:assert/strict'
import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { base64url, CompactEncrypt } from 'jose'

// Everything here runs as in a runtime without Node's crypto, and, while it is loaded, without any `process`.
const { process } = globalThis
Reflect.set(process, 'getBuiltinModule', undefined)
Reflect.deleteProperty(globalThis, 'process')
const { nodeCrypto } = await import('./node-crypto.ts')
globalThis.process = process
const { digestOf } = await import('./digest.ts')
const { keyedHash } = await import('./keyed-hash.ts')
const { createCompactJwe } = await import('./compact-jwe.ts')

const bytes = Buffer.alloc(32, 7)
const key = bytes.toString('base64url')

test('the runtime has Web Crypto alone', () => assert.equal(nodeCrypto, undefined))

test('hashes are SHA-256 and HMAC-SHA256, cut off', async () => {
  const hash = createHash('sha256').update('scope ü').digest()
  assert.equal(await digestOf('scope ü'), hash.toString('base64url'))
  assert.equal(await digestOf('scope ü', 12), hash.toString('base64url', 0, 12))
  const keyed = createHmac('sha256', bytes).update('phone ü').digest()
  assert.equal(await keyedHash(key, 'phone ü'), keyed.toString('base64url', 0, 16))
})

test('an encrypted text is AES-256-GCM under the key, and opens again', async () => {
  const jwe = createCompactJwe(key)
  const encrypted = await jwe.encrypt('a text ü')
  const [header = '', none, vector = '', text = '', tag = ''] = encrypted.split('.')
  assert.deepEqual(JSON.parse(Buffer.from(header, 'base64url').toString()), { alg: 'dir', enc: 'A256GCM' })
  assert.equal(none, '')
  const decipher = createDecipheriv('aes-256-gcm', bytes, Buffer.from(vector, 'base64url'))
  decipher.setAAD(Buffer.from(header)).setAuthTag(Buffer.from(tag, 'base64url'))
  assert.equal(decipher.update(text, 'base64url', 'utf8') + decipher.final('utf8'), 'a text ü')
  assert.equal(await jwe.decrypt(encrypted), 'a text ü')
})

test('what was changed, is none, or was encrypted in another way does not open', async () => {
  const jwe = createCompactJwe(key)
  const encrypted = await jwe.encrypt('a text')
  const [header = '', , vector = '', text = '', tag = ''] = encrypted.split('.')
  const changed = Buffer.from(tag, 'base64url')
  changed[0] = (changed[0] ?? 0) ^ 1
  const otherWay = await new CompactEncrypt(new TextEncoder().encode('a text'))
    .setProtectedHeader({ alg: 'dir', enc: 'A128CBC-HS256' })
    .encrypt(bytes)
  // The same key under a name of another algorithm.
  const wrapped = base64url.encode(JSON.stringify({ alg: 'A256GCMKW', enc: 'A256GCM', iv: vector, tag }))
  for (const foreign of [
    [header, '', vector, text, changed.toString('base64url')].join('.'),
    await createCompactJwe(Buffer.alloc(32, 8).toString('base64url')).encrypt('a text'),
    ...['', 'no text of ours', '....', otherWay, [wrapped, text, vector, text, tag].join('.')],
  ])
    assert.equal(await jwe.decrypt(foreign), undefined, foreign)
})

test('a key of another length is a mistake, and not a text that does not open', async () => {
  const vector = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', bytes, vector)
  const encrypted = [
    base64url.encode(JSON.stringify({ alg: 'dir', enc: 'A256GCM' })),
    ...['', vector.toString('base64url'), cipher.update('a', 'utf8', 'base64url') + cipher.final('base64url')],
    cipher.getAuthTag().toString('base64url'),
  ].join('.')
  await assert.rejects(createCompactJwe('c2hvcnQ').decrypt(encrypted))
})
