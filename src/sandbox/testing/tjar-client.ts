import type { Message } from '../controls/messages-view.ts'
import type { ReadingValues } from '../readings.ts'
import { type ApiAnswer, control, openSandbox } from './api-client.ts'

/** A sandbox that plays some readings, and ways to call Tjar as a server that has the key. */
export function openTjar(readings: Partial<ReadingValues> = {}, url?: string) {
  const opened = openSandbox({ ...(url !== undefined && { urls: { tjar: url } }) })
  const { sandbox } = opened
  const { storeDomain, apiKey } = sandbox.credentials.tjar
  sandbox.readings.set(readings)

  async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const response = await sandbox.fetch(`https://${storeDomain}/api/core/v1${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${apiKey}`,
        Accept: 'application/json',
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    const answer: ApiAnswer = {
      status: response.status,
      headers: response.headers,
      body: text === '' ? undefined : JSON.parse(text),
    }
    return answer
  }

  const cart = (key: string) => {
    const found = sandbox.world.tjar.carts.find((candidate) => candidate.key === key)
    if (!found) throw new Error(`No cart ${key}`)
    return found
  }
  const pathOf = (key: string) => `/abandoned-carts/${cart(key).identifier}`
  const messages = async () => (await control(sandbox, 'GET', '/messages')).body as Message[]

  return {
    ...opened,
    call,
    /** A cart of the store at Tjar, by its key. */
    cart,
    pathOf,
    list: (query = '') => call('GET', `/abandoned-carts${query}`),
    read: async (key: string, headers?: Record<string, string>) =>
      (await call('GET', pathOf(key), undefined, headers)).body?.data,
    remind: (key: string, details: object = {}, type = 'email') =>
      call('POST', `${pathOf(key)}/reminder`, { type, alert_details: { ...reminder, ...details } }),
    mails: async () => (await messages()).filter(({ platform }) => platform === 'tjar'),
    wait: (seconds: number) => {
      sandbox.world.clockOffsetSeconds += seconds
    },
  }
}

/** A reminder's words. */
export const reminder = {
  subject: 'Your mugs',
  message: 'They wait here: https://shop.example/tjar?t=cr1_abc. See you!',
}
