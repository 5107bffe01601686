import { recoverRoute } from '../contract/endpoints.browser.ts'
import type { LinkSource } from './link.ts'
import { request } from './request.ts'

/** The base path of a proxy that is mounted beside the shop. */
export const defaultEndpoint = '/cart-recovery'

/**
 * Sends the first request of a page before the rest of the script is loaded. `RecoveryClient.recover` takes the running
 * request over, so that it is sent once.
 */
export function startRecovery(link: LinkSource, endpoint = defaultEndpoint): Promise<Response> {
  return request(endpoint, recoverRoute, { body: link })
}
