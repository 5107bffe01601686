import assert from 'node:assert/strict'
import { test } from 'node:test'

import { ReminderRequest } from './messages.ts'

const reminder = { type: 'email', subject: 'Your cart', message: 'It is still here.', consent: true }
const isTaken = (change: object) => ReminderRequest.safeParse({ ...reminder, ...change }).success

test('a reminder is plain text in any language', () => {
  for (const text of ['Ihr Warenkorb – 2 < 3', 'سلة التسوق\u200f', 'Hi 👩‍💻, I <3 it', 'a =? b'])
    assert.ok(isTaken({ subject: text, message: `${text}\r\n\t${text}` }), text)
})

test('what a mailer could take for a header, an encoding or markup is refused', () => {
  for (const text of [
    'Your cart\r\nBcc: all@shop.example',
    'Your cart\u2028Bcc: all@shop.example',
    'Your\u2029cart',
    'Your cart\u0085',
    'Your cart\0',
    '=?utf-8?q?=0D=0ABcc:_all@shop.example?=',
    '=?UTF-8?B?DQpCY2M6?=',
    '<img src=x onerror=alert(1)>',
    'Your cart</title>',
    '<!--',
  ])
    assert.ok(!isTaken({ subject: text }), JSON.stringify(text))
  for (const text of ['<a href="https://evil.example">pay</a>', 'x <script>', '</p>', 'null \0', '\u001b[31m'])
    assert.ok(!isTaken({ message: text }), JSON.stringify(text))
})
