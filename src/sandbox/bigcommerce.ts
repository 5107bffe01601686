import { applyFault, reachesPlatform, type SocketEnv } from './apply-fault.ts'
import { type ApiResult, createApi } from './bigcommerce/api.ts'
import { BigcommerceFailure } from './bigcommerce/failure.ts'
import { createQuota, quotaHeaders } from './bigcommerce/quota.ts'
import { createStorefront } from './bigcommerce/storefront.ts'
import type { SandboxContext } from './sandbox-context.ts'

/** A platform as a server knows it. */
export interface PlatformHandler {
  fetch(request: Request, env?: unknown): Promise<Response>
  /** Forgets what is counted outside the world. */
  reset(): void
}

/**
 * BigCommerce: the management API below `/stores/{hash}/v3` and the hosted storefront (redirect links, checkout,
 * pictures). The host name of a request is ignored, and the path prefix of `bigcommerceUrl` may be there or not.
 *
 * Calls of the API are recorded and meet the faults. What a shopper's browser asks of the storefront is neither.
 */
export function createBigcommerce(context: SandboxContext): PlatformHandler {
  const quota = createQuota()
  const api = createApi(context, quota)
  const storefront = createStorefront(context)

  async function fetchApi(request: Request, pathname: string, env: unknown): Promise<Response> {
    const requestBody = await request.text()
    const kept = new Request(request.url, {
      method: request.method,
      headers: request.headers,
      ...(requestBody !== '' && { body: requestBody }),
    })
    const record = ({ response, write }: ApiResult) => {
      const path = pathname + new URL(request.url).search
      const call = { platform: 'bigcommerce', method: request.method, path, status: response.status, write }
      const body = parse(requestBody)
      context.calls.record({
        call: { ...call, ...(body !== undefined && { body }) },
        request: kept,
        requestBody,
        response: response.clone(),
      })
    }
    const answer = async () => {
      const result = await api(request, pathname, requestBody)
      record(result)
      return result.response
    }
    const fault = context.faults.take('bigcommerce', request.method, pathname)
    if (!fault) return answer()
    const fail = (status: number, waitMs: number) => failure(status, waitMs, context)
    const stage = { fault, request, socket: socketOf(env), answer, fail }
    if (reachesPlatform(fault.fault)) return applyFault(stage)
    // What never got to the platform is still a call somebody made; nothing was answered by the platform itself.
    const status = /^\d+$/.test(fault.fault) ? Number(fault.fault) : isSilent(fault.fault) ? 0 : 200
    recordFault(request, pathname, requestBody, status, context)
    return applyFault(stage)
  }

  return {
    async fetch(request, env) {
      const pathname = withoutPrefix(new URL(request.url).pathname, context)
      if (pathname.startsWith('/stores/')) return fetchApi(request, pathname, env)
      return storefront.fetch(request, pathname)
    },
    reset: () => quota.reset(),
  }
}

function recordFault(request: Request, pathname: string, bodyText: string, status: number, context: SandboxContext) {
  const body = parse(bodyText)
  context.calls.add({
    platform: 'bigcommerce',
    method: request.method,
    path: pathname + new URL(request.url).search,
    ...(body !== undefined && { body }),
    status,
    write: false,
  })
}

function isSilent(fault: string): boolean {
  return fault === 'hang' || fault === 'reset'
}

const titles: Record<number, string> = {
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
}

function failure(status: number, waitMs: number, { world, readings }: SandboxContext): Response {
  const { quota } = world.accounts.bigcommerce
  const headers =
    status === 429 && readings.get('limitedHeaders') === 'present'
      ? { ...quotaHeaders(quota, 0, waitMs), 'X-Retry-After': String(Math.ceil(waitMs / 1000)) }
      : {}
  return new BigcommerceFailure(status, titles[status] ?? 'Error', undefined, headers).toResponse()
}

function withoutPrefix(pathname: string, context: SandboxContext): string {
  const prefix = new URL(context.bigcommerceUrl()).pathname.replace(/\/$/, '')
  return prefix !== '' && pathname.startsWith(`${prefix}/`) ? pathname.slice(prefix.length) : pathname
}

function socketOf(env: unknown): SocketEnv['outgoing'] | undefined {
  return (env as SocketEnv | undefined)?.outgoing
}

function parse(text: string): unknown {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
