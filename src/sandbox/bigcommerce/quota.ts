import type { RequestQuota } from '../http/request-window.ts'
import type { SandboxContext } from '../sandbox-context.ts'

/** The headers that every answer of the API has. */
export function quotaHeaders({ requests, windowMs }: RequestQuota, left: number, resetMs: number) {
  return {
    'X-Rate-Limit-Time-Window-Ms': String(windowMs),
    'X-Rate-Limit-Time-Reset-Ms': String(Math.ceil(resetMs)),
    'X-Rate-Limit-Requests-Quota': String(requests),
    'X-Rate-Limit-Requests-Left': String(left),
  }
}

/** The headers of a refusal. Two documents disagree on what its reset header means. */
export function limitedHeaders(
  quota: RequestQuota,
  resetMs: number,
  { readings }: SandboxContext,
): Record<string, string> {
  if (readings.get('limitedHeaders') === 'absent') return {}
  const isWhole = readings.get('limitReset') === 'window'
  return {
    ...quotaHeaders(quota, 0, isWhole ? quota.windowMs : resetMs),
    'X-Retry-After': String(Math.ceil(resetMs / 1000)),
  }
}
