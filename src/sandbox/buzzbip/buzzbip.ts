import { createPlatformHandler } from '../http/platform-handler.ts'
import type { SandboxPlatform } from '../platform.ts'
import { createApi } from './api.ts'
import { readAccount, viewAccount, viewMessage } from './controls.ts'
import { BuzzbipFailure, limited } from './failure.ts'
import { buzzbipReadings } from './readings.ts'
import { createBuzzbipAccount, createBuzzbipState } from './state.ts'

/**
 * Buzzbip's application API, of the two generations its documents describe: log-in, and the cart report that starts a
 * message to the shopper's phone. It has no pages.
 */
export const buzzbip = {
  name: 'buzzbip',
  apiHost: 'app.buzzbip.com',
  defaultUrl: 'https://app.buzzbip.com',
  readings: buzzbipReadings,
  createAccount: createBuzzbipAccount,
  createState: createBuzzbipState,
  createHandler: (context) =>
    createPlatformHandler(
      {
        platform: 'buzzbip',
        apiPrefix: '/api/',
        createApi,
        fail: (status, waitMs) =>
          status === 429 ? limited(waitMs, context) : new BuzzbipFailure(status, 'ERROR', 'Server error'),
        failedSuccess: { status: 'error', message: 'Something went wrong', code: 500, data: [] },
      },
      context,
    ),
  credentials({ accounts }) {
    const { username, password, apiKey, platformType, baseUri } = accounts.buzzbip
    return { username, password, pluginHeaders: { apiKey, platformType, baseUri } }
  },
  views: { account: viewAccount, message: viewMessage },
  readAccount,
} satisfies SandboxPlatform
