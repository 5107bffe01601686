import assert from 'node:assert/strict'
import { test } from 'node:test'

import type { MerchantCart } from '../../contract/browser.ts'
import { createText } from '../../format/index.ts'
import { toCsv } from './carts-csv.ts'
import { messages } from './messages.ts'

const text = createText<typeof messages>(messages, { language: 'en', locale: 'en' })
const settings = { text, platformName: (name: string) => name, locale: 'en' }
const cart = (fields: Partial<MerchantCart>): MerchantCart => ({
  ...{ id: 'a', store: 'shop', platform: 'bigcommerce', status: 'opened', total: null, messages: 0 },
  ...{ abandonedAt: null, openedAt: null, checkedOutAt: null, orderedAt: null },
  ...fields,
})
const cells = (fields: Partial<MerchantCart>) =>
  toCsv([cart(fields)], settings)
    .split('\r\n')[1]
    ?.split(',')

test('a name that a spreadsheet would take for a formula becomes a text', () => {
  for (const name of ['=HYPERLINK("x")', '+1', '-1', '@SUM', '\tx', '\n=1', '＝1', '＠SUM']) {
    const [, line = ''] = toCsv([cart({ firstItem: name })], settings).split('\r\n')
    assert.match(line, /^,"?'/, name)
  }
  assert.equal(cells({ firstItem: 'A = B - 1' })?.[1], 'A = B - 1')
})

test('commas, quotes and line ends stay inside their cell', () => {
  const [, line] = toCsv([cart({ shopper: 'Mara, "the" L.' })], settings).split('\r\n')
  assert.ok(line?.startsWith('"Mara, ""the"" L.",'))
})

test('amounts have the digits of their currency, and no thousands', () => {
  assert.deepEqual(cells({ total: { amount: 123_456, currency: 'EUR' } })?.slice(3, 5), ['1234.56', 'EUR'])
  assert.deepEqual(cells({ total: { amount: 123_456, currency: 'KWD' } })?.slice(3, 5), ['123.456', 'KWD'])
  assert.deepEqual(cells({ total: { amount: 1234, currency: 'JPY' } })?.slice(3, 5), ['1234', 'JPY'])
})

test('where a comma parts the decimals, semicolons part the cells', () => {
  for (const locale of ['de', 'fr', 'pl', 'nl', 'pt', 'tr', 'es', 'it']) {
    const fields = { shopper: 'Mara; L.', total: { amount: 1210, currency: 'EUR' } }
    const [, line = ''] = toCsv([cart(fields)], { ...settings, locale }).split('\r\n')
    assert.ok(line.startsWith('"Mara; L.";;;"12,10";EUR;'), `${locale}: ${line}`)
  }
  for (const locale of ['en-GB', 'ja', 'he', 'ar']) {
    const [, line = ''] = toCsv([cart({ total: { amount: 1210, currency: 'EUR' } })], { ...settings, locale }).split(
      '\r\n',
    )
    assert.ok(line.startsWith(',,,12.10,EUR,'), `${locale}: ${line}`)
  }
})

test('every row has as many cells as the head', () => {
  const [head, row] = toCsv([cart({})], settings)
    .trim()
    .split('\r\n')
  assert.equal(row?.split(',').length, head?.split(',').length)
})
