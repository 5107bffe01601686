import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as z from 'zod'

import { ApiUrl, checkOptions } from './options.ts'

test('an address is https, or http on this machine', () => {
  for (const url of ['https://api.example', 'http://127.0.0.1:8080/tjar', 'http://localhost:1', 'http://[::1]:9']) {
    assert.ok(ApiUrl.safeParse(url).success, url)
  }
})

test('an address in the clear, with user info or of another kind is refused', () => {
  const urls = [
    'http://api.example',
    'http://localhost:1@api.example',
    'https://me@api.example',
    'ftp://localhost',
    'x',
  ]
  for (const url of urls) assert.ok(!ApiUrl.safeParse(url).success, url)
})

test('every key at fault is named, and no value is shown', () => {
  const schema = z.strictObject({ apiUrl: ApiUrl, names: z.strictObject({ a: z.string({ error: 'must be text' }) }) })
  assert.throws(
    () => checkOptions('shop', schema, { apiUrl: 'http://secret.example', names: { a: 1, b: 2 }, other: 3 }),
    {
      name: 'ConfigError',
      message:
        'shop.apiUrl: must be an absolute https URL; shop.names.a: must be text; shop.names.b: is not a known key; shop.other: is not a known key',
    },
  )
})
