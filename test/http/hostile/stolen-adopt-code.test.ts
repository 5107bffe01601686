import assert from 'node:assert/strict'
import { test } from 'node:test'

import { openAdoptShop, serverKey } from '../../setup/adopt-shop.ts'
import { shopOrigin } from '../../setup/shop.ts'

const attacker = '203.0.113.1'
const wrongKey = () => crypto.randomUUID().repeat(2).replaceAll('-', '').slice(0, 43)

test('a code opens nothing for whoever does not know the server key', async () => {
  const shop = openAdoptShop()
  const code = await shop.codeOf('hero')
  const near = [`${serverKey}x`, serverKey.slice(0, -1), serverKey.toUpperCase(), '', 'undefined', code]
  for (const key of near) {
    const { status, body } = await shop.adopt({ code }, { headers: { authorization: `Bearer ${key}` } })
    assert.deepEqual([status, body.code, body.cartId], [401, 'unauthorized', undefined], key)
  }
  const basic = await shop.adopt({ code }, { headers: { authorization: `Basic ${serverKey}` } })
  assert.equal(basic.status, 401)
})

test('a page can send a code nowhere: there is no preflight to pass, and no form is read', async () => {
  const shop = openAdoptShop()
  const code = await shop.codeOf('hero')
  const preflight = { origin: shopOrigin, 'access-control-request-method': 'POST' }
  const asked = await shop.adopt(undefined, { method: 'OPTIONS', headers: preflight })
  assert.deepEqual([asked.status, asked.headers.get('access-control-allow-origin')], [405, null])
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
    const { status, body } = await shop.adopt({ code }, { headers: { 'content-type': type } })
    assert.deepEqual([status, body.code], [415, 'unsupported-media-type'], type)
  }
})

test('of 200 guessed server keys from one address ten are looked at, and the shop goes on', async () => {
  const shop = openAdoptShop()
  const code = await shop.codeOf('hero')
  const statuses: number[] = []
  for (let n = 0; n < 200; n++) {
    const headers = { authorization: `Bearer ${wrongKey()}` }
    statuses.push((await shop.adopt({ code }, { headers, address: attacker })).status)
  }
  assert.equal(statuses.filter((status) => status === 401).length, 10)
  assert.equal(statuses.filter((status) => status === 429).length, 190)
  assert.equal(shop.logged.filter((line) => line.includes('A server key was wrong')).length, 10)
  assert.equal((await shop.adopt({ code }, { address: attacker })).status, 429, 'not even the right one')
  assert.equal((await shop.adopt({ code }, { address: '198.51.100.7' })).status, 200)
})

test('a code cannot be changed, nor used for anything else', async () => {
  const shop = openAdoptShop()
  const code = await shop.codeOf('hero')
  for (let at = 5; at < code.length; at += 17) {
    const changed = `${code.slice(0, at)}${code[at] === 'A' ? 'B' : 'A'}${code.slice(at + 1)}`
    assert.equal((await shop.adopt({ code: changed })).body.code, 'adopt-code-invalid', `at ${at}`)
  }
  for (const token of [code, code.replace('cra1_', 'cr1_'), code.slice(5)]) {
    assert.equal((await shop.post('/recover', { token })).status, 404, 'it is no link')
    assert.equal((await shop.post('/availability', { cartHandle: token })).body.code, 'link-needed', 'and no handle')
  }
})
