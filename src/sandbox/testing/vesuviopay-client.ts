import type { SandboxOptions } from '../create-sandbox.ts'
import type { ReadingValues } from '../readings.ts'
import type { VesuvioPayCart } from '../vesuviopay/state.ts'
import { type ApiAnswer, messagesOf, openSandbox, send, wait } from './api-client.ts'

/** Phones of the demo world, by what their owners already have. */
export const phones = {
  nothing: '+491701234501',
  oneLine: '+491701234513',
  cleared: '+491701234514',
  allStock: '+491701234515',
  inCheckout: '+491701234516',
  subscribed: '+491701234517',
  refused: '+491701234591',
  unverified: '+491701234592',
  incomplete: '+491701234593',
  unknown: '+491701234999',
}

/** Catalogue entries by what is left of them, as a merchant's product sync calls them. */
export const goods = {
  plenty: { externalProductId: '113', externalVariantId: '11300' },
  plentyToo: { externalProductId: '122', externalVariantId: '12200' },
  two: { externalProductId: '101', externalVariantId: '10103' },
  none: { externalProductId: '109', externalVariantId: '10901' },
  uncounted: { externalProductId: '111', externalVariantId: '11100' },
  notSold: { externalProductId: '121', externalVariantId: '12100' },
  discontinued: { externalProductId: '112', externalVariantId: '11200' },
  hidden: { externalProductId: '123', externalVariantId: '12300' },
}

/** A sandbox that plays some readings, and ways to call VesuvioPay with a key or as a customer. */
export function openVesuvioPay(
  readings: Partial<ReadingValues> = {},
  url = 'https://pay.example',
  deliver?: SandboxOptions['deliver'],
) {
  const opened = openSandbox({ urls: { vesuviopay: url }, ...(deliver && { deliver }) })
  const { sandbox } = opened
  const { storeId, publishableKey } = sandbox.credentials.vesuviopay
  sandbox.readings.set(readings)

  const call = (method: string, path: string, body?: unknown, headers?: Record<string, string>) =>
    send(sandbox.fetch, `https://api.vesuviopay.com/api/v1${path}`, method, body, headers)
  const texts = () => messagesOf(sandbox, 'vesuviopay')
  async function signIn(phone: string) {
    const path = sandbox.readings.get('vesuviopaySendCodePath').replace('/api/v1', '')
    await call('POST', path, { phoneNumber: phone })
    const code = (await texts()).findLast(({ to }) => to === phone)?.code
    const answer = await call('POST', '/auth/login', { phoneNumber: phone, verificationCode: code })
    const token: string = answer.body.token ?? answer.body.data?.token ?? answer.body.data?.accessToken
    const headers = { Authorization: `Bearer ${token}` }
    const ask = (method: string, path: string, body?: unknown) => call(method, path, body, headers)
    const store = `/sdk/cart/store/${storeId}`
    return {
      token,
      call: ask,
      read: () => ask('GET', `/sdk/cart/${storeId}`),
      add: (ids: object, quantity: unknown) => ask('POST', `${store}/item`, { ...ids, quantity }),
      update: (cartItemId: string, quantity: unknown) => ask('PUT', `${store}/item`, { cartItemId, quantity }),
      remove: (cartItemId: string) => ask('DELETE', `${store}/item/${cartItemId}`),
      clear: () => ask('DELETE', store),
      bulkAdd: (items: unknown) => ask('POST', `${store}/items/bulk`, { items }),
      bulkUpdate: (items: unknown) => ask('PUT', `${store}/items/bulk`, { items }),
      check: (ids: object, quantity: unknown) =>
        ask('POST', `${store}/availability-with-subscription`, { ...ids, quantity }),
      subscribe: (ids: object) => ask('POST', `${store}/back-in-stock-subscription`, ids),
      unsubscribe: (ids: object) => ask('DELETE', `${store}/back-in-stock-subscription`, ids),
      finish: () => ask('POST', `${store}/finish`),
    }
  }

  /** What the customer's cart really holds: quantities by variant. */
  const held = (phone: string) =>
    Object.fromEntries(findCart(phone)?.items.map(({ variantId, quantity }) => [variantId, quantity]) ?? [])
  const findCart = (phone: string): VesuvioPayCart | undefined =>
    sandbox.world.vesuviopay.carts.find((cart) => cart.phone === phone && cart.storeId === storeId)

  return {
    ...opened,
    storeId,
    publishableKey,
    call,
    /** The other platform's API. */
    callBigCommerce: opened.call,
    signIn,
    texts,
    held,
    findCart,
    withKey: (method: string, path: string, body?: unknown, key = publishableKey) =>
      call(method, path, body, { 'X-API-Key': key }),
    wait: (seconds: number) => wait(sandbox, seconds),
  }
}

/** Status and code of a refusal, for comparing in one go. */
export function refusalOf({ status, body }: ApiAnswer): [number, string | undefined] {
  return [status, body?.errorCode]
}
