import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { WireCustomItem, WireGiftCertificate } from '../wire.ts'
import type { LineOption } from './line-options.ts'
import { optionForms } from './line-options.ts'
import { compareLines, formsOf, hasOptions, type ItemSpec, type LineSpec, toAddBody, toItemBody } from './line-spec.ts'

const item = (options?: LineOption[], variantId: number | null = 91, productId = 115): ItemSpec => ({
  ...{ kind: 'item', productId, variantId },
  ...(options && { options }),
})
const engraving: LineOption = { nameId: 1145, value: 'Ann' }
const unread: LineOption = { value: 'Ann' }
const [timestamp, calendar] = optionForms

const people = { name: 'Ann', email: 'ann@shop.example' }
const certificate: WireGiftCertificate = {
  ...{ id: 'c1', name: 'A gift', theme: 'Boy', amount: 25, quantity: 2 },
  ...{ sender: people, recipient: { name: 'Bob', email: 'bob@shop.example' }, message: 'All the best' },
}
const noName = { name: undefined, email: undefined }
const custom: WireCustomItem = {
  ...{
    id: 'x1',
    sku: 'SAMPLE',
    name: 'A sample',
    quantity: 2,
    list_price: 3.5,
    image_url: 'https://shop.example/x.png',
  },
}
const giftOf = (changes: Partial<WireGiftCertificate> = {}): LineSpec => ({
  kind: 'gift-certificate',
  certificate: { ...certificate, ...changes },
})
const sampleOf = (changes: Partial<WireCustomItem> = {}): LineSpec => ({
  kind: 'custom',
  item: { ...custom, ...changes },
})

test('a line has options where something was chosen', () => {
  for (const [spec, has] of [
    [item(), false],
    [item([]), false],
    [item([{ nameId: 1, value: ' ' }]), false],
    [item([engraving]), true],
    [giftOf(), false],
  ] as const) {
    assert.equal(hasOptions(spec), has, JSON.stringify(spec))
  }
})

test('lines without options are written by their variant alone', () => {
  assert.deepEqual(formsOf([item(), giftOf()]), ['variant'])
  assert.deepEqual(formsOf([]), ['variant'])
})

test('a line with options is written in every form that is another request', () => {
  assert.deepEqual(formsOf([item([engraving])]), [timestamp])
  assert.deepEqual(formsOf([item([{ ...engraving, value: 'Tom &amp; Ann' }])]), [timestamp, optionForms[2]])
  const date: LineOption = { nameId: 1161, value: 'May 3rd 2021', valueId: 1_620_014_400 }
  assert.deepEqual(formsOf([item([date])]), [timestamp, calendar])
  assert.deepEqual(formsOf([item([engraving]), item([date])]), [timestamp, calendar])
})

test('no form keeps an option of which the cart does not tell the id', () => {
  for (const options of [[unread], [engraving, unread], [unread, engraving]])
    assert.deepEqual(formsOf([item(options)]), [])
  assert.deepEqual(formsOf([item([engraving]), item([unread])]), [])
  assert.deepEqual(formsOf([item([unread]), item([engraving])]), [])
})

test('a catalogue line goes by its variant, or by its product and every option', () => {
  assert.deepEqual(toItemBody(item(), 3, 'variant'), { quantity: 3, product_id: 115, variant_id: 91 })
  assert.deepEqual(toItemBody(item([], null), 3, 'variant'), { quantity: 3, product_id: 115 })
  const selections = { quantity: 3, product_id: 115, option_selections: [{ option_id: 1145, option_value: 'Ann' }] }
  assert.ok(timestamp)
  assert.deepEqual(toItemBody(item([engraving]), 3, timestamp), selections)
  assert.deepEqual(toItemBody(item([engraving]), 3, 'variant'), { quantity: 3, product_id: 115, variant_id: 91 })
  assert.deepEqual(toItemBody(item([]), 3, timestamp), { quantity: 3, product_id: 115, variant_id: 91 })
})

test('every kind of line is added under its own name, and no price of ours but a custom item’s', () => {
  const lines = [item(), giftOf(), sampleOf()].map((spec) => ({ spec, quantity: 2 }))
  const { sender, recipient } = certificate
  assert.deepEqual(toAddBody(lines, 'variant'), {
    line_items: [{ quantity: 2, product_id: 115, variant_id: 91 }],
    gift_certificates: [
      { name: 'A gift', theme: 'Boy', amount: 25, quantity: 2, sender, recipient, message: 'All the best' },
    ],
    custom_items: [
      { name: 'A sample', quantity: 2, list_price: 3.5, sku: 'SAMPLE', image_url: 'https://shop.example/x.png' },
    ],
  })
  assert.deepEqual(Object.keys(toAddBody(lines.slice(0, 1), 'variant')), ['line_items'])
  assert.deepEqual(Object.keys(toAddBody(lines.slice(2), 'variant')), ['custom_items'])
})

test('what a cart does not say of a certificate or a custom item is not made up', () => {
  const bare = giftOf({
    theme: undefined,
    quantity: undefined,
    sender: undefined,
    recipient: noName,
    message: undefined,
  })
  const sample = sampleOf({ sku: undefined, image_url: undefined })
  assert.deepEqual(
    toAddBody(
      [
        { spec: bare, quantity: 1 },
        { spec: sample, quantity: 4 },
      ],
      'variant',
    ),
    {
      gift_certificates: [
        {
          ...{ name: 'A gift', theme: 'General', amount: 25, quantity: 1 },
          ...{ sender: { name: '', email: '' }, recipient: { name: '', email: '' } },
        },
      ],
      custom_items: [{ name: 'A sample', quantity: 4, list_price: 3.5 }],
    },
  )
})

test('catalogue lines are compared by product, variant and options', () => {
  assert.equal(compareLines(item([]), item([])), 'same')
  assert.equal(compareLines(item([]), item([], 92)), 'different')
  assert.equal(compareLines(item([]), item([], 91, 116)), 'different')
  assert.equal(compareLines(item([]), item([engraving])), 'different')
  assert.equal(compareLines(item([]), item()), 'unknown')
  for (const [one, other] of [
    [91, null],
    [null, 91],
    [null, null],
  ] as const) {
    assert.equal(compareLines(item([], one), item([], other)), 'same', 'a variant that is not told is no difference')
  }
})

test('certificates and custom items are compared by all their texts, whichever id and quantity they have', () => {
  assert.equal(compareLines(giftOf(), giftOf({ id: 'c2', quantity: 1 })), 'same')
  assert.equal(compareLines(giftOf(), giftOf({ message: 'Get well' })), 'different')
  assert.equal(compareLines(giftOf(), giftOf({ recipient: people })), 'different')
  assert.equal(compareLines(giftOf({ message: 'you & me' }), giftOf({ message: 'you &amp;  me' })), 'same')
  assert.equal(compareLines(sampleOf(), sampleOf({ id: 'x2', quantity: 9 })), 'same')
  assert.equal(compareLines(sampleOf(), sampleOf({ list_price: 4 })), 'different')
})

test('lines of different kinds are different', () => {
  assert.equal(compareLines(giftOf(), sampleOf()), 'different')
  assert.equal(compareLines(item(), sampleOf()), 'different')
  assert.equal(compareLines(giftOf(), item()), 'different')
})
