import assert from 'node:assert/strict'
import { test } from 'node:test'

import { openSandbox, start } from '../../testing/api-client.ts'

const options = 'include=line_items.physical_items.options'

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

test('a line keeps exactly the modifiers that a write names, and a missing required one refuses it', async () => {
  const { sandbox, call, cart, line } = openSandbox()
  const path = `/carts/${cart('engraved').id}/items`
  const put = async (name: string, fields: object) => {
    const found = line('engraved', name)
    const answer = await call('PUT', `${path}/${found.id}?${options}`, { line_item: fields })
    if (answer.status !== 200) return answer.status
    const rows: { id: string; options: { name: string; value: string }[] }[] =
      answer.body.data.line_items.physical_items
    return rows.find(({ id }) => id === found.id)?.options.map((option) => `${option.name}: ${option.value}`)
  }
  const belt = { quantity: 2, product_id: 110 }
  const length = { option_id: 1100, option_value: '11001' }
  const initials = { option_id: 1105, option_value: 'Y & B' }
  const all = ['Length: 95 cm', 'Initials: Y & B', 'Gift box: Yes']
  assert.deepEqual(await put('Leather belt', { quantity: 2 }), all)
  assert.deepEqual(await put('Leather belt', { ...belt, option_selections: [length, initials] }), all.slice(0, 2))
  assert.deepEqual(await put('Leather belt', { ...belt, variant_id: 11001 }), all.slice(0, 1))
  const day = { option_id: 1107, option_value: { day: '01', month: '02', year: '2020' } }
  const box = { option_id: 1106, option_value: 11091 }
  const more = { ...belt, option_selections: [length, box, day] }
  assert.deepEqual(await put('Leather belt', more), ['Length: 95 cm', 'Gift box: No', 'Needed on: 2020-02-01'])
  assert.equal(await put('Leather belt', belt), 422, 'options, but no variant')
  assert.equal(await put('Oak cutting board', { quantity: 1, product_id: 117, variant_id: 11700 }), 422)
  assert.equal(
    await put('Oak cutting board', { quantity: 1, option_selections: [{ option_id: 9, option_value: 1 }] }),
    422,
  )
  sandbox.readings.set({ updateByQuantity: 'drops-modifiers' })
  assert.deepEqual(await put('Leather belt', { quantity: 1 }), ['Length: 95 cm'])
  assert.equal(await put('Oak cutting board', { quantity: 2 }), 422)
  sandbox.readings.set({ updateByQuantity: 'refused' })
  assert.equal(await put('Leather belt', { quantity: 1 }), 422)
})

test('an added variant has no modifiers, and a typed text comes back in one form or another', async () => {
  const { sandbox, call, cart } = openSandbox()
  const path = `/carts/${cart('engraved').id}`
  const bare = { line_items: [{ quantity: 1, product_id: 110, variant_id: 11001 }] }
  const added = (await call('POST', `${path}/items?${options}`, bare)).body.data.line_items.physical_items.at(-1)
  assert.deepEqual([added.quantity, added.options.length], [1, 1])
  const first = async () => (await call('GET', `${path}?${options}`)).body.data.line_items.physical_items[0].options
  assert.equal((await first())[1].value, 'Y & B')
  sandbox.readings.set({ optionText: 'as-typed', optionIds: 'text' })
  const [length, initials] = await first()
  assert.deepEqual(
    [length.nameId, length.valueId, initials.value, initials.valueId],
    ['1100', '11001', ' Y & B ', null],
  )
  sandbox.readings.set({ optionText: 'escaped', writtenOptions: 'absent' })
  assert.equal((await first())[1].value, 'Y &amp; B')
  const brief = await call('POST', `${path}/items?${options}`, bare)
  assert.ok(!('options' in brief.body.data.line_items.physical_items[0]))
})

test('a hidden product can be bought, or is not found', async () => {
  const { sandbox, call, cart } = openSandbox()
  const add = async () =>
    (await call('POST', `/carts/${cart('hero').id}/items`, { line_items: [{ quantity: 1, product_id: 123 }] })).status
  assert.equal(await add(), 201)
  sandbox.readings.set({ hiddenProducts: 'inaccessible' })
  assert.equal(await add(), 422)
})
