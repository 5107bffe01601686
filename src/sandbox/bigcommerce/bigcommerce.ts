import { createPlatformHandler } from '../http/platform-handler.ts'
import type { SandboxPlatform } from '../platform.ts'
import type { SandboxContext } from '../sandbox-context.ts'
import { viewMessage } from './abandoned-carts/abandoned-cart-email.ts'
import { createApi } from './api.ts'
import { findControlledCart, readAccount, viewAccount, viewCarts } from './controls.ts'
import { BigCommerceFailure } from './failure.ts'
import { hookDelivery } from './hooks/hook-delivery.ts'
import { limitedHeaders } from './quota.ts'
import { bigCommerceReadings } from './readings.ts'
import { addScenarioCarts } from './scenario-carts.ts'
import { routeToRecoveryPages } from './sites/site-routes.ts'
import { createBigCommerceAccount, createBigCommerceState } from './state.ts'
import { createStorefront } from './storefront/storefront.ts'

/**
 * BigCommerce: the management API below `/stores/{hash}/v3` and the hosted storefront (redirect links, checkout,
 * pictures).
 */
export const bigcommerce = {
  name: 'bigcommerce',
  apiHost: 'api.bigcommerce.com',
  defaultUrl: 'https://store-demo.mybigcommerce.com',
  readings: bigCommerceReadings,
  createAccount: createBigCommerceAccount,
  createState: createBigCommerceState,
  populate: addScenarioCarts,
  createHandler: (context) =>
    createPlatformHandler(
      {
        platform: 'bigcommerce',
        apiPrefix: '/stores/',
        createApi,
        fail,
        failedSuccess: { status: 'error', message: 'Something went wrong' },
        createSite: createStorefront,
      },
      context,
    ),
  credentials({ accounts }) {
    const { storeHash, accessToken, clientId, clientSecret } = accounts.bigcommerce
    return { storeHash, accessToken, customerLogin: { clientId, clientSecret }, webhooks: { clientSecret } }
  },
  deliveries: hookDelivery,
  views: { account: viewAccount, carts: viewCarts, message: viewMessage },
  readAccount,
  findCart: findControlledCart,
  setRecoveryPages: routeToRecoveryPages,
} satisfies SandboxPlatform

const titles: Record<number, string> = {
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
}

function fail(status: number, waitMs: number, context: SandboxContext): BigCommerceFailure {
  const { quota } = context.world.accounts.bigcommerce
  const headers = status === 429 ? limitedHeaders(quota, waitMs, context) : {}
  return new BigCommerceFailure(status, titles[status] ?? 'Error', undefined, headers)
}
