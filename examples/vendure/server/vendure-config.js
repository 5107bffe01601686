import { dummyPaymentHandler } from '@vendure/core'
import { EmailPlugin } from '@vendure/email-plugin'

import { cartRecovery, recoveryMessage } from './cart-recovery.js'

const { PORT = '3000', SUPERADMIN_PASSWORD, SHOP_URL } = process.env

export const config = {
  apiOptions: {
    port: Number(PORT),
    hostname: '127.0.0.1',
    adminApiPath: 'admin-api',
    shopApiPath: 'shop-api',
    cors: { origin: [SHOP_URL], credentials: true },
  },
  authOptions: {
    tokenMethod: ['cookie', 'bearer', 'api-key'],
    superadminCredentials: { identifier: 'superadmin', password: SUPERADMIN_PASSWORD },
    cookieOptions: { secret: process.env.COOKIE_SECRET },
  },
  dbConnectionOptions: { type: 'sqljs', location: 'shop.db', autoSave: true, synchronize: true },
  paymentOptions: { paymentMethodHandlers: [dummyPaymentHandler] },
  plugins: [
    EmailPlugin.init({
      handlers: [recoveryMessage],
      transport: { type: 'file', outputPath: 'mails' },
      templateLoader: { loadTemplate: async () => template, loadPartials: async () => [] },
    }),
    cartRecovery,
  ],
}

const template = `<mjml><mj-body><mj-section><mj-column>
  <mj-text>Hello {{ firstName }}, you left something in your cart.</mj-text>
  <mj-button href="{{ link }}">Back to your cart</mj-button>
</mj-column></mj-section></mj-body></mjml>`
