import type { Message } from '../controls/messages-view.ts'
import { createSandbox, type Sandbox, type SandboxOptions } from '../create-sandbox.ts'
import type { PlatformName } from '../platform-types.ts'
import type { Cart, CartLine } from '../world/cart.ts'

/** The time at which the sandbox of a test stands. */
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
    call: (method, path, body, headers) =>
      send(sandbox.fetch, `https://api.bigcommerce.com/stores/${storeHash}/v3${path}`, method, body, {
        'X-Auth-Token': accessToken,
        'Content-Type': 'application/json',
        ...headers,
      }),
  }
}

/** A call of the control routes, as a script on this machine makes it. */
export function control(
  { controls }: Sandbox,
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
): Promise<ApiAnswer> {
  const fetch = (url: string, init: RequestInit) => controls.fetch(new Request(url, init))
  return send(fetch, `http://127.0.0.1:4173/sandbox${path}`, method, body, headers)
}

/** Every message of a platform, as the mailbox shows it. */
export async function messagesOf(sandbox: Sandbox, platform: PlatformName): Promise<Message[]> {
  const messages: Message[] = (await control(sandbox, 'GET', '/messages')).body
  return messages.filter((message) => message.platform === platform)
}

/** Lets time pass. */
export function wait({ world }: Sandbox, seconds: number): void {
  world.clockOffsetSeconds += seconds
}

/** Sends a request; a body that is no text is sent as JSON. */
export async function send(
  fetch: (url: string, init: RequestInit) => Promise<Response>,
  url: string,
  method: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<ApiAnswer> {
  const response = await fetch(url, {
    method,
    headers: { ...(body !== undefined && { 'Content-Type': 'application/json' }), ...headers },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) }
}
