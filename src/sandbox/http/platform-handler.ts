import type { Site } from '../hosted-pages/site.ts'
import type { PlatformName } from '../platform-types.ts'
import type { SandboxContext } from '../sandbox-context.ts'
import type { ApiFailure } from './api-failure.ts'
import { type Api, createApiGate } from './api-gate.ts'
import { createRequestWindow, type RequestWindow } from './request-window.ts'

/** A platform as a server knows it. */
export interface PlatformHandler {
  fetch(request: Request, env?: unknown): Promise<Response>
  /** Forgets what is counted outside the world. */
  reset(): void
}

/** What a platform answers with. */
export interface PlatformParts {
  platform: PlatformName
  /** What API paths begin with. Every other path belongs to the site. */
  apiPrefix: string
  /** The API. The window counts requests against the platform's quota. */
  createApi(context: SandboxContext, window: RequestWindow): Api['answer']
  /** A failure of the platform itself: overload, a fault, maintenance. */
  fail(status: number, waitMs: number, context: SandboxContext): ApiFailure
  /** The body of a failure that is answered with 200. */
  failedSuccess: Record<string, unknown>
  /** The pages a shopper's browser opens; absent where the platform has none. */
  createSite?(context: SandboxContext): Site
}

/**
 * Answers for a platform. Host names are ignored, and the path prefix of the platform's URL may be there or not.
 * Calls of the API are recorded and meet the faults; requests for a page are neither.
 */
export function createPlatformHandler(parts: PlatformParts, context: SandboxContext): PlatformHandler {
  const { platform, apiPrefix, createApi, fail, failedSuccess, createSite } = parts
  const window = createRequestWindow()
  const site = createSite?.(context)
  const api = {
    platform,
    answer: createApi(context, window),
    fail: (status: number, waitMs: number, request: Request) =>
      fail(status, waitMs, context).toResponse(request, context),
    failedSuccess,
  }
  const fetchApi = createApiGate(api, context)
  return {
    async fetch(request, env) {
      const pathname = withoutPrefix(new URL(request.url).pathname, context.urlOf(platform))
      if (!site || pathname.startsWith(apiPrefix)) return fetchApi(request, pathname, env)
      const response = await site.fetch(request, pathname)
      // An order that was placed on a page reaches the webhooks before the page is answered.
      if (request.method === 'POST') await context.deliverDue()
      return response
    },
    reset: () => window.reset(),
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
