import assert from 'node:assert/strict'

import type { AdoptedCart, CheckoutAnswer, Problem, RestoreAnswer } from '../../src/contract/index.ts'
import { type CartRecoveryProxy, createProxy, type ProxyConfig } from '../../src/proxy/index.ts'
import type { Sandbox } from '../../src/sandbox/index.ts'
import { openShop, type Shop, shopOrigin } from './shop.ts'

/** 32 bytes, as a shop makes them. */
export const serverKey = Buffer.alloc(32, 7).toString('base64url')

type WorldCart = Sandbox['world']['carts'][number]

/** A shop that makes recovered carts its own. */
export interface AdoptShop extends Shop {
  proxy: CartRecoveryProxy
  /** "Keep shopping" with the cart as it is: the code for it. */
  codeOf(key: string): Promise<string>
  /** The code of a tap on "Check out". */
  checkoutCodeOf(key: string): Promise<string>
  /** The shop's server at `/adopt`. */
  adopt(
    body: unknown,
    options?: AdoptOptions,
  ): Promise<{ status: number; headers: Headers; body: AdoptedCart & Problem }>
  /** The cart that the shop has for this browser already, with lines like those of other carts. */
  presentCart(lines: [key: string, index: number, quantity: number][], changes?: Partial<WorldCart>): WorldCart
  /** What a cart really holds: quantities by name and options. */
  lines(cartId: string): [string, number][]
}

interface AdoptOptions {
  headers?: Record<string, string>
  method?: string
  address?: string
}

export function openAdoptShop(changes: Partial<ProxyConfig> = {}, scenario = 'demo', opened?: Shop): AdoptShop {
  const shop = opened ?? openShop(scenario, { serverKey, adopt: true, ...changes })
  const { sandbox } = shop
  const proxy = createProxy(shop.config)
  const find = (id: string) => {
    const cart = sandbox.world.carts.find((candidate) => candidate.id === id)
    assert.ok(cart, `the world has no cart ${id}`)
    return cart
  }
  const write = <Answer>(path: string, body: object) =>
    shop.post<Answer & Problem>(path, body, { 'idempotency-key': crypto.randomUUID() })
  async function codeAt(path: string, key: string, body: object) {
    const { cartHandle } = await shop.recover(key)
    const answer = await write<RestoreAnswer & CheckoutAnswer>(path, { cartHandle, ...body })
    assert.equal(answer.status, 200, answer.body.code)
    assert.ok(answer.body.adoptCode)
    return answer.body.adoptCode
  }

  return {
    ...shop,
    proxy,
    codeOf: (key) => codeAt('/restore', key, { lineItems: [] }),
    checkoutCodeOf: (key) => codeAt('/checkout', key, {}),
    async adopt(body, { headers = {}, method = 'POST', address } = {}) {
      const request = new Request(`${shopOrigin}/cart-recovery/adopt`, {
        method,
        headers: { authorization: `Bearer ${serverKey}`, 'content-type': 'application/json', ...headers },
        ...(method === 'POST' && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      })
      const response = await proxy.fetch(request, { address })
      return { status: response.status, headers: response.headers, body: await response.json() }
    },
    presentCart(lines, given = {}) {
      const [first] = sandbox.world.carts
      assert.ok(first)
      const own = lines.map(([key, index, quantity]) => {
        const line = sandbox.world.carts.find((cart) => cart.key === key)?.lines[index]
        assert.ok(line, `${key} has no line ${index}`)
        return { ...structuredClone(line), id: crypto.randomUUID(), quantity }
      })
      const cart = { ...structuredClone(first), id: crypto.randomUUID(), key: 'present', lines: own, ...given }
      sandbox.world.carts.push(cart)
      return cart
    },
    lines: (cartId) =>
      find(cartId).lines.map((line) => {
        const options = 'options' in line ? line.options.map(({ value }) => value) : []
        return [[line.name, ...options].join(' '), line.quantity]
      }),
  }
}
