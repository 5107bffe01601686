import assert from 'node:assert/strict'
import { test } from 'node:test'

import { openSandbox, start } from '../../testing/api-client.ts'

test('a change counts up the version, moves the time and recomputes the amounts', async () => {
  const { call, cart, line } = openSandbox()
  const path = `/carts/${cart('hero').id}/items/${line('hero', 'Ceramic mug').id}`
  const { status, body } = await call('PUT', path, { line_item: { quantity: 1 }, version: 1 })
  assert.equal(status, 200)
  assert.equal(body.data.version, 2)
  assert.equal(body.data.updated_time, new Date(start).toISOString())
  assert.equal(body.data.cart_amount, 419 - 36)
  assert.equal(body.data.line_items.physical_items[0].extended_sale_price, 18)
})

test('an old version is a conflict for every write, and nothing changes', async () => {
  const { call, cart, line } = openSandbox()
  const path = `/carts/${cart('hero').id}/items`
  const mug = line('hero', 'Ceramic mug').id
  await call('PUT', `${path}/${mug}`, { line_item: { quantity: 2 }, version: 1 })
  const before = structuredClone(cart('hero'))
  assert.equal((await call('PUT', `${path}/${mug}`, { line_item: { quantity: 1 }, version: 1 })).status, 409)
  assert.equal((await call('DELETE', `${path}/${mug}`, { version: 1 })).status, 409)
  const line_items = [{ quantity: 1, product_id: 119, variant_id: 11900 }]
  assert.equal((await call('POST', path, { line_items, version: 1 })).status, 409)
  assert.deepEqual(cart('hero'), before)
  assert.equal((await call('POST', path, { line_items, version: 2 })).status, 201)
})

test('adding the same thing again adds to its line, another engraving makes another line', async () => {
  const { call, cart } = openSandbox()
  const path = `/carts/${cart('storefront').id}/items`
  const engraved = (text: string) => ({
    line_items: [{ quantity: 1, product_id: 117, option_selections: [{ option_id: 1175, option_value: text }] }],
  })
  const same = await call('POST', path, engraved('Kitchen of Henrik & Ana'))
  assert.equal(same.body.data.line_items.physical_items[0].quantity, 2)
  const other = await call('POST', path, engraved('Kitchen of Ana'))
  assert.equal(other.body.data.line_items.physical_items.length, 3)
})

test('one refused line refuses them all', async () => {
  const { call, cart } = openSandbox()
  const before = structuredClone(cart('hero'))
  const line_items = [
    { quantity: 1, product_id: 119, variant_id: 11900 },
    { quantity: 1, product_id: 109, variant_id: 10901 },
  ]
  assert.equal((await call('POST', `/carts/${cart('hero').id}/items`, { line_items })).status, 409)
  assert.deepEqual(cart('hero'), before)
})

test('a quantity that is not there is refused, the one that is there is taken', async () => {
  const { call, cart, line } = openSandbox()
  const path = `/carts/${cart('hero').id}/items/${line('hero', 'Linen shirt').id}`
  assert.equal((await call('PUT', path, { line_item: { quantity: 4 } })).status, 409)
  assert.equal((await call('PUT', path, { line_item: { quantity: 2 } })).status, 200)
})

test('removing the last line deletes the cart', async () => {
  for (const reading of ['204', '200'] as const) {
    const { sandbox, call, cart } = openSandbox({ scenario: 'all-sold-out' })
    sandbox.readings.set({ deleteLast: reading })
    const { id, lines } = cart('all-sold-out')
    const statuses = []
    for (const { id: lineId } of lines) statuses.push((await call('DELETE', `/carts/${id}/items/${lineId}`)).status)
    assert.deepEqual(statuses, [200, 200, Number(reading)])
    assert.equal((await call('GET', `/carts/${id}`)).status, 404)
  }
})

test('editing a cart that is gone is 500, or 404', async () => {
  const { sandbox, call, cart } = openSandbox()
  const { id, lines } = cart('converted')
  const path = `/carts/${id}/items/${lines[0]?.id}`
  assert.equal((await call('DELETE', path)).status, 500)
  sandbox.readings.set({ editGoneCart: '404' })
  assert.equal((await call('DELETE', path)).status, 404)
})

test('custom items, certificates and gifts of a promotion cannot be updated', async () => {
  const { call, cart, line } = openSandbox()
  for (const name of ['Gift wrapping by hand', 'Gift certificate for Luca', 'Cotton tote', 'Ceramic mug']) {
    const path = `/carts/${cart('every-kind').id}/items/${line('every-kind', name).id}`
    assert.equal((await call('PUT', path, { line_item: { quantity: 2 } })).status, 422, name)
  }
})

test('a bundle takes its children along, and its children do not go alone', async () => {
  const { call, cart, line } = openSandbox()
  const path = `/carts/${cart('every-kind').id}/items`
  assert.equal((await call('DELETE', `${path}/${line('every-kind', 'Ceramic mug').id}`)).status, 422)
  await call('PUT', `${path}/${line('every-kind', 'Breakfast set').id}`, { line_item: { quantity: 2 } })
  assert.equal(line('every-kind', 'Ceramic mug').quantity, 2)
  await call('DELETE', `${path}/${line('every-kind', 'Breakfast set').id}`)
  assert.ok(!cart('every-kind').lines.some(({ name }) => name === 'Ceramic mug'))
})

test('a promotion puts its gift back under a new id', async () => {
  const { call, cart, line } = openSandbox()
  const before = line('every-kind', 'Cotton tote').id
  assert.equal((await call('DELETE', `/carts/${cart('every-kind').id}/items/${before}`)).status, 200)
  assert.notEqual(line('every-kind', 'Cotton tote').id, before)
})

test('an unknown line is 404, a changed variant is refused', async () => {
  const { call, cart, line } = openSandbox()
  const path = `/carts/${cart('hero').id}/items`
  assert.equal((await call('PUT', `${path}/nothing`, { line_item: { quantity: 1 } })).status, 404)
  const change = { line_item: { quantity: 1, product_id: 113, variant_id: 11302 } }
  assert.equal((await call('PUT', `${path}/${line('hero', 'Ceramic mug').id}`, change)).status, 422)
})
