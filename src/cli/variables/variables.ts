import * as z from 'zod'
import { limitVariables } from './limit-variables.ts'
import { platformVariables } from './platform-variables.ts'
import { type VariableGroup, variable } from './variable.ts'
import { count, list, no, oneOf, port, text, yes } from './variable-values.ts'

/** Prints a sealing key. */
export const keyCommand = `node -p "crypto.randomBytes(32).toString('base64url')"`

/** Prints a secret of the shop's service. */
const secretCommand = `node -p "'whsec_' + crypto.randomBytes(32).toString('base64')"`

/** The shop's address as `init` writes it, and the origin of its checkout. No shop has either. */
export const placeholders = { shop: 'https://shop.example', checkout: 'https://store-abc123.mybigcommerce.com' }

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
        "Lets the shop's own server ask for `/adopt` and `/seal-customer`: 32 random bytes in base64url, like a sealing key.",
        { isSecret: true },
      ),
      adopt: variable(
        yes(),
        'ADOPT',
        'The shop makes recovered carts its own, by `/adopt`: `1` once the route behind `adopt-url` is there.',
      ),
      trustedHops: variable(
        count().exactOptional(),
        'TRUSTED_HOPS',
        'How many proxies of your own stand before this one and add to `X-Forwarded-For`. Limits by address count what the outermost of them saw.',
        { fallback: '`0`' },
      ),
      afterOrder: variable(
        oneOf('keep', 'delete-cart').exactOptional(),
        'AFTER_ORDER',
        '`delete-cart` takes what was ordered by text message out of the recovered cart, and deletes it if nothing is left.',
        { fallback: '`keep`' },
      ),
      allowContacts: variable(
        list().exactOptional(),
        'ALLOW_CONTACTS',
        'The only phone numbers (`+4915112345678`) and e-mail addresses that reports and reminders may go to, separated by commas; with Vendure `vendure:7`, for the customer with the id 7: for the first hour with a real store. It does not limit text messages that a shopper taps for.',
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
  sms: {
    section: 'Text messages',
    path: 'sms.',
    schema: z.object({
      enabled: variable(no(), 'SMS', '`0` sends no text messages, and offers nothing that needs one.', {
        fallback: 'they are sent where a platform does',
      }),
      countries: variable(
        list().exactOptional(),
        'SMS_COUNTRIES',
        'ISO 3166 codes of the countries whose numbers may be sent a code, as `DE,AT`: the shop’s own first. Required where a platform sends codes.',
      ),
    }),
  },
  notify: {
    section: 'Back in stock',
    path: 'notify.',
    schema: z.object({
      url: variable(
        text(),
        'NOTIFY_URL',
        "Where the shop's own service takes the webhook that tells what is back in stock: docs/back-in-stock.md of cart-recovery says what it gets.",
      ),
      secret: variable(
        text(),
        'NOTIFY_SECRET',
        `Signs the webhook: \`whsec_\` and 24 to 64 random bytes in base64. A new one:\n\`${secretCommand}\``,
        { isSecret: true },
      ),
      everySeconds: variable(
        count().exactOptional(),
        'NOTIFY_EVERY_SECONDS',
        'How often the stock is read for shoppers who wait.',
        { fallback: '`600`' },
      ),
    }),
  },
  hosted: {
    section: 'The hosted page',
    path: 'hosted.',
    schema: z.object({
      name: variable(
        text().max(80).exactOptional(),
        'HOSTED_NAME',
        "The shop's name, in the header of the page at `/link`.",
        {
          fallback: 'no header',
        },
      ),
      stylesheet: variable(
        text().exactOptional(),
        'HOSTED_STYLESHEET',
        "Address of the shop's own style sheet for it.",
        { fallback: 'its own look' },
      ),
      script: variable(text().exactOptional(), 'HOSTED_SCRIPT', 'Address of the drop-in script for it.', {
        fallback: 'the one that `serve` brings along',
      }),
    }),
  },
  limits: { section: 'Limits', path: 'limits.', schema: limitVariables },
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
      connectionString: variable(
        text()
          .regex(/^postgres(ql)?:\/\//, {
            error: 'must be an address such as postgresql://user:password@host:5432/database',
          })
          .exactOptional(),
        'DATABASE',
        'A PostgreSQL that `serve` keeps the ledger in instead of a file, as `postgresql://user:password@host:5432/database`: with it any number of machines may serve the store.',
        { option: 'stateStore', isSecret: true, fallback: 'the file' },
      ),
      ledgerKey: variable(
        text().exactOptional(),
        'LEDGER_KEY',
        "The key that names the ledger's records, made like a sealing key. It never changes: under another key a shopper's refusal is not found. For a ledger that began without it, it is the sealing key that was the first then.",
        { isSecret: true, isGenerated: true, fallback: 'the first of `CART_RECOVERY_KEYS`' },
      ),
    }),
  },
  server: {
    section: 'The port',
    path: '',
    schema: z.object({
      port: variable(
        port().exactOptional(),
        'PORT',
        'Where `serve` answers shoppers. Where it is not set, `PORT` counts, which many hosting services set.',
        { option: '--port', fallback: '`8787`' },
      ),
      host: variable(
        text().default('127.0.0.1'),
        'HOST',
        'The address that it listens on: `0.0.0.0` in a container, and where the web server in front of it is on another machine.',
        { option: '--host' },
      ),
    }),
  },
  admin: {
    section: 'The admin port',
    path: '',
    schema: z.object({
      port: variable(
        port().exactOptional(),
        'ADMIN_PORT',
        'Where `serve` answers `/healthz`, `/readyz` and `/metrics`, for operators alone: docs/operating.md of cart-recovery says what to watch.',
        { option: '--admin-port', fallback: 'no such port' },
      ),
      host: variable(
        text().default('127.0.0.1'),
        'ADMIN_HOST',
        'The address that it listens on: `0.0.0.0` where the one who asks is on another machine.',
        { option: '--admin-host' },
      ),
    }),
  },
  merchant: {
    section: "The merchant's console",
    path: 'merchant.',
    schema: z.object({
      key: variable(text(), 'MERCHANT_KEY', "Opens the merchant's routes and the console: made like a sealing key.", {
        option: 'merchant.keys',
        isSecret: true,
      }),
      origins: variable(
        list().exactOptional(),
        'MERCHANT_ORIGINS',
        'Origins of the pages that the console runs on, separated by commas.',
      ),
    }),
  },
  ...platformVariables,
} satisfies Record<string, VariableGroup>
