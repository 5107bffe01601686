import * as z from 'zod'

import { type VariableGroup, variable } from './variable.ts'
import { count, oneOf, text } from './variable-values.ts'

const apiUrl = (name: string) =>
  variable(text().exactOptional(), `${name}_API_URL`, 'Another address of its API, for tests.')

/** The variables of each platform: a part of the table of `variables`. */
export const platformVariables = {
  bigcommerce: {
    section: 'BigCommerce',
    path: '',
    schema: z.object({
      storeHash: variable(
        text(),
        'BIGCOMMERCE_STORE_HASH',
        "The store's id. It is in the control panel's address, `store-<hash>.mybigcommerce.com`.",
        { placeholder: 'abc123' },
      ),
      accessToken: variable(
        text(),
        'BIGCOMMERCE_ACCESS_TOKEN',
        'The access token of an API account of the store (Settings, API, Store-level API accounts), with the scopes that docs/configuration.md of cart-recovery lists. It is shown once.',
        { isSecret: true, placeholder: 'from-the-environment' },
      ),
      inventory: variable(
        oneOf('catalog', 'locations').exactOptional(),
        'BIGCOMMERCE_INVENTORY',
        '`locations` for stores that sell from more than one location.',
        { fallback: '`catalog`' },
      ),
      defaultCountry: variable(
        text().exactOptional(),
        'BIGCOMMERCE_DEFAULT_COUNTRY',
        'ISO 3166: the country of phone numbers without a country code.',
      ),
      apiUrl: apiUrl('BIGCOMMERCE'),
    }),
  },
  bigcommerceWebhooks: {
    section: 'BigCommerce',
    path: 'webhooks.',
    schema: z.object({
      clientSecret: variable(
        text().exactOptional(),
        'BIGCOMMERCE_CLIENT_SECRET',
        'Only for webhooks: the client secret that signs them, shown once with the access token.',
        { isSecret: true },
      ),
    }),
  },
  bigcommerceLogin: {
    section: 'BigCommerce',
    path: 'customerLogin.',
    schema: z.object({
      clientId: variable(
        text().exactOptional(),
        'BIGCOMMERCE_LOGIN_CLIENT_ID',
        'Only for carts of signed-in customers: the client id of a store-level API account with the scope Customers Login.',
        { isSecret: true },
      ),
      clientSecret: variable(
        text().exactOptional(),
        'BIGCOMMERCE_LOGIN_CLIENT_SECRET',
        'Its client secret, shown once.',
        { isSecret: true },
      ),
    }),
  },
  bigcommerceConsent: {
    section: 'BigCommerce',
    path: 'consentFields.',
    schema: z.object({
      whatsapp: variable(
        text().exactOptional(),
        'BIGCOMMERCE_WHATSAPP_FIELD',
        'The id of the checkout field where shoppers agree to WhatsApp messages.',
      ),
      sms: variable(text().exactOptional(), 'BIGCOMMERCE_SMS_FIELD', 'The same for text messages.'),
      whatsappFormField: variable(
        text().exactOptional(),
        'BIGCOMMERCE_WHATSAPP_FORM_FIELD',
        'The name of the account field where customers agree to WhatsApp messages.',
      ),
      smsFormField: variable(text().exactOptional(), 'BIGCOMMERCE_SMS_FORM_FIELD', 'The same for text messages.'),
    }),
  },
  vesuviopay: {
    section: 'VesuvioPay',
    path: '',
    schema: z.object({
      storeId: variable(text(), 'VESUVIOPAY_STORE_ID', 'The GUID of the store, from its dashboard.'),
      publishableKey: variable(
        text(),
        'VESUVIOPAY_PUBLISHABLE_KEY',
        'The publishable key, `pk_…`, from the same page. Never the secret one.',
      ),
      secretKey: variable(
        text().exactOptional(),
        'VESUVIOPAY_SECRET_KEY',
        'The secret key, `sk_…`: only for `cart-recovery doctor`, which looks at the webhooks with it.',
        { isSecret: true },
      ),
      webhookSecret: variable(
        text().exactOptional(),
        'VESUVIOPAY_WEBHOOK_SECRET',
        'Only for webhooks: the secret that is shown when the webhook is made.',
        { isSecret: true },
      ),
      sendCodePath: variable(
        text().exactOptional(),
        'VESUVIOPAY_SEND_CODE_PATH',
        'The path that sends a code, for sign-in by phone.',
      ),
      apiUrl: apiUrl('VESUVIOPAY'),
    }),
  },
  tjar: {
    section: 'Tjar',
    path: '',
    schema: z.object({
      storeDomain: variable(text(), 'TJAR_STORE_DOMAIN', "The store's host name, such as `example-store.tjar.sa`.", {
        placeholder: 'example-store.tjar.sa',
      }),
      apiKey: variable(text(), 'TJAR_API_KEY', 'The API key (General Settings, Developers).', {
        isSecret: true,
        placeholder: 'from-the-environment',
      }),
      apiUrl: apiUrl('TJAR'),
    }),
  },
  vendure: {
    section: 'Vendure',
    path: '',
    schema: z.object({
      apiUrl: variable(
        text(),
        'VENDURE_API_URL',
        'The address of its Admin API, with its path: `https://vendure.example/admin-api`.',
      ),
      apiKey: variable(
        text(),
        'VENDURE_API_KEY',
        'A key (Settings, API Keys) of a role with the rights ReadOrder, ReadProduct and RecoverCarts.',
        { isSecret: true },
      ),
      secret: variable(
        text(),
        'VENDURE_SECRET',
        'What `CartRecoveryPlugin` of the server is given as `secret`: made like a sealing key.',
        { isSecret: true },
      ),
      checkoutUrl: variable(
        text(),
        'VENDURE_CHECKOUT_URL',
        "The shop's route that claims the cart of the code in its `claim` parameter, and leads to the checkout.",
      ),
      channelToken: variable(text().exactOptional(), 'VENDURE_CHANNEL_TOKEN', 'The token of the channel.', {
        fallback: 'the default channel',
      }),
      idleMinutes: variable(
        count().exactOptional(),
        'VENDURE_IDLE_MINUTES',
        'A cart counts as left once nothing happened to it for so long.',
        { fallback: '`60`' },
      ),
      language: variable(text().exactOptional(), 'VENDURE_LANGUAGE', 'In which language products are named, as `de`.', {
        fallback: "the channel's",
      }),
      productUrl: variable(
        text().exactOptional(),
        'VENDURE_PRODUCT_URL',
        "The shop's page of a product, as `https://shop.example/products/{slug}`.",
      ),
    }),
  },
  buzzbip: {
    section: 'Buzzbip',
    path: '',
    schema: z.object({
      username: variable(text(), 'BUZZBIP_USERNAME', 'An account that Buzzbip has switched API access on for.'),
      password: variable(text(), 'BUZZBIP_PASSWORD', 'Its password.', { isSecret: true }),
      channel: variable(
        oneOf('whatsapp', 'sms').exactOptional(),
        'BUZZBIP_CHANNEL',
        'How its automation writes to shoppers: `whatsapp` or `sms`.',
        { fallback: '`whatsapp`' },
      ),
      apiUrl: apiUrl('BUZZBIP'),
    }),
  },
} satisfies Record<string, VariableGroup>

/** The platforms that have carts. A store needs at least one of them. */
export const cartPlatforms: VariableGroup[] = [
  platformVariables.bigcommerce,
  platformVariables.vesuviopay,
  platformVariables.tjar,
  platformVariables.vendure,
]

/** Every platform: those with carts, and those that only send messages. */
export const platforms: VariableGroup[] = [...cartPlatforms, platformVariables.buzzbip]
