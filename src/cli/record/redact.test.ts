import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'

import { parsePhone } from '../../proxy/adapter/phone.ts'
import { tokensOf } from './fakes.ts'
import { keywords } from './keywords.ts'
import { createRedactor } from './redact.ts'

const redact = (body: unknown) => createRedactor()(body)

/** The redactor's own words, which may be in any output. */
const ownWords = new Set(['person', 'example', 'host', '0000', '4000', '8000', '00000000'])
const isDate = (text: string) => /^\d{4}-\d\d-\d\d/.test(text)

test('a cart keeps its shape, its amounts and its words, and no one can be recognised in it', () => {
  const cart = {
    data: {
      id: '5d480b3f-2680-4666-8b0e-6ee89ddea114',
      customer_id: 4711,
      channel_id: 1,
      email: 'ada.lovelace@gmail.com',
      currency: { code: 'SAR' },
      cart_amount: 19.99,
      total_text: '',
      coupons: [{ id: 4711, code: 'SUMMER-ADA', coupon_type: 'percentage_discount', discounted_amount: 2 }],
      created_time: '2024-05-07T09:10:11+00:00',
      redirect: 'https://store-qx7fg2-2.mybigcommerce.com/cart.php?action=loadInCheckout&id=4711&token=bd8fd1533067',
      image_url: 'https://ada-cups.com/cups/%D9%82%D9%87%D9%88%D8%A9.png',
      custom: null,
      list: [],
      line_items: { physical_items: [{ id: 'line-1', name: 'Ada’s cup &amp; plate', price: '20.00', quantity: 2 }] },
    },
  }
  const { data } = redact(cart) as typeof cart
  assert.notEqual(data.id, cart.data.id)
  assert.match(data.id, /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/)
  assert.equal(data.coupons[0]?.id, data.customer_id, 'the same id stays the same')
  assert.notEqual(data.customer_id, 4711)
  assert.match(data.email, /^person-1@example\.com$/)
  assert.deepEqual(
    [data.channel_id, data.currency, data.cart_amount, data.total_text, data.custom, data.list],
    [1, { code: 'SAR' }, 19.99, '', null, []],
  )
  assert.deepEqual([data.coupons[0]?.coupon_type, data.coupons[0]?.discounted_amount], ['percentage_discount', 2])
  assert.match(data.coupons[0]?.code ?? '', /^[XYZ]{6}-[XYZ]{3}$/)
  assert.match(data.created_time, /^2001-01-\d\dT00:00:00\+00:00$/)
  assert.match(
    data.redirect,
    /^https:\/\/store-[xyz\d]{6}-\d\.mybigcommerce\.com\/cart\.php\?action=loadInCheckout&id=\d{4}&token=[xyz\d]{12}$/,
  )
  assert.match(data.image_url, /^https:\/\/host-1\.example\/[xyz]{4}\/%D8[%\dA-F]+\.png$/)
  const [line] = data.line_items.physical_items
  assert.deepEqual([line?.price, line?.quantity], ['20.00', 2])
  assert.match(line?.name ?? '', /^[XYZxyz]{3}’[xyz] [xyz]{3} &[xyz]{3}; [xyz]{5}$/)
})

test('a phone number stays one of its country, in its form', () => {
  for (const [real, form, country] of [
    ['+966 50 123 4567', /^\+966 \d\d \d{3} \d{4}$/, 'SA'],
    ['+14155550132', /^\+1\d{10}$/, 'US'],
    ['0049 171 1234567', /^0049 \d{3} \d{7,8}$/, 'DE'],
    ['0512345678', /^05\d{8}$/, undefined],
    ['512-555-0100', /^51\d-\d{3}-\d{4}$/, undefined],
  ] as const) {
    const { phone } = redact({ phone: real }) as { phone: string }
    assert.notEqual(phone, real)
    assert.match(phone, form)
    if (country) assert.deepEqual([parsePhone(phone)?.country, parsePhone(phone)?.isValid], [country, true])
  }
})

test('what a platform says of a failure can still be read, but for the values in it', () => {
  const refusal = { status: 'error', message: 'Rate limit exceeded for client ada@shop.example', code: 429 }
  const { status, message, code } = redact(refusal) as typeof refusal
  assert.deepEqual([status, code], ['error', 429])
  assert.match(message, /^Rate limit exceeded for client [xyz]/)
})

const word = fc.string({
  minLength: 4,
  maxLength: 12,
  unit: fc.constantFrom(...'abcdefghijklmnopqrstuvw0123456789ÄéقهةДж'),
})
const personal = fc.oneof(
  word,
  fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' ')),
  fc.emailAddress(),
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  fc.uuid(),
  fc.domain(),
  fc.ipV4(),
  fc.string({ unit: 'grapheme' }),
  fc.stringMatching(/^\+(966|49|1|44)\d{9,10}$/),
  fc.stringMatching(/^eyJ[\w-]{20}\.[\w-]{20}\.[\w-]{20}$/),
  fc
    .date({ noInvalidDate: true, min: new Date('1970-01-01'), max: new Date('2099-01-01') })
    .map((at) => at.toISOString()),
)
const key = fc.constantFrom(
  ...[
    'id',
    'customer_id',
    'name',
    'firstName',
    'email',
    'phone',
    'url',
    'image_url',
    'token',
    'sku',
    'address1',
    'zip',
  ],
  ...['message', 'title', 'value', 'created_at', 'identifier', 'store_id', 'code', 'note', 'data', 'options', 'custom'],
)
const amounts = fc.record(
  {
    price: fc.double({ noNaN: true }),
    quantity: fc.nat(),
    total: fc.constant('19.99'),
    status: fc.constant('pending'),
  },
  { noNullPrototype: true },
)
const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.oneof(personal, fc.constantFrom(null, '', true, false, [], {}, 0, 1), fc.nat(), amounts),
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(key, tie('tree'), { maxKeys: 6, noNullPrototype: true }),
  ),
}))

test('of any answer types, keys, nulls and empty values stay, and no word of four letters that is not public', () => {
  fc.assert(
    fc.property(tree, (body) => {
      const redactor = createRedactor()
      const redacted = redactor(body)
      assert.deepEqual(shapeOf(redacted), shapeOf(body))
      assert.deepEqual(amountsOf(redacted), amountsOf(body))
      const left = new Set(stringsOf(redacted).flatMap((text) => tokensOf(decoded(text))))
      const whole = new Set(stringsOf(redacted))
      for (const text of stringsOf(body)) {
        const letters = text.replace(/[^\p{L}\p{N}]/gu, '')
        const tokens = tokensOf(decoded(text))
        const isKnown = tokens.every((token) => keywords.has(token.toLowerCase()))
        if (letters.length > 3 && !isKnown) assert.ok(!whole.has(text), `${text} is left`)
        if (isDate(text)) continue
        for (const token of tokens) {
          const isOurs = [...token].length < 4 || keywords.has(token.toLowerCase()) || ownWords.has(token)
          assert.ok(isOurs || !left.has(token), `${token} of ${text} is left`)
        }
      }
      assert.deepEqual(redactor(body), redacted, 'the same again')
    }),
    { numRuns: 1000 },
  )
})

/** Every path with the type of what is there. Empty values stand for themselves. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf)
  if (typeof value !== 'object' || value === null) return value === '' || value === null ? value : typeof value
  return Object.entries(value).map(([name, field]) => [name, shapeOf(field)])
}

function stringsOf(value: unknown): string[] {
  if (typeof value === 'string') return value === '19.99' || value === 'pending' ? [] : [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsOf) : []
}

function amountsOf(value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return []
  const own = 'price' in value && 'quantity' in value && 'total' in value ? [value] : []
  return [...own, ...Object.values(value).flatMap(amountsOf)]
}

/** What an address says. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text.replaceAll('%', ' ')
  }
}
