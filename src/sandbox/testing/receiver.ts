import type { SandboxOptions } from '../create-sandbox.ts'
import { openSandbox } from './api-client.ts'

/** One message as its receiver got it. */
export interface Received {
  url: string
  headers: Headers
  text: string
  // biome-ignore lint/suspicious/noExplicitAny: tests look into messages of every shape
  body: any
}

/** A sandbox whose webhooks lead to a receiver that records everything; its answer can be set. */
export function openReceiver(options: SandboxOptions = {}) {
  const received: Received[] = []
  const receiver: { status: number; answer?: () => Promise<Response> } = { status: 200 }
  const opened = openSandbox({
    ...options,
    async deliver(request) {
      const text = await request.text()
      received.push({ url: request.url, headers: request.headers, text, body: JSON.parse(text) })
      return receiver.answer?.() ?? new Response(null, { status: receiver.status })
    },
  })
  const { bigcommerce } = opened.sandbox.world.accounts
  return {
    ...opened,
    received,
    receiver,
    /** The event names of the messages. */
    scopes: () => received.map(({ body }) => body.scope ?? body.type),
    /** Registers a webhook as the store's owner would. */
    async listen(scope: string, headers?: Record<string, string>): Promise<number> {
      const destination = 'https://shop.example/webhooks/bigcommerce'
      const { body } = await opened.call('POST', '/hooks', { scope, destination, ...(headers && { headers }) })
      return body.data?.id ?? body.id
    },
    hook: (id: number) => bigcommerce.hooks.find((candidate) => candidate.id === id),
  }
}

/** Whether a Standard Webhooks signature fits, computed the way its verifiers do: from the secret in base64. */
export async function isSigned({ headers, text }: Received, clientSecret: string): Promise<boolean> {
  const signatureSent = headers.get('webhook-signature')?.match(/^v1,(.+)$/)?.[1] ?? ''
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const secret = Uint8Array.from(atob(btoa(clientSecret)), (character) => character.charCodeAt(0))
  const key = await crypto.subtle.importKey('raw', secret, algorithm, false, ['verify'])
  const signed = `${headers.get('webhook-id')}.${headers.get('webhook-timestamp')}.${text}`
  const signature = Uint8Array.from(atob(signatureSent), (character) => character.charCodeAt(0))
  return crypto.subtle.verify('HMAC', key, signature, new TextEncoder().encode(signed))
}
