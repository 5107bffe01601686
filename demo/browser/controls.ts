import type { Call, Fault } from '../../src/sandbox/index.ts'

/** A message as `/sandbox/messages` lists it. */
export interface Message {
  channel: 'email' | 'sms' | 'whatsapp'
  platform: string
  to: string
  subject?: string
  text: string
  link?: string
  code?: string
  /** The key of its cart. */
  name?: string
}

/** What of `/sandbox/world` a page of the demo shows. */
export interface WorldView {
  variants: { productId: string; variantId: string; name?: string; stock?: number | null; price?: unknown }[]
  carts: {
    id: string
    name: string
    status: string
    lines: { productId: string; variantId: string; quantity: number }[]
  }[]
  clockOffsetSeconds: number
}

/** The control routes of one sandbox, by the path they are mounted at. */
export function createControls(base: string) {
  async function send<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
    const response = await fetch(base + path, {
      method,
      ...(body !== undefined && { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`)
    const text = await response.text()
    return (text ? JSON.parse(text) : undefined) as Answer
  }
  return {
    send,
    messages: () => send<Message[]>('GET', '/messages'),
    calls: () => send<Call[]>('GET', '/calls'),
    clearCalls: () => send('DELETE', '/calls'),
    world: () => send<WorldView>('GET', '/world'),
    patchWorld: (patch: unknown) => send('PATCH', '/world', patch),
    setFault: (fault: Fault) => send('PUT', '/faults', fault),
    clearFaults: () => send('DELETE', '/faults'),
    reset: () => send('POST', '/reset', {}),
  }
}

export type Controls = ReturnType<typeof createControls>
