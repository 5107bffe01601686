// Entry: `callPlatformsByUndici`, which calls platforms with less processor time than `fetch`; for Node.
import type { Dispatcher, request as send } from 'undici'

import { callPlatformsBy, type PlatformAnswer, type PlatformFetch } from './adapter/upstream/platform-fetch.ts'

/**
 * Calls platforms by undici itself from now on, which needs less than half of the processor time of the `fetch` that Node
 * makes of it; `serve` does so. Connections stay those of `fetch`: proxies, certificates and agents that are set up for it
 * count for both. Where something puts another `fetch` in the place of the global one afterwards, that is called.
 *
 * @example await callPlatformsByUndici()
 */
export async function callPlatformsByUndici(): Promise<void> {
  const { fetch } = globalThis
  const byUndici = await loadUndici()
  callPlatformsBy((url, request) => (globalThis.fetch === fetch ? byUndici : globalThis.fetch)(url, request))
}

/** A `fetch` for one platform, by undici. */
export async function loadUndici(): Promise<PlatformFetch> {
  // Node's own undici makes the connections, with what was set up for `fetch`. It loads with its first use, and the package
  // would take its place.
  void globalThis.Headers
  const { request } = await import('undici')
  return (url, init) => call(request, url, init)
}

async function call(
  request: typeof send,
  url: URL,
  { method, headers, body, signal }: Parameters<PlatformFetch>[1],
): Promise<PlatformAnswer> {
  const answer = await request(url, {
    method: method as 'GET',
    // As `fetch` sends it; and nothing is compressed, because nothing here would unpack it.
    headers: { 'user-agent': 'node', 'accept-encoding': 'identity', ...headers },
    body: body ?? null,
    signal,
  })
  // A failure is thrown by the reader. Before that, an error without a listener would end the process.
  answer.body.on('error', () => {})
  return {
    status: answer.statusCode,
    ok: answer.statusCode >= 200 && answer.statusCode < 300,
    type: 'default',
    headers: {
      get(name) {
        const value = answer.headers[name]
        return value === undefined ? null : String(value)
      },
    },
    body: {
      getReader() {
        const isShort = Number(answer.headers['content-length']) <= wholeBytes
        const chunks = isShort ? asOneChunk(answer.body) : answer.body[Symbol.asyncIterator]()
        return {
          read: async () => toRead(await chunks.next()),
          async cancel() {
            answer.body.destroy()
          },
        }
      },
    },
  }
}

/** An answer that is not longer is read as a whole, for less than chunk by chunk. */
const wholeBytes = 128 * 1024

async function* asOneChunk(body: Dispatcher.ResponseData['body']): AsyncGenerator<Uint8Array, undefined> {
  yield await body.bytes()
}

const toRead = ({ done = false, value }: IteratorResult<Uint8Array, undefined>) => ({ done, value })
