import type { ReadingValues } from '../readings.ts'
import { messagesOf, openSandbox, send, wait } from './api-client.ts'

/** A sandbox that plays some readings, and ways to call Tjar as a server that has the key. */
export function openTjar(readings: Partial<ReadingValues> = {}, url?: string) {
  const opened = openSandbox({ ...(url !== undefined && { urls: { tjar: url } }) })
  const { sandbox } = opened
  const { storeDomain, apiKey } = sandbox.credentials.tjar
  sandbox.readings.set(readings)

  const call = (method: string, path: string, body?: unknown, headers?: Record<string, string>) =>
    send(sandbox.fetch, `https://${storeDomain}/api/core/v1${path}`, method, body, {
      Authorization: `Bearer ${apiKey}`,
      Accept: 'application/json',
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...headers,
    })
  const cart = (key: string) => {
    const found = sandbox.world.tjar.carts.find((candidate) => candidate.key === key)
    if (!found) throw new Error(`No cart ${key}`)
    return found
  }
  const pathOf = (key: string) => `/abandoned-carts/${cart(key).identifier}`

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
    mails: () => messagesOf(sandbox, 'tjar'),
    wait: (seconds: number) => wait(sandbox, seconds),
  }
}

/** A reminder's words. */
export const reminder = {
  subject: 'Your mugs',
  message: 'They wait here: https://shop.example/tjar?t=cr1_abc. See you!',
}
