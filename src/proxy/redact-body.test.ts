import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'

import { redactBody } from './redact-body.ts'

test("a platform's own explanation stays readable", () => {
  const body = {
    status: 422,
    title: 'Missing or incorrect required fields',
    errors: { 'line_items.0.quantity': 'must be 1 or more' },
    data: [],
  }
  assert.equal(redactBody(body), JSON.stringify(body))
})

test('what names or reaches a person, or opens a cart, is masked wherever it stands', () => {
  const id = '5d480b3f-2680-4666-8b0e-6ee89ddea114'
  const text = redactBody({
    message: `Not sent to +966512345678 or ida.long@mail.example for ${id}, see https://shop.example/cart?t=${id} (0512345678)`,
    error: { [id]: { errors: ['sara@mail.example'] } },
    data: { name: 'Sara Ali', phone: 966512345678, lines: [{ text: 'Happy birthday' }], id, total: 5997 },
  })
  for (const secret of ['512345678', 'ida.long', 'mail.example', id, 'Sara', 'birthday', 'shop.example']) {
    assert.ok(!text.includes(secret), secret)
  }
  assert.match(text, /Not sent to \+966\u00a0•••\u00a0••78 or i•••@m•••\.example/)
  assert.match(text, /"total":5997/)
})

test('what a shopper typed into a cart, and whose it is, is masked where a platform has a field of the same name', () => {
  const certificate = { id: 'c1', message: 'Happy birthday, Ida', theme: 'Birthday', amount: 50 }
  const text = redactBody({
    data: { customer_id: 4711, customerId: 4712, line_items: { gift_certificates: [certificate], quantity: 3 } },
    error: { details: [{ message: 'amount is too small' }] },
  })
  for (const secret of ['Happy', 'Ida', '4711', '4712']) assert.ok(!text.includes(secret), `${secret} in ${text}`)
  for (const told of ['amount is too small', '"quantity":3']) assert.ok(text.includes(told), `${told} not in ${text}`)
})

test('any body is one short line, and no address is ever in it', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.emailAddress(), (value, address) => {
      const text = redactBody({ message: [value, `to ${address}`], value: address })
      assert.ok(text.length <= 1001 && !text.includes('\n') && !text.includes(address))
    }),
  )
})
