import assert from 'node:assert/strict'
import { test } from 'node:test'

import { openAdoptCode, sealAdoptCode } from './adopt-code.ts'
import { createSealer } from './sealer.ts'

const key = (fill: number) => Buffer.alloc(32, fill).toString('base64url')
const cart = { platform: 'bigcommerce', cartId: 'cart-1' }
/** A handle says more than its code does. */
const handle = { ...cart, salt: 'salt' }
let time = Date.UTC(2026, 0, 1)
const sealer = createSealer('shop', [key(1)], () => time)

test('a code stands for its cart and what is said with it, and for nothing else', async () => {
  for (const more of [{}, { knownOrderAt: 5 }, { atCheckout: true }, { knownOrderAt: 5, atCheckout: true }]) {
    const code = await sealAdoptCode(sealer, { ...handle, ...more })
    assert.match(code, /^cra1_/)
    assert.deepEqual(await openAdoptCode(sealer, code), { ...cart, ...more })
  }
  assert.deepEqual(await openAdoptCode(sealer, await sealAdoptCode(sealer, { ...cart, atCheckout: false })), cart)
})

test('a code ends after two minutes, and one that was made up or is another store’s opens nothing', async () => {
  const code = await sealAdoptCode(sealer, cart)
  time += 119_000
  await openAdoptCode(sealer, code)
  time += 1000
  await assert.rejects(openAdoptCode(sealer, code), { code: 'adopt-code-expired' })
  const foreign = await sealAdoptCode(
    createSealer('shop', [key(2)], () => time),
    cart,
  )
  const ofHandle = `cra1_${await sealer.seal('cart-handle', cart, 60_000)}`
  for (const other of [foreign, ofHandle, 'cra1_made-up', ''])
    await assert.rejects(openAdoptCode(sealer, other), { code: 'adopt-code-invalid' })
})
