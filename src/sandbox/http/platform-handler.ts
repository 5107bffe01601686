import type { Site } from '../hosted-pages/site.ts'
import type { SandboxContext } from '../sandbox-context.ts'
import { type Api, createApiGate } from './api-gate.ts'

/** A platform as a server knows it. */
export interface PlatformHandler {
  fetch(request: Request, env?: unknown): Promise<Response>
  /** Forgets what is counted outside the world. */
  reset(): void
}

export interface PlatformParts {
  api: Api
  /** What API paths begin with. Every other path belongs to the site. */
  apiPrefix: string
  /** The pages a shopper's browser opens; absent where the platform has none. */
  site?: Site
  reset(): void
}

/**
 * Answers for a platform. Host names are ignored, and the path prefix of the platform's URL may be there or not.
 * Calls of the API are recorded and meet the faults; requests for a page are neither.
 */
export function createPlatformHandler(
  { api, apiPrefix, site, reset }: PlatformParts,
  context: SandboxContext,
): PlatformHandler {
  const fetchApi = createApiGate(api, context)
  return {
    async fetch(request, env) {
      const pathname = withoutPrefix(new URL(request.url).pathname, context.urlOf(api.platform))
      if (!site || pathname.startsWith(apiPrefix)) return fetchApi(request, pathname, env)
      const response = await site.fetch(request, pathname)
      // An order that was placed on a page reaches the webhooks before the page is answered.
      if (request.method === 'POST') await context.deliverDue()
      return response
    },
    reset,
  }
}

function withoutPrefix(pathname: string, platformUrl: string): string {
  const prefix = prefixOf(platformUrl)
  return prefix !== '' && pathname.startsWith(`${prefix}/`) ? pathname.slice(prefix.length) : pathname
}

/** The path below which a platform's pages are reached; empty for a host of its own. */
export function prefixOf(platformUrl: string): string {
  return new URL(platformUrl).pathname.replace(/\/$/, '')
}
