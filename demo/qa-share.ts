import type { RecoverAnswer, ShareAnswer } from '../src/contract/index.ts'
import type { Stage } from './stage.ts'
import type { StoreName } from './stores.ts'

/** Opens the cart of a link and copies a link to it, as a shopper does for a friend. */
export async function shareCart(
  { proxies, configs, shopUrl }: Stage,
  store: StoreName,
  token: string | null,
): Promise<string> {
  async function post<Answer>(path: string, body: object): Promise<Answer> {
    const headers = { origin: shopUrl, 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }
    const request = { method: 'POST', headers, body: JSON.stringify(body) }
    const response = await proxies[store].fetch(new Request(configs[store].publicUrl + path, request))
    if (!response.ok) throw new Error(`POST ${path} answered ${response.status}: ${await response.text()}`)
    return (await response.json()) as Answer
  }

  const { cartHandle } = await post<RecoverAnswer>('/recover', { token })
  return (await post<ShareAnswer>('/share', { cartHandle })).link
}
