import { createApiGate } from '../http/api-gate.ts'
import { type PlatformHandler, withoutPrefix } from '../http/platform-handler.ts'
import { createRequestWindow } from '../http/request-window.ts'
import type { SandboxContext } from '../sandbox-context.ts'
import { createApi } from './api.ts'
import { createCheckoutSite } from './checkout-site.ts'
import { limited, TjarFailure } from './failure.ts'

/**
 * Tjar: the API below `/api/core/v1` and the hosted checkout its cart links lead to. The host name of a request is
 * ignored, and the path prefix of `tjarUrl` may be there or not.
 *
 * Calls of the API are recorded and meet the faults. What a shopper's browser asks of the store is neither.
 */
export function createTjar(context: SandboxContext): PlatformHandler {
  const window = createRequestWindow()
  const checkoutSite = createCheckoutSite(context)
  const fetchApi = createApiGate(
    {
      platform: 'tjar',
      answer: createApi(context, window),
      fail: (status, waitMs) => {
        const failure = status === 429 ? limited(waitMs, context) : new TjarFailure(status, 'broken')
        return failure.toResponse('en', context)
      },
      failedSuccess: { status: 'error', message: 'Something went wrong', data: null },
    },
    context,
  )
  return {
    async fetch(request, env) {
      const pathname = withoutPrefix(new URL(request.url).pathname, context.tjarUrl())
      if (pathname.startsWith('/api/')) return fetchApi(request, pathname, env)
      return checkoutSite.fetch(request, pathname)
    },
    reset: () => window.reset(),
  }
}
