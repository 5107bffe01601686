// Requests as bytes on a socket: what a `fetch` would set right before it is sent arrives here as it is.
import { Agent, request } from 'node:http'
import { connect } from 'node:net'

/** One request. A body of several chunks is sent chunk by chunk, without a `Content-Length`. */
export interface Sent {
  method?: string
  headers?: Record<string, string>
  body?: string | Uint8Array | readonly (string | Uint8Array)[]
}

export interface Answer {
  status: number
  headers: Record<string, string | undefined>
  /** The lines of `Set-Cookie`. */
  cookies: string[]
  text: string
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects, and fails where it is not there
  json: any
}

const timeoutMs = 60_000
const agent = new Agent({ keepAlive: true, maxSockets: 16 })

/** Sends one request, its path as it is written. Rejects where no answer came. */
export function send(base: string, path: string, { method = 'GET', headers = {}, body }: Sent = {}): Promise<Answer> {
  const { hostname, port, pathname } = new URL(base)
  return new Promise((resolve, reject) => {
    const options = { hostname, port, path: pathname + path, method, headers, agent, timeout: timeoutMs }
    const sent = request(options, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString()
        const { 'set-cookie': cookies = [], ...others } = response.headers
        const headers = Object.fromEntries(Object.entries(others).map(([name, value]) => [name, String(value)]))
        resolve({ status: response.statusCode ?? 0, headers, cookies, text, json: toJson(text) })
      })
    })
    sent.on('timeout', () => sent.destroy(new Error(`no answer to ${method} ${path}`)))
    // A server may end a kept connection just as it is used again: what a browser sends a second time, too.
    sent.on('error', (error) =>
      sent.reusedSocket && 'code' in error
        ? resolve(send(base, path, { method, headers, ...(body !== undefined && { body }) }))
        : reject(error),
    )
    void write(sent, body).catch(reject)
  })
}

/** Sends these bytes on a connection of their own. Resolves to what came back until the server closed it, or for so long. */
export function sendBytes(base: string, bytes: string, closeAfterMs = timeoutMs): Promise<string> {
  const { hostname, port } = new URL(base)
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port) }, () => socket.write(bytes))
    let text = ''
    const timer = setTimeout(() => socket.destroy(), closeAfterMs)
    socket.on('data', (chunk) => {
      text += chunk
    })
    socket.on('error', () => {})
    socket.on('close', () => {
      clearTimeout(timer)
      resolve(text)
    })
  })
}

/** The statuses of the answers in what a connection brought. */
export const statusesOf = (text: string): number[] =>
  [...text.matchAll(/HTTP\/1\.[01] (\d{3}) /g)].map(([, status]) => Number(status))

async function write(sent: ReturnType<typeof request>, body: Sent['body']): Promise<void> {
  if (typeof body !== 'object' || body instanceof Uint8Array) {
    sent.end(body)
    return
  }
  for (const chunk of body) {
    sent.write(chunk)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  sent.end()
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
