import { hmacSha256 } from '../../http/hmac.ts'
import type { DeliveryRules } from '../../world/deliver-due.ts'
import type { Delivery } from '../../world/delivery.ts'

/**
 * Source: /docs/webhook-reference/webhook-verification-info. It says "exponential back-off" without numbers; the
 * schedule here is inferred: one minute, doubled ten times.
 */
export const webhookDelivery: DeliveryRules = {
  retrySeconds: [60, 120, 240, 480, 960, 1920, 3840, 7680, 15_360, 30_720],
  headers(delivery, { world }) {
    const webhook = world.accounts.vesuviopay.webhooks.find(({ id }) => id === delivery.hookId)
    // A test is sent also where the webhook is switched off (inferred).
    return webhook && (webhook.isActive || delivery.scope === 'webhook.test')
      ? signed(delivery, webhook.secret)
      : undefined
  },
}

async function signed({ body }: Delivery, secret: string) {
  const bytes = await hmacSha256(secret, body)
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return {
    'Content-Type': 'application/json',
    'User-Agent': 'VesuvioPay-Webhooks/1.0',
    'X-Webhook-Signature': `sha256=${hex}`,
  }
}
