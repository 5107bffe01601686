import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openSandbox } from '../testing/api-client.ts'
import { createFaults } from './faults.ts'

test('a fault befalls only calls of its method and path, after some, so many times', () => {
  const faults = createFaults()
  faults.set({ platform: 'bigcommerce', fault: '503', method: 'put', path: '/items', after: 1, times: 2 })
  const hits = [
    ['GET', '/carts/1/items'],
    ['PUT', '/carts/1'],
    ['PUT', '/carts/1/items/1'],
    ['PUT', '/carts/1/items/1'],
    ['PUT', '/carts/1/items/1'],
    ['PUT', '/carts/1/items/1'],
  ].map(([method, path]) => faults.consume('bigcommerce', method ?? '', path ?? '') !== undefined)
  assert.deepEqual(hits, [false, false, false, true, true, false])
})

test('setting a fault replaces the one before and counts anew, clearing ends it', () => {
  const faults = createFaults()
  faults.set({ platform: 'bigcommerce', fault: '500', times: 1 })
  assert.equal(faults.consume('bigcommerce', 'GET', '/x')?.fault, '500')
  faults.set({ platform: 'bigcommerce', fault: '502', times: 1 })
  assert.equal(faults.list().length, 1)
  assert.equal(faults.consume('bigcommerce', 'GET', '/x')?.fault, '502')
  assert.equal(faults.consume('bigcommerce', 'GET', '/x'), undefined)
  faults.set({ platform: 'bigcommerce', fault: '504' })
  faults.clear()
  assert.equal(faults.consume('bigcommerce', 'GET', '/x'), undefined)
})

test('pictures and checkout pages stay up while the API is down', async () => {
  const { sandbox, call } = openSandbox()
  sandbox.faults.set({ platform: 'bigcommerce', fault: '503' })
  assert.equal((await call('GET', '/catalog/products')).status, 503)
  const picture = await sandbox.fetch('https://store-demo.mybigcommerce.com/product-images/mug-sage.svg')
  assert.equal(picture.status, 200)
})
