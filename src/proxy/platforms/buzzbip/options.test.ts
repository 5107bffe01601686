import assert from 'node:assert/strict'
import { test } from 'node:test'

import { buzzbip } from './buzzbip.ts'

test('a mistake in the options is named by its key, without its value', () => {
  const mistakes: Record<string, unknown> = {
    username: '',
    password: '',
    usernameField: 'login',
    apiUrl: 'http://app.buzzbip.com',
    loginPath: 'https://elsewhere.example/',
    cartPath: '../cart/',
    'pluginHeaders.apiKey': { apiKey: 'two words' },
    channel: 'email',
    phone: 'local',
    'fields.link': { link: 'cart url' },
    'fields.cartId': { cartId: false },
    fields: { link: 'total' },
    clock: 5,
    other: 1,
  }
  for (const [path, value] of Object.entries(mistakes)) {
    const [key = ''] = path.split('.')
    const options = { username: 'me', password: 'secret', ...{ [key]: value } }
    assert.throws(
      () => buzzbip(options),
      (error: Error) => {
        assert.equal(error.name, 'ConfigError')
        assert.ok(error.message.startsWith(`buzzbip.${path}: `), error.message)
        return true
      },
    )
  }
})
