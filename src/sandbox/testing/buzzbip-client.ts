import type { ReadingValues } from '../readings.ts'
import { messagesOf, openSandbox, send, wait } from './api-client.ts'

/** A report with everything the automation reads. */
export const report = {
  cart_id: 'c-55',
  total: 199.99,
  phone_number: '0501234501',
  country_code: '966',
  firstname: 'Layla',
  currency: 'SAR',
  cart_url: 'https://shop.example/cart?t=cr1_abc',
}

/** A sandbox that plays some readings, and ways to call Buzzbip before and after logging in. */
export function openBuzzbip(readings: Partial<ReadingValues> = {}, recoveryPageUrls?: Record<string, string>) {
  const opened = openSandbox({ ...(recoveryPageUrls && { recoveryPageUrls }) })
  const { sandbox } = opened
  const { username, password, pluginHeaders } = sandbox.credentials.buzzbip
  const { apiKey, platformType, baseUri } = pluginHeaders
  sandbox.readings.set(readings)

  const post = (path: string, body: unknown, headers: Record<string, string> = {}, method = 'POST') =>
    send(sandbox.fetch, `https://app.buzzbip.com${path}`, method, method === 'GET' ? undefined : body, {
      'Content-Type': 'application/json',
      ...headers,
    })
  const logIn = (fields: object = { [sandbox.readings.get('buzzbipLoginField')]: username, password }) =>
    post('/api/login_check', fields)

  async function open() {
    const { body } = await logIn()
    const token: string = body.token ?? body.data.token
    const authorization = { Authorization: `Bearer ${token}` }
    return {
      token,
      send: (fields: object = {}, headers: Record<string, string> = {}) =>
        post('/api/v1/cart/', { ...report, ...fields }, { ...authorization, ...headers }),
    }
  }

  return {
    ...opened,
    post,
    logIn,
    open,
    /** What a plug-in sends beside the token. */
    connection: { 'x-api-key': apiKey, 'x-platform-type': platformType, 'x-base-uri': baseUri },
    texts: () => messagesOf(sandbox, 'buzzbip'),
    wait: (seconds: number) => wait(sandbox, seconds),
  }
}
