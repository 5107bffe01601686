import assert from 'node:assert/strict'
import { test } from 'node:test'

import { checkPluginOptions, isAllowedLink } from './options.ts'

const secret = 'A'.repeat(43)
const webhookUrl = 'https://shop.example/cart-recovery/webhooks/vendure'

test('a secret is 32 bytes, and addresses are https but on loopback', () => {
  const { key } = checkPluginOptions({ secret, webhookUrl: 'http://127.0.0.1:4000/webhooks/vendure' })
  assert.equal(key.length, 32)
  const wrong = [
    { secret: 'short', webhookUrl },
    { secret: `${secret}=`, webhookUrl },
    { secret, webhookUrl: 'shop.example' },
    { secret, webhookUrl: 'http://shop.example/webhooks/vendure' },
    { secret, webhookUrl: 'https://name@shop.example/' },
    { secret, webhookUrl, publicUrl: 'http://shop.example' },
  ]
  for (const options of wrong) {
    assert.throws(
      () => checkPluginOptions(options),
      ({ message }: Error) => /^CartRecoveryPlugin: \w+ is n/.test(message) && !message.includes(options.secret),
    )
  }
})

test('messages lead to the shop alone where its address is known', () => {
  const given = checkPluginOptions({ secret, webhookUrl, publicUrl: 'https://shop.example/cart-recovery' })
  assert.ok(isAllowedLink('https://shop.example/cart?t=cr1_x', given))
  for (const link of [
    'https://shop.example.evil/',
    'https://evil.example/?u=https://shop.example',
    'javascript:alert(1)',
    '',
  ])
    assert.ok(!isAllowedLink(link, given), link)
  assert.ok(isAllowedLink('https://any.example/', checkPluginOptions({ secret, webhookUrl })))
})
