import { createPlatformHandler } from '../http/platform-handler.ts'
import type { SandboxPlatform } from '../platform.ts'
import type { SandboxContext } from '../sandbox-context.ts'
import { createApi } from './api.ts'
import { createCheckoutSite } from './checkout/checkout-site.ts'
import { findControlledCart, readAccount, viewAccount, viewCarts, viewSubscriptions } from './controls.ts'
import { VesuvioPayFailure } from './failure.ts'
import { rateLimited } from './rate-limit.ts'
import { vesuvioPayReadings } from './readings.ts'
import { addScenarioShoppers } from './scenario-shoppers.ts'
import { createVesuvioPayAccount, createVesuvioPayState } from './state.ts'
import { notifyBackInStock } from './stock/back-in-stock.ts'
import { webhookDelivery } from './webhooks/webhook-delivery.ts'

/** VesuvioPay: the API below `/api/v1` and the hosted checkout its links lead to. */
export const vesuviopay = {
  name: 'vesuviopay',
  apiHost: 'api.vesuviopay.com',
  defaultUrl: 'https://checkout.vesuviopay.example',
  readings: vesuvioPayReadings,
  createAccount: createVesuvioPayAccount,
  createState: createVesuvioPayState,
  populate: addScenarioShoppers,
  createHandler: (context) =>
    createPlatformHandler(
      {
        platform: 'vesuviopay',
        apiPrefix: '/api/',
        createApi,
        fail,
        failedSuccess: { success: false, message: 'Something went wrong', errorCode: 'INTERNAL_ERROR' },
        createSite: createCheckoutSite,
      },
      context,
    ),
  credentials({ accounts }) {
    const { storeId, publishableKey, secretKey, webhookSecret } = accounts.vesuviopay
    return { storeId, publishableKey, secretKey, webhookSecret }
  },
  deliveries: webhookDelivery,
  views: {
    account: viewAccount,
    carts: viewCarts,
    subscriptions: viewSubscriptions,
    message: () => ({ store: 'vesuviopay' }),
  },
  readAccount,
  findCart: findControlledCart,
  handleWorldChange: notifyBackInStock,
} satisfies SandboxPlatform

const messages: Record<number, [code: string, message: string]> = {
  500: ['INTERNAL_ERROR', 'Something went wrong.'],
  502: ['BAD_GATEWAY', 'Bad gateway.'],
  503: ['SERVICE_UNAVAILABLE', 'Down for maintenance.'],
  504: ['GATEWAY_TIMEOUT', 'Gateway time-out.'],
}

function fail(status: number, waitMs: number, { world, clock }: SandboxContext): VesuvioPayFailure {
  if (status === 429) return rateLimited(world.accounts.vesuviopay.quota.requests, clock() + waitMs, waitMs)
  const [code, message] = messages[status] ?? ['ERROR', 'Error.']
  return new VesuvioPayFailure(status, code, message)
}
