import assert from 'node:assert/strict'
import { test } from 'node:test'

import { toFirstName } from './first-name.ts'

const names = [
  'Ida',
  'ليلى',
  'عبد الرحمن',
  'مُحَمَّد',
  'نور‌الدین',
  'Jean-Luc',
  'Ana María',
  "D'Arcy",
  'Zoë',
  'O’Neil',
  '李',
  'Łukasz',
  'नेहा',
]
for (const name of names) test(`${name} is a name`, () => assert.equal(toFirstName(` ${name} `), name.normalize('NFC')))

for (const text of [
  'URGENT your parcel is held, pay at https://evil.example/pay now',
  ...[
    'pay evil.example',
    'a@b',
    'www/evil',
    'Call 0190',
    '٠١٩٠',
    '+49',
    'Win!',
    'Ida\nPay',
    'Ida\u202e',
    '<b>',
    '{link}',
    '*Ida*',
  ],
  ...['Your parcel is held', 'x'.repeat(41), '-', "'", ' ', '', undefined],
]) {
  test(`${JSON.stringify(text)?.slice(0, 40)} is left out`, () => assert.equal(toFirstName(text), undefined))
}
