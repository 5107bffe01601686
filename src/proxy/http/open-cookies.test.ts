import assert from 'node:assert/strict'
import { test } from 'node:test'

import { createSealer } from '../sealing/sealer.ts'
import { createOpenCookies } from './open-cookies.ts'

const minute = 60_000
let now = Date.UTC(2026, 0, 1)
const sealer = createSealer('shop', [Buffer.alloc(32, 1).toString('base64url')], () => now)
const cookies = createOpenCookies(sealer, 'https://shop.example/cart-recovery/', () => now)
const pairOf = (line = '') => line.split(';')[0] ?? ''

test('a cookie opens its own mark alone, for ten minutes', async () => {
  const { mark, setCookies } = await cookies.keep({ token: 'token' })
  const [line = '', ...more] = setCookies
  assert.deepEqual(more, [])
  assert.match(line, /; Max-Age=600; Path=\/cart-recovery; HttpOnly; Secure; SameSite=Lax$/)
  const header = pairOf(line)
  assert.equal((await cookies.read(mark, header))?.token, 'token')
  assert.equal(await cookies.read('other', header.replace(mark, 'other')), undefined, 'under another mark')
  assert.equal(await cookies.read(mark), undefined)
  now += 10 * minute - 1000
  assert.equal((await cookies.read(mark, header))?.token, 'token')
  now += 1000
  assert.equal(await cookies.read(mark, header), undefined)
})

test('a code of the link is kept with the token', async () => {
  const { mark, setCookies } = await cookies.keep({ token: 'token', coupon: 'TEN' })
  const { token, coupon } = (await cookies.read(mark, pairOf(setCookies[0]))) ?? {}
  assert.deepEqual([token, coupon], ['token', 'TEN'])
})

test('its removal leaves no value behind', () => {
  assert.match(
    cookies.remove('mark'),
    /^cr-open-mark=; Max-Age=0; Path=\/cart-recovery; HttpOnly; Secure; SameSite=Lax$/,
  )
})

test('cookies of the shop are left alone', async () => {
  const { setCookies } = await cookies.keep({ token: 'token' }, 'session=of-the-shop; a-longer-name-of-theirs=x')
  assert.equal(setCookies.length, 1)
})

test('a mark has sixteen characters that an address and a cookie may have, and is another one each time', async () => {
  const marks = await Promise.all(
    Array.from({ length: 300 }, async () => (await cookies.keep({ token: 'token' })).mark),
  )
  for (const mark of marks) assert.match(mark, /^[\w-]{16}$/)
  assert.equal(new Set(marks).size, marks.length)
})
