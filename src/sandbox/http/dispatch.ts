import type { PlatformHandler } from './platform-handler.ts'

/** Where a platform answers. */
export interface PlatformPlace {
  handler: PlatformHandler
  apiHost: string
  /** Where the platform is reached from outside. */
  url: string
}

/** Sends a request to the platform its host belongs to. Like a network, it throws where the host is unknown. */
export async function dispatch(request: Request, places: readonly PlatformPlace[]): Promise<Response> {
  request.signal.throwIfAborted()
  const { host, href } = new URL(request.url)
  // Two platforms may share a host; then the longer prefix decides.
  const byPrefix = places.toSorted((one, two) => two.url.length - one.url.length)
  const place =
    places.find(({ apiHost }) => apiHost === host) ??
    byPrefix.find(({ url }) => href.startsWith(`${url}/`)) ??
    places.find(({ url }) => new URL(url).host === host)
  if (!place) throw new TypeError('fetch failed', { cause: new Error(`The sandbox has no host ${host}`) })
  return place.handler.fetch(request)
}
