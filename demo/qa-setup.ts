import type { FetchContext } from '../src/proxy/index.ts'
import { orderByText } from './qa-order.ts'
import type { QaCart, QaSetup, QaState, Step, Switch } from './qa-states/index.ts'
import type { Stage } from './stage.ts'
import type { PlatformName, StoreName } from './stores.ts'

/** One visit of a state: a sandbox and a proxy of its own. */
export interface QaRun {
  id: string
  state: QaState
  store: StoreName
  stage: Stage
  cartId: string
  /** The platform that keeps the cart. */
  platform: PlatformName
  /** Values of `t` in the link. */
  tokens: string[]
  steps: Step[]
}

/** The cart with this key, whichever platform keeps it, as the control routes show it. */
export async function findCart({ sandbox, shopUrl }: Stage, key: string): Promise<QaCart> {
  const world = await send(sandbox.controls, new URL('/sandbox/world', shopUrl), 'GET', undefined)
  const { carts } = world as { carts: (Omit<QaCart, 'key' | 'token'> & { name: string })[] }
  const found = carts.find(({ name }) => name === key)
  if (!found) throw new Error(`There is no cart ${key}`)
  const { id, platform, lines } = found
  // The control routes keep tokens to themselves. Only the shop's own carts have one.
  const token = sandbox.world.carts.find((cart) => cart.id === id)?.token ?? null
  return { key, id, platform, token, lines }
}

/** What a state may do to its surroundings before the page opens. */
export function createSetup(run: QaRun, cart: QaCart): QaSetup {
  const { stage, store } = run
  return {
    world: stage.sandbox.world,
    cart,
    async turn({ method, path, body }: Switch) {
      await send(stage.sandbox.controls, new URL(`/sandbox${path}`, stage.shopUrl), method, body)
      await stage.proxies[store].work()
    },
    orderByText: (phone) => orderByText(stage, store, { token: cart.token, phone }),
    sealCustomer: (customerId) => stage.sealCustomer(store, customerId),
    asMerchant(method, path, body) {
      const url = new URL(`${stage.configs[store].publicUrl}/merchant${path}`)
      return send(stage.proxies[store], url, method, body, { authorization: `Bearer ${stage.merchantKey}` })
    },
  }
}

/** Sends a request, and waits for what goes on after its answer. */
async function send(
  to: { fetch(request: Request, context?: FetchContext): Promise<Response> },
  url: URL,
  method: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<unknown> {
  const content = body !== undefined && {
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }
  const later: Promise<unknown>[] = []
  const waitUntil = (work: Promise<unknown>) => void later.push(work)
  const response = await to.fetch(new Request(url, { method, headers, ...content }), { waitUntil })
  await Promise.all(later)
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${url.pathname} answered ${response.status}: ${text}`)
  return text === '' ? undefined : JSON.parse(text)
}
