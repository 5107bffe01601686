import { placeholders } from '../variables/variables.ts'

export interface ConfigFileOptions {
  pagePath: string
  proxyPath: string
  isTypeScript: boolean
  /** The project has the types of Node. */
  knowsProcess: boolean
}

/** The configuration file: public options are written in it, secrets and addresses come from the environment. */
export function configFile({ pagePath, proxyPath, isTypeScript, knowsProcess }: ConfigFileOptions): string {
  const [name, value] = isTypeScript ? ['name: string', ': string'] : ['name', '']
  const opening = isTypeScript
    ? '/** A variable that has to be there. */'
    : '/** A variable that has to be there. @param {string} name */'
  return `import { bigcommerce } from 'cart-recovery/bigcommerce'
import { buzzbip } from 'cart-recovery/buzzbip'
import { defineConfig } from 'cart-recovery/proxy'
// import { createSqliteStore } from 'cart-recovery/sqlite' // for \`stateStore\` below
import { tjar } from 'cart-recovery/tjar'
import { vendure } from 'cart-recovery/vendure'
import { vesuviopay } from 'cart-recovery/vesuviopay'
${
  isTypeScript && !knowsProcess
    ? `
// As much of Node's own types as this file uses; without it, install @types/node.
declare const process: { env: Record<string, string | undefined> }
`
    : ''
}
// Your shop's address, and where its checkout is. The environment says them first: .env on this machine, where
// \`npx cart-recovery sandbox\` prints those of a trial. CART_RECOVERY_PUBLIC_URL, CART_RECOVERY_ORIGINS and
// CART_RECOVERY_RECOVERY_PAGE_URL, which it prints too, follow from the first.
const shop = new URL(process.env.CART_RECOVERY_SHOP_URL || '${placeholders.shop}').origin
const checkout = process.env.CART_RECOVERY_CHECKOUT_ORIGINS || '${placeholders.checkout}'
const apiUrl = process.env.CART_RECOVERY_BIGCOMMERCE_API_URL
const ledgerKey = process.env.CART_RECOVERY_LEDGER_KEY
const clientSecret = process.env.CART_RECOVERY_BIGCOMMERCE_CLIENT_SECRET
const secretKey = process.env.CART_RECOVERY_VESUVIOPAY_SECRET_KEY
const webhookSecret = process.env.CART_RECOVERY_VESUVIOPAY_WEBHOOK_SECRET
const merchantKey = process.env.CART_RECOVERY_MERCHANT_KEY
const serverKey = process.env.CART_RECOVERY_SERVER_KEY
const loginId = process.env.CART_RECOVERY_BIGCOMMERCE_LOGIN_CLIENT_ID
const loginSecret = process.env.CART_RECOVERY_BIGCOMMERCE_LOGIN_CLIENT_SECRET

export default defineConfig({
  // Your own name for this store: in log lines, and part of every sealed link.
  store: 'shop',

  // Where browsers find the proxy. On the shop's own origin no request needs a preflight.
  publicUrl: \`\${shop}${proxyPath}\`,

  // What seals cart handles and links, newest first. To rotate put a new key in front, and drop the old one a month later.
  keys: required('CART_RECOVERY_KEYS').split(','),

  // What names the ledger's records. It never changes, so that a retired sealing key takes no shopper's "no" with it.
  ...(ledgerKey && { ledgerKey }),

  // Each is in use once its variables are set. The first in the list that can do a thing does it; delete what you
  // will never have.
  platforms: [
    // Stock, back in stock and the checkout by text message.
    ...(process.env.CART_RECOVERY_VESUVIOPAY_STORE_ID
      ? [
          vesuviopay({
            storeId: required('CART_RECOVERY_VESUVIOPAY_STORE_ID'),
            publishableKey: required('CART_RECOVERY_VESUVIOPAY_PUBLISHABLE_KEY'),
            ...(secretKey && { secretKey }),
            ...(webhookSecret && { webhookSecret }),
          }),
        ]
      : []),
    // Carts, stock and the checkout on the web.
    ...(process.env.CART_RECOVERY_BIGCOMMERCE_STORE_HASH
      ? [
          bigcommerce({
            storeHash: required('CART_RECOVERY_BIGCOMMERCE_STORE_HASH'),
            accessToken: required('CART_RECOVERY_BIGCOMMERCE_ACCESS_TOKEN'),
            ...(apiUrl && { apiUrl }),
            ...(clientSecret && { webhooks: { clientSecret } }),
            // The API account that signs customers in at the checkout of their own carts.
            ...(loginId && loginSecret && { customerLogin: { clientId: loginId, clientSecret: loginSecret } }),
          }),
        ]
      : []),
    // Carts, their checkout, and reminders by e-mail.
    ...(process.env.CART_RECOVERY_TJAR_STORE_DOMAIN
      ? [
          tjar({
            storeDomain: required('CART_RECOVERY_TJAR_STORE_DOMAIN'),
            apiKey: required('CART_RECOVERY_TJAR_API_KEY'),
          }),
        ]
      : []),
    // Writes to shoppers who agreed to it, by WhatsApp or SMS.
    ...(process.env.CART_RECOVERY_BUZZBIP_USERNAME
      ? [
          buzzbip({
            username: required('CART_RECOVERY_BUZZBIP_USERNAME'),
            password: required('CART_RECOVERY_BUZZBIP_PASSWORD'),
          }),
        ]
      : []),
    // Carts, their stock, the checkout in the shop, and messages by its own mailer: docs/vendure.md.
    ...(process.env.CART_RECOVERY_VENDURE_API_URL
      ? [
          vendure({
            apiUrl: required('CART_RECOVERY_VENDURE_API_URL'),
            apiKey: required('CART_RECOVERY_VENDURE_API_KEY'),
            secret: required('CART_RECOVERY_VENDURE_SECRET'),
            checkoutUrl: required('CART_RECOVERY_VENDURE_CHECKOUT_URL'),
          }),
        ]
      : []),
  ],

  // One entry per sales channel, under the platform's id of it.
  channels: {
    1: {
      // Pages that may use the widget.
      origins: [shop],
      // The page that messages lead to: by way of ${proxyPath}/open, where the proxy is on the page's origin.
      recoveryPageUrl: \`\${shop}${pagePath}\`,
      // Where "Keep shopping" leads.
      shopUrl: \`\${shop}/\`,
      // Where a checkout may be. A link that leads elsewhere is refused.
      checkoutOrigins: checkout.split(','),
      // The language of messages.
      locale: 'en',
      // Your shop says who is signed in there, so that links to carts of customer accounts open: docs/platforms.md.
      // accountCarts: true,
    },
  },

  // Countries whose numbers may be sent a code, for sign-in by phone; \`sms: { enabled: false }\` sends no text messages.
  // sms: { countries: ['DE', 'AT'] },

  // "Notify me" by a service of your own, which has the same secret: docs/back-in-stock.md.
  // notify: { url: \`\${shop}/hooks/back-in-stock\`, secret: required('CART_RECOVERY_NOTIFY_SECRET') },

  // How many proxies of your own stand before this one and add to X-Forwarded-For: limits by address count by it.
  // trustedHops: 1,

  // For a first trial on a real store: who alone may be written to. docs/first-hour.md leads through that hour.
  // allowContacts: ['+4915112345678', 'you@your-shop.example'],

  // The ledger: carts, messages, and what shoppers agreed to. \`cart-recovery serve\` keeps one in a file by itself,
  // or in the PostgreSQL that CART_RECOVERY_DATABASE names, which several machines can share. A server of your own that
  // calls createProxy, such as a Next.js route, needs this for reports, reminders and webhooks, and a timer that calls
  // proxy.work().
  // stateStore: createSqliteStore({ path: 'cart-recovery.db' }),

  // What becomes of BigCommerce's cart once its lines were ordered by text: 'delete-cart' deletes the second copy.
  afterOrder: 'keep',

  // The route behind \`adopt-url\` makes recovered carts the shop's own, so that "Keep shopping" ends with a full cart:
  // docs/hand-the-cart-over.md. 1 once that route knows your shop's cart.
  adopt: process.env.CART_RECOVERY_ADOPT === '1',

  // For a trial on this machine, whose addresses begin with http:.
  insecureLoopback: process.env.CART_RECOVERY_INSECURE_LOOPBACK === '1',

  // What your own server shows to ask for \`/adopt\` and \`/seal-customer\`; without it both are off.
  ...(serverKey && { serverKey }),

  // Who may use the merchant's console and its routes; without a key they are off.
  ...(merchantKey && { merchant: { keys: { owner: merchantKey } } }),
})

${opening}
function required(${name})${value} {
  const value = process.env[name]
  if (!value) throw new Error(\`\${name} is not set; .env.example says where to find it\`)
  return value
}
`
}
