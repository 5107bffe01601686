import assert from 'node:assert/strict'
import { test } from 'node:test'

import { openBuzzbip } from '../testing/buzzbip-client.ts'

const path = '/api/whatsapp/?page=1&limit=1'

test('the history of messages is a page, for an account with API access', async () => {
  const { sandbox, open, post } = openBuzzbip()
  const { token } = await open()
  const read = (at = path) => post(at, undefined, { Authorization: `Bearer ${token}` }, 'GET')
  const { status, body } = await read()
  assert.deepEqual([status, body.status, body.data], [200, 'success', []])
  assert.equal((await read('/api/whatsapp/?page=1&order=asc')).status, 400)
  assert.equal((await post(path, undefined, {}, 'GET')).status, 401)
  sandbox.world.accounts.buzzbip.hasApiAccess = false
  assert.equal((await read()).status, 403)
})
