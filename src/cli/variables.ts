import * as z from 'zod'

import { type VariableGroup, variable } from './variable.ts'

/** Prints a sealing key. */
export const keyCommand = `node -p "crypto.randomBytes(32).toString('base64url')"`

/** The shop's address as `init` writes it, and the origin of its checkout. No shop has either. */
export const placeholders = { shop: 'https://shop.example', checkout: 'https://store-abc123.mybigcommerce.com' }

const text = () => z.string()
const list = () => z.string().transform((items) => items.split(',').map((item) => item.trim()))
const oneOf = <const Value extends string>(...values: Value[]) =>
  z.enum(values, { error: `must be ${values.join(' or ')}` })

const yes = () =>
  z
    .literal('1', { error: 'must be 1' })
    .transform(() => true)
    .exactOptional()

const apiUrl = (name: string) =>
  variable(text().exactOptional(), `${name}_API_URL`, 'Another address of its API, for tests.')

/**
 * Every `CART_RECOVERY_*` variable, once. Derived from it: what `fromEnvironment` reads, the `.env` files that `init`
 * writes, and docs/configuration.md.
 */
export const variables = {
  store: {
    section: 'The store',
    path: '',
    schema: z.object({
      store: variable(
        text().default('default'),
        'STORE',
        'Your own name for the store: it stands in log lines, and is part of every sealed link.',
      ),
      publicUrl: variable(text(), 'PUBLIC_URL', 'Where browsers find the proxy.', { placeholder: placeholders.shop }),
      keys: variable(
        list(),
        'KEYS',
        `Sealing keys, newest first, separated by commas: 32 random bytes each, in base64url. A new one:\n\`${keyCommand}\``,
        { isSecret: true, isGenerated: true },
      ),
      serverKey: variable(
        text().exactOptional(),
        'SERVER_KEY',
        "Lets the shop's own server ask for `/seal-customer`: 24 characters or more, made like a sealing key.",
        { isSecret: true },
      ),
      afterOrder: variable(
        oneOf('keep', 'delete-cart').exactOptional(),
        'AFTER_ORDER',
        '`delete-cart` deletes the recovered cart once its lines were ordered by text message.',
        { fallback: '`keep`' },
      ),
      allowContacts: variable(
        list().exactOptional(),
        'ALLOW_CONTACTS',
        'The only phone numbers (`+4915112345678`) and e-mail addresses that reports and reminders may go to, separated by commas: for the first hour with a real store. It does not limit codes by text message.',
        { fallback: 'no limit' },
      ),
      debug: variable(
        yes(),
        'DEBUG',
        '`1` adds what a platform answered to log lines about its failures, without addresses, numbers and tokens.',
      ),
      insecureLoopback: variable(
        yes(),
        'INSECURE_LOOPBACK',
        '`1` allows `http:` addresses on this machine, for local trials only.',
      ),
    }),
  },
  channel: {
    section: 'The sales channel',
    path: 'channels.{id}.',
    schema: z.object({
      id: variable(text().default('1'), 'CHANNEL_ID', "The platform's id of the channel.", { option: 'channels' }),
      origins: variable(list(), 'ORIGINS', 'Origins of the pages that use the widget, separated by commas.', {
        placeholder: placeholders.shop,
      }),
      recoveryPageUrl: variable(text(), 'RECOVERY_PAGE_URL', 'The page that messages lead to.', {
        placeholder: placeholders.shop,
      }),
      shopUrl: variable(text(), 'SHOP_URL', "The shop's first page.", { placeholder: placeholders.shop }),
      checkoutOrigins: variable(
        list(),
        'CHECKOUT_ORIGINS',
        'Origins that a checkout may be on, separated by commas. A link that leads elsewhere is refused.',
        { placeholder: placeholders.checkout },
      ),
      locale: variable(text().exactOptional(), 'LOCALE', 'The language of messages, as `de`.'),
      accountCarts: variable(
        yes(),
        'ACCOUNT_CARTS',
        '`1` where the shop vouches for its signed-in customers, so that links to their carts open: docs/platforms.md of cart-recovery says how.',
      ),
    }),
  },
  ledger: {
    section: 'The ledger',
    path: '',
    schema: z.object({
      path: variable(
        text().default('cart-recovery.db'),
        'LEDGER',
        'The file that `serve` keeps the ledger in, where the configuration has no `stateStore`.',
        { option: 'stateStore' },
      ),
      ledgerKey: variable(
        text().exactOptional(),
        'LEDGER_KEY',
        "The key that names the ledger's records, made like a sealing key. It never changes: under another key a shopper's refusal is not found. For a ledger that began without it, it is the sealing key that was the first then.",
        { isSecret: true, isGenerated: true, fallback: 'the first of `CART_RECOVERY_KEYS`' },
      ),
    }),
  },
  merchant: {
    section: "The merchant's console",
    path: 'merchant.',
    schema: z.object({
      key: variable(
        text(),
        'MERCHANT_KEY',
        "Opens the merchant's routes and the console: 24 characters or more, made like a sealing key.",
        { option: 'merchant.keys', isSecret: true },
      ),
      origins: variable(
        list().exactOptional(),
        'MERCHANT_ORIGINS',
        'Origins of the pages that the console runs on, separated by commas.',
      ),
    }),
  },
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
export const cartPlatforms: VariableGroup[] = [variables.bigcommerce, variables.vesuviopay, variables.tjar]

/** Every platform: those with carts, and those that only send messages. */
export const platforms: VariableGroup[] = [...cartPlatforms, variables.buzzbip]
