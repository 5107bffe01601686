import { hmacSha256 } from '../../http/hmac.ts'
import type { SandboxContext } from '../../sandbox-context.ts'
import type { DeliveryRules } from '../../world/deliver-due.ts'
import type { Delivery } from '../../world/delivery.ts'
import type { BigCommerceHook } from '../state.ts'

/**
 * BigCommerce tries for two days and then switches the webhook off.
 * Source: docs/integrations/webhooks/https-webhook-overview.mdx, retries and security.
 */
export const hookDelivery: DeliveryRules = {
  retrySeconds: [60, 180, 300, 600, 900, 1800, 3600, 7200, 21_600, 50_400, 86_400],
  headers(delivery, context) {
    const hook = findHook(delivery, context)
    return hook?.isActive ? signed(delivery, hook, context) : undefined
  },
  giveUp(delivery, context) {
    const hook = findHook(delivery, context)
    if (hook) hook.isActive = false
  },
}

function findHook({ hookId }: Delivery, { world }: SandboxContext): BigCommerceHook | undefined {
  return world.accounts.bigcommerce.hooks.find(({ id }) => String(id) === hookId)
}

/**
 * Signs id, time and raw body by the Standard Webhooks scheme. Its verifiers expect the key in base64 and decode it, so
 * the key is the bytes of the client secret. The names of the headers are inferred from the scheme.
 */
async function signed(delivery: Delivery, hook: BigCommerceHook, { world, clock }: SandboxContext) {
  const { clientSecret } = world.accounts.bigcommerce
  const timestamp = String(Math.floor(clock() / 1000))
  const signature = await hmacSha256(clientSecret, `${delivery.id}.${timestamp}.${delivery.body}`)
  return {
    ...hook.headers,
    'Content-Type': 'application/json',
    'webhook-id': delivery.id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${btoa(String.fromCharCode(...signature))}`,
  }
}
