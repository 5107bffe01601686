import { createPlatformHandler } from '../http/platform-handler.ts'
import type { SandboxPlatform } from '../platform.ts'
import { createApi } from './api.ts'
import { createCheckoutSite } from './checkout-site.ts'
import { findControlledCart, readAccount, viewAccount, viewCarts } from './controls.ts'
import { limited, TjarFailure } from './failure.ts'
import { tjarReadings } from './readings.ts'
import { addScenarioCarts } from './scenario-carts.ts'
import { createTjarAccount, createTjarState, tjarStoreDomain } from './state.ts'

/** Tjar: the API below `/api/core/v1` and the hosted checkout its cart links lead to. */
export const tjar = {
  name: 'tjar',
  // Each store has its API at its own domain.
  apiHost: tjarStoreDomain,
  defaultUrl: `https://${tjarStoreDomain}`,
  readings: tjarReadings,
  createAccount: createTjarAccount,
  createState: createTjarState,
  populate: addScenarioCarts,
  createHandler: (context) =>
    createPlatformHandler(
      {
        platform: 'tjar',
        apiPrefix: '/api/',
        createApi,
        fail: (status, waitMs) => (status === 429 ? limited(waitMs, context) : new TjarFailure(status, 'broken')),
        failedSuccess: { status: 'error', message: 'Something went wrong', data: null },
        createSite: createCheckoutSite,
      },
      context,
    ),
  credentials({ accounts }) {
    const { storeDomain, apiKey } = accounts.tjar
    return { storeDomain, apiKey }
  },
  views: { account: viewAccount, carts: viewCarts, message: () => ({ store: 'tjar' }) },
  readAccount,
  findCart: findControlledCart,
} satisfies SandboxPlatform
