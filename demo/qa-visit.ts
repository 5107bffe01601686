import type { World } from '../src/sandbox/index.ts'
import type { QaRun } from './qa-runs.ts'
import type { Switch, Visit, VisitedCart } from './qa-states/index.ts'

/** The cart with this key, whichever platform keeps it. */
export function findCart({ carts, vesuviopay, tjar }: World, key: string): VisitedCart {
  const shops = carts.find((cart) => cart.key === key)
  if (shops) return { key, id: shops.id, platform: 'bigcommerce', token: shops.token, lines: shops.lines }
  const shoppers = vesuviopay.carts.find((cart) => cart.key === key)
  if (shoppers) return { key, id: shoppers.id, platform: 'vesuviopay', token: null, lines: shoppers.items }
  const listed = tjar.carts.find((cart) => cart.key === key)
  if (listed) return { key, id: listed.identifier, platform: 'tjar', token: null, lines: listed.items }
  throw new Error(`There is no cart ${key}`)
}

/** What a state may do to its surroundings before the page opens. */
export function createVisit(run: QaRun, cart: VisitedCart): Visit {
  const { stage, store } = run
  return {
    world: stage.sandbox.world,
    cart,
    async turn({ method, path, body }: Switch) {
      await send(stage.sandbox.controls, new URL(`/sandbox${path}`, stage.shopUrl), method, body)
      await stage.proxies[store].work()
    },
    asMerchant(method, path, body) {
      const url = new URL(`${stage.configs[store].publicUrl}/merchant${path}`)
      return send(stage.proxies[store], url, method, body, { authorization: `Bearer ${stage.merchantKey}` })
    },
  }
}

async function send(
  to: { fetch(request: Request): Promise<Response> },
  url: URL,
  method: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<unknown> {
  const content = body !== undefined && {
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }
  const response = await to.fetch(new Request(url, { method, headers, ...content }))
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${url.pathname} answered ${response.status}: ${text}`)
  return text === '' ? undefined : JSON.parse(text)
}
