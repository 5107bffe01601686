import { createApiGate } from '../http/api-gate.ts'
import { type PlatformHandler, withoutPrefix } from '../http/platform-handler.ts'
import type { SandboxContext } from '../sandbox-context.ts'
import { createApi } from './api.ts'
import { createCheckoutSite } from './checkout/checkout-site.ts'
import { VesuvioPayFailure } from './failure.ts'
import { createRateLimit, rateLimited } from './rate-limit.ts'

/**
 * VesuvioPay: the API below `/api/v1` and the hosted checkout its links lead to. The host name of a request is
 * ignored, and the path prefix of `vesuviopayUrl` may be there or not.
 *
 * Calls of the API are recorded and meet the faults. What a shopper's browser asks of the checkout is neither.
 */
export function createVesuvioPay(context: SandboxContext): PlatformHandler {
  const rateLimit = createRateLimit()
  const checkoutSite = createCheckoutSite(context)
  const fetchApi = createApiGate(
    {
      platform: 'vesuviopay',
      answer: createApi(context, rateLimit),
      fail: (status, waitMs) => failure(status, waitMs, context),
      failedSuccess: { success: false, message: 'Something went wrong', errorCode: 'INTERNAL_ERROR' },
    },
    context,
  )
  return {
    async fetch(request, env) {
      const pathname = withoutPrefix(new URL(request.url).pathname, context.vesuviopayUrl())
      if (pathname.startsWith('/api/')) return fetchApi(request, pathname, env)
      const response = await checkoutSite.fetch(request, pathname)
      if (request.method === 'POST') await context.deliverDue()
      return response
    },
    reset: () => rateLimit.reset(),
  }
}

const messages: Record<number, [code: string, message: string]> = {
  500: ['INTERNAL_ERROR', 'Something went wrong.'],
  502: ['BAD_GATEWAY', 'Bad gateway.'],
  503: ['SERVICE_UNAVAILABLE', 'Down for maintenance.'],
  504: ['GATEWAY_TIMEOUT', 'Gateway time-out.'],
}

function failure(status: number, waitMs: number, { world, clock }: SandboxContext): Response {
  if (status === 429) {
    return rateLimited(world.accounts.vesuviopay.quota.requests, clock() + waitMs, waitMs).toResponse()
  }
  const [code, message] = messages[status] ?? ['ERROR', 'Error.']
  return new VesuvioPayFailure(status, code, message).toResponse()
}
