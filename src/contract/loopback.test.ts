import assert from 'node:assert/strict'
import { test } from 'node:test'

import { isLoopback } from './loopback.ts'

test('this machine is known by each of its names', () => {
  const addresses = [
    'http://localhost:1',
    'http://shop.localhost',
    'http://127.0.0.1',
    'http://127.1',
    'http://[::1]:9',
  ]
  for (const address of addresses) assert.ok(isLoopback(new URL(address).hostname), address)
})

test('a name that only looks like one of them is elsewhere', () => {
  const addresses = [
    'http://localhost.example',
    'http://127.0.0.1.example',
    'http://mylocalhost',
    'http://[::2]',
    'http://10.0.0.1',
  ]
  for (const address of addresses) assert.ok(!isLoopback(new URL(address).hostname), address)
})
