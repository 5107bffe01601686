import type { RequestQuota } from '../http/request-window.ts'
import { readCount, readRecord, requireKeys } from './fields.ts'

/** Reads a quota; what is left out stays as it is. */
export function readQuota(value: unknown, at: string, account: { quota: RequestQuota }): () => void {
  const quota = readRecord(value, at)
  requireKeys(quota, ['requests', 'windowMs'], `${at}.`)
  const requests = readCount(quota.requests ?? account.quota.requests, `${at}.requests`)
  const windowMs = readCount(quota.windowMs ?? account.quota.windowMs, `${at}.windowMs`, 1)
  return () => {
    account.quota = { requests, windowMs }
  }
}
