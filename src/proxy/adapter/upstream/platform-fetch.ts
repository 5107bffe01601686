/** What `fetch` is called with. The global one ignores `call`; a `fetch` that records answers files them by it. */
export interface UpstreamRequest extends RequestInit {
  method: string
  headers: Record<string, string>
  body?: string
  signal: AbortSignal
  call: { platform: string; operation: string }
}

/** The headers of a platform's answer. */
export type AnswerHeaders = Pick<Headers, 'get'>

/** What is read of a platform's answer. A `Response` has more. */
export interface PlatformAnswer extends Pick<Response, 'status' | 'ok' | 'type'> {
  headers: AnswerHeaders
  body: AnswerBody | null
}

/** A body that is read once. */
export interface AnswerBody {
  getReader(): {
    read(): Promise<{ done: boolean; value?: Uint8Array | undefined }>
    cancel(): Promise<void>
  }
}

/** What calls a platform. The global `fetch` does, and what a runtime has that costs less. */
export type PlatformFetch = (url: URL, request: UpstreamRequest) => Promise<PlatformAnswer>

let ofRuntime: PlatformFetch | undefined

/** Calls platforms by this from now on, but for those whose options have a `fetch` of their own. */
export function callPlatformsBy(fetch: PlatformFetch): void {
  ofRuntime = fetch
}

/** What a platform is called by whose options have no `fetch`: by default the global one, whichever that is at the time. */
export const platformFetch: PlatformFetch = (url, request) => (ofRuntime ?? globalThis.fetch)(url, request)
