import { request } from 'node:http'

/** A status and a body; `lost` where the connection ended before the answer did. */
export type Answer = { status: number; body: unknown; durationMs: number } | 'lost'

export interface Ask {
  method?: 'GET' | 'POST'
  url: string
  headers?: Record<string, string>
  body?: string
  /** Hangs up after this long: the request was sent, and its answer is lost. */
  hangUpAfterMs?: number | undefined
}

/** Longer than the proxy lets a request take. */
const timeoutMs = 12_000

/** Asks on a connection of its own, so that a balancer hands each request on anew. Never throws. */
export function ask({ method = 'POST', url, headers = {}, body = '', hangUpAfterMs }: Ask): Promise<Answer> {
  const startedAt = performance.now()
  return new Promise((resolve) => {
    const length = String(Buffer.byteLength(body))
    const sent = request(url, { method, agent: false, headers: { ...headers, 'content-length': length } }, (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (chunk) => {
        text += chunk
      })
      answer.on('error', () => resolve('lost'))
      answer.on('end', () => {
        if (!answer.complete) return resolve('lost')
        const durationMs = performance.now() - startedAt
        resolve({ status: answer.statusCode ?? 0, body: text === '' ? null : JSON.parse(text), durationMs })
      })
    })
    const timer = setTimeout(() => sent.destroy(new Error('too late')), hangUpAfterMs ?? timeoutMs)
    sent.on('close', () => {
      clearTimeout(timer)
      resolve('lost')
    })
    sent.on('error', () => resolve('lost'))
    sent.end(body)
  })
}
