import { createApiGate } from '../http/api-gate.ts'
import { type PlatformHandler, withoutPrefix } from '../http/platform-handler.ts'
import type { SandboxContext } from '../sandbox-context.ts'
import { createApi } from './api.ts'
import { BigCommerceFailure } from './failure.ts'
import { createQuota, limitedHeaders } from './quota.ts'
import { createStorefront } from './storefront/storefront.ts'

/**
 * BigCommerce: the management API below `/stores/{hash}/v3` and the hosted storefront (redirect links, checkout,
 * pictures). The host name of a request is ignored, and the path prefix of `bigcommerceUrl` may be there or not.
 *
 * Calls of the API are recorded and meet the faults. What a shopper's browser asks of the storefront is neither.
 */
export function createBigCommerce(context: SandboxContext): PlatformHandler {
  const quota = createQuota()
  const storefront = createStorefront(context)
  const fetchApi = createApiGate(
    {
      platform: 'bigcommerce',
      answer: createApi(context, quota),
      fail: (status, waitMs) => failure(status, waitMs, context),
      failedSuccess: { status: 'error', message: 'Something went wrong' },
    },
    context,
  )
  return {
    async fetch(request, env) {
      const pathname = withoutPrefix(new URL(request.url).pathname, context.bigcommerceUrl())
      if (pathname.startsWith('/stores/')) return fetchApi(request, pathname, env)
      const response = await storefront.fetch(request, pathname)
      if (request.method === 'POST') await context.deliverDue()
      return response
    },
    reset: () => quota.reset(),
  }
}

const titles: Record<number, string> = {
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
}

function failure(status: number, waitMs: number, context: SandboxContext): Response {
  const { quota } = context.world.accounts.bigcommerce
  const headers = status === 429 ? limitedHeaders(quota, waitMs, context) : {}
  return new BigCommerceFailure(status, titles[status] ?? 'Error', undefined, headers).toResponse()
}
