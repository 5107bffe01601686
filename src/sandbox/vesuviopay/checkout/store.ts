import type { SandboxContext } from '../../sandbox-context.ts'
import { shopName } from '../../world/catalogue/catalogue.ts'
import { storeCurrency } from '../../world/currency.ts'
import { type Operation, succeed } from '../operation.ts'

/** Both pages say that the answer is cached. */
const headers = { 'Cache-Control': 'public, max-age=300' }

/** The settings of a store, for the builder of its pages. The documents name what is in it, not the fields. */
export const storeOperations: Operation[] = [
  {
    method: 'GET',
    path: '/api/v1/sdk/store/:storeId/checkout-settings',
    source: '/docs/api-reference/get-checkout-settings; names what is in it, the fields here are inferred',
    caller: 'key',
    answer({ storeId }, context) {
      const { checkoutLinkLifetimeSeconds } = context.world.accounts.vesuviopay
      const settings = {
        storeId,
        paymentMethods: ['card', 'apple_pay', 'google_pay'],
        ...viewCurrency(context),
        locale: 'en',
        taxes: { included: true },
        shipping: { required: true },
        termsUrl: 'https://alder-and-wool.example/terms',
        privacyUrl: 'https://alder-and-wool.example/privacy',
        phoneVerificationRequired: true,
        guestCheckoutEnabled: false,
        cartExpiryMinutes: 30 * 24 * 60,
        checkoutLinkExpiryMinutes: Math.round(checkoutLinkLifetimeSeconds / 60),
      }
      return { ...succeed(settings), headers }
    },
  },
  {
    method: 'GET',
    path: '/api/v1/sdk/store/:storeId/branding',
    source: '/docs/api-reference/get-company-branding; names what is in it, the fields here are inferred',
    caller: 'key',
    answer({ storeId }, context) {
      const branding = {
        storeId,
        companyName: shopName,
        logoUrl: `${context.urlOf('vesuviopay')}/product-images/mug-sage.svg`,
        primaryColor: '#3a5343',
        backgroundColor: '#fbf9f5',
        fontFamily: 'Georgia, serif',
        contactEmail: 'hello@alder-and-wool.example',
        customCss: '',
      }
      return { ...succeed(branding), headers }
    },
  },
]

function viewCurrency({ readings }: SandboxContext) {
  switch (readings.get('vesuviopaySettingsCurrency')) {
    case 'currencyCode':
      return { currencyCode: storeCurrency }
    case 'currency.code':
      return { currency: { code: storeCurrency } }
    case 'absent':
      return {}
    default:
      return { currency: storeCurrency }
  }
}
