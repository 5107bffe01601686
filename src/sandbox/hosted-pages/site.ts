import type { Hono } from 'hono'

import { answerNotice } from './page-layout.ts'

/** Pages of a platform, asked for by their path without the platform's prefix. */
export interface Site {
  fetch(request: Request, pathname: string): Promise<Response>
}

export function createSite(app: Hono): Site {
  return {
    async fetch(request, pathname) {
      const url = new URL(request.url)
      const headers = { Cookie: request.headers.get('cookie') ?? '' }
      return app.fetch(new Request(new URL(pathname + url.search, url.origin), { method: request.method, headers }))
    },
  }
}

export function noPage(): Promise<Response> {
  return answerNotice(404, 'There is nothing here', 'The address may be mistyped.')
}

/** Redirects to a path, so that the browser stays on the host it came by. */
export function leadTo(status: 302 | 303, location: string): Response {
  return new Response(null, { status, headers: { Location: location, 'Cache-Control': 'no-store' } })
}
