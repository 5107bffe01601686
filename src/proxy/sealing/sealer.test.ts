import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'

import { isLinkToken } from '../../contract/index.ts'
import { isForeignLink, isSealedLink, linkLifetimeMs, openLink, sealLink, sealSharedLink } from './sealed-link.ts'
import { createSealer } from './sealer.ts'

const key = (fill: number) => Buffer.alloc(32, fill).toString('base64url')
const now = Date.UTC(2026, 0, 1)
const cart = { platform: 'bigcommerce', cartId: 'a6f5c7b0-5b0e-4f0c-9c39-5a3f8c2f1e11' }

test('a sealed link opens to the cart it was made for, and has an accepted shape', async () => {
  const sealer = createSealer('shop', [key(1)], () => now)
  const token = await sealLink(sealer, cart)
  assert.ok(isLinkToken(token))
  assert.ok(token.length < 400, `a link has to fit into a text message, and is ${token.length} long`)
  assert.deepEqual(await openLink(sealer, token), { ...cart, linkEndsAt: now + linkLifetimeMs })
})

test('a sealed link says when it is too old', async () => {
  let time = now
  const sealer = createSealer('shop', [key(1)], () => time)
  const token = await sealLink(sealer, cart, 60_000)
  time += 59_000
  assert.deepEqual(await openLink(sealer, token), { ...cart, linkEndsAt: now + 60_000 })
  time += 1000
  await assert.rejects(openLink(sealer, token), { code: 'expired' })
})

test('a link that a shopper copied says so, and ends when it has to', async () => {
  const sealer = createSealer('shop', [key(1)], () => now)
  const opened = await openLink(sealer, await sealSharedLink(sealer, { ...cart, salt: 'x' } as typeof cart, now + 5000))
  assert.deepEqual(opened, { ...cart, shared: true, linkEndsAt: now + 5000 })
  const late = await openLink(sealer, await sealSharedLink(sealer, cart, now + 2 * linkLifetimeMs))
  assert.equal(late.linkEndsAt, now + linkLifetimeMs)
})

test('a link with any single character changed never opens', async () => {
  const sealer = createSealer('shop', [key(1)], () => now)
  const token = await sealLink(sealer, cart)
  await fc.assert(
    fc.asyncProperty(fc.nat(token.length - 5), fc.constantFrom(...'Aa0-_.Z9'), async (offset, character) => {
      const at = offset + 4
      fc.pre(token[at] !== character)
      const changed = token.slice(0, at) + character + token.slice(at + 1)
      // The last character of a base64url part carries bits that do not count; the bytes are then the same.
      const bytes = (text: string) =>
        text
          .split('.')
          .map((part) => Buffer.from(part, 'base64url').toString('hex'))
          .join()
      fc.pre(bytes(changed.slice(4)) !== bytes(token.slice(4)))
      await assert.rejects(openLink(sealer, changed), { code: 'invalid-link' })
    }),
    { numRuns: 200 },
  )
})

test('a link of another store, or sealed with another key, is an invalid link and not more', async () => {
  const token = await sealLink(
    createSealer('shop', [key(1)], () => now),
    cart,
  )
  await assert.rejects(
    openLink(
      createSealer('other', [key(1)], () => now),
      token,
    ),
    { code: 'invalid-link' },
  )
  await assert.rejects(
    openLink(
      createSealer('shop', [key(2)], () => now),
      token,
    ),
    { code: 'invalid-link' },
  )
})

test('an old key still opens after a new one was put in front', async () => {
  const token = await sealLink(
    createSealer('shop', [key(1)], () => now),
    cart,
  )
  assert.deepEqual(
    await openLink(
      createSealer('shop', [key(2), key(1)], () => now),
      token,
    ),
    { ...cart, linkEndsAt: now + linkLifetimeMs },
  )
})

test('a text sealed for one purpose does not open for another', async () => {
  const sealer = createSealer('shop', [key(1)], () => now)
  const handle = await sealer.seal('cart-handle', cart, 60_000)
  await assert.rejects(openLink(sealer, `cr1_${handle}`), { code: 'invalid-link' })
})

test('a sealed text shows nothing of what is in it', async () => {
  const sealer = createSealer('shop', [key(1)], () => now)
  const token = await sealLink(sealer, cart)
  const visible = token
    .split('.')
    .map((part) => Buffer.from(part, 'base64url').toString('latin1'))
    .join(' ')
  assert.ok(!visible.includes('bigcommerce') && !visible.includes('a6f5c7b0'))
})

test('a link opens for 30 days, unless it is made for less', async () => {
  let time = now
  const sealer = createSealer('shop', [key(1)], () => time)
  const token = await sealLink(sealer, cart)
  time += 30 * 86_400_000 - 1000
  assert.deepEqual(await openLink(sealer, token), { ...cart, linkEndsAt: now + linkLifetimeMs })
  time += 1000
  await assert.rejects(openLink(sealer, token), { code: 'expired' })
})

test('a link of our own is told from a platform’s token, and from one that another store sealed', async () => {
  let time = now
  const sealer = createSealer('shop', [key(1)], () => time)
  const [own, foreign] = [
    await sealLink(sealer, cart),
    await sealLink(
      createSealer('shop', [key(2)], () => now),
      cart,
    ),
  ]
  assert.deepEqual([own, foreign, '0123456789abcdef0123456789abcdef', 'x-cr1_'].map(isSealedLink), [
    true,
    true,
    false,
    false,
  ])
  assert.deepEqual([await isForeignLink(sealer, own), await isForeignLink(sealer, foreign)], [false, true])
  time += 31 * 86_400_000
  assert.equal(await isForeignLink(sealer, own), false, 'too old, and ours all the same')
})

test('a sealer without a key is a mistake that is told', () => {
  assert.throws(() => createSealer('shop', [], () => now), { name: 'TypeError', message: 'a sealer needs a key' })
})
