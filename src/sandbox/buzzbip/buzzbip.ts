import { createApiGate } from '../http/api-gate.ts'
import { type PlatformHandler, withoutPrefix } from '../http/platform-handler.ts'
import { createRequestWindow } from '../http/request-window.ts'
import type { SandboxContext } from '../sandbox-context.ts'
import { createApi } from './api.ts'
import { BuzzbipFailure, limited } from './failure.ts'

/**
 * Buzzbip's application API, of the two generations its documents describe: log-in, and the cart report that starts a
 * message to the shopper's phone. The host name of a request is ignored, and the path prefix of `buzzbipUrl` may be
 * there or not. It has no pages.
 */
export function createBuzzbip(context: SandboxContext): PlatformHandler {
  const window = createRequestWindow()
  const fetchApi = createApiGate(
    {
      platform: 'buzzbip',
      answer: createApi(context, window),
      fail: (status, waitMs) => {
        const failure = status === 429 ? limited(waitMs, context) : new BuzzbipFailure(status, 'ERROR', 'Server error')
        return failure.toResponse(context)
      },
      failedSuccess: { status: 'error', message: 'Something went wrong', code: 500, data: [] },
    },
    context,
  )
  return {
    fetch: async (request, env) =>
      fetchApi(request, withoutPrefix(new URL(request.url).pathname, context.buzzbipUrl()), env),
    reset: () => window.reset(),
  }
}
