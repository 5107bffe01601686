import { type Fault, faultKinds } from '../http/faults.ts'
import { platformNames } from '../platforms.ts'
import { readCount, readOneOf, readText, requireKeys } from './fields.ts'

/** The fault a `PUT /sandbox/faults` describes. */
export function readFault(body: Record<string, unknown>): Fault {
  requireKeys(body, ['platform', 'fault', 'method', 'path', 'after', 'times', 'delayMs'])
  return {
    platform: readOneOf(body.platform, 'platform', platformNames),
    fault: readOneOf(body.fault, 'fault', faultKinds),
    ...(body.method !== undefined && { method: readText(body.method, 'method') }),
    ...(body.path !== undefined && { path: readText(body.path, 'path') }),
    ...(body.after !== undefined && { after: readCount(body.after, 'after') }),
    ...(body.times !== undefined && { times: readCount(body.times, 'times', 1) }),
    ...(body.delayMs !== undefined && { delayMs: readCount(body.delayMs, 'delayMs') }),
  }
}
