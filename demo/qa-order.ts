import type { CheckoutAnswer, RecoverAnswer, SignInAnswer } from '../src/contract/index.ts'
import type { Stage } from './stage.ts'
import type { StoreName } from './stores.ts'

/** Orders the cart of a link by text, as its shopper did on another day: from the link to "Place order". */
export async function orderByText(
  { sandbox, proxies, configs, shopUrl }: Stage,
  store: StoreName,
  { token, phone }: { token: string | null; phone: string },
): Promise<void> {
  async function post(path: string, body: object): Promise<unknown> {
    const headers = { origin: shopUrl, 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }
    const request = new Request(configs[store].publicUrl + path, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    })
    const response = await proxies[store].fetch(request)
    const text = await response.text()
    if (!response.ok) throw new Error(`POST ${path} answered ${response.status}: ${text}`)
    return text === '' ? undefined : JSON.parse(text)
  }

  const { cartHandle, cart } = (await post('/recover', { token })) as RecoverAnswer
  await post('/sign-in/code', { cartHandle, phone })
  const { code } = sandbox.world.messages.findLast((message) => message.to === phone && message.code) ?? {}
  const signedIn = (await post('/sign-in', { cartHandle, phone, code })) as SignInAnswer
  const finish = { cartHandle: signedIn.cartHandle, revision: cart?.revision, via: 'text' }
  const { checkoutUrl } = (await post('/checkout', finish)) as CheckoutAnswer
  await sandbox.fetch(checkoutUrl ?? '', { method: 'POST', redirect: 'manual' })
  await proxies[store].work()
}
