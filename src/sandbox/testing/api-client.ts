import { createSandbox, type Sandbox, type SandboxOptions } from '../create-sandbox.ts'
import type { Cart, CartLine } from '../world/cart.ts'

/** A moment all tests agree on. */
export const start = Date.UTC(2026, 4, 4, 9)

export interface ApiAnswer {
  status: number
  headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  body: any
}

/** A sandbox that stands still in time, and a way to call its API as an adapter would. */
export function openSandbox(options: SandboxOptions = {}): {
  sandbox: Sandbox
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<ApiAnswer>
  cart(key: string): Cart
  line(key: string, name: string): CartLine
} {
  const sandbox = createSandbox({ now: () => start, ...options })
  const { storeHash, accessToken } = sandbox.credentials.bigcommerce
  const cart = (key: string) => {
    const found = sandbox.world.carts.find((candidate) => candidate.key === key)
    if (!found) throw new Error(`No cart ${key}`)
    return found
  }
  return {
    sandbox,
    cart,
    line(key, name) {
      const found = cart(key).lines.find((candidate) => candidate.name === name)
      if (!found) throw new Error(`No line ${name} in ${key}`)
      return found
    },
    async call(method, path, body, headers = {}) {
      const response = await sandbox.fetch(`https://api.bigcommerce.com/stores/${storeHash}/v3${path}`, {
        method,
        headers: { 'X-Auth-Token': accessToken, 'Content-Type': 'application/json', ...headers },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      })
      const text = await response.text()
      return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) }
    },
  }
}

/** A call of the control routes, as a script on this machine makes it. */
export async function control(
  sandbox: Sandbox,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<ApiAnswer> {
  const response = await sandbox.controls.fetch(
    new Request(`http://127.0.0.1:4173/sandbox${path}`, {
      method,
      headers: { ...(body !== undefined && { 'Content-Type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    }),
  )
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) }
}
