import type { RequestQuota } from '../http/request-window.ts'
import { readCount, readRecord, requireKeys } from './fields.ts'

/** Reads a quota; what is left out stays as it is. */
export function readQuota(value: unknown, at: string, quota: RequestQuota): RequestQuota {
  const fields = readRecord(value, at)
  requireKeys(fields, ['requests', 'windowMs'], `${at}.`)
  return {
    requests: readCount(fields.requests ?? quota.requests, `${at}.requests`),
    windowMs: readCount(fields.windowMs ?? quota.windowMs, `${at}.windowMs`, 1),
  }
}
