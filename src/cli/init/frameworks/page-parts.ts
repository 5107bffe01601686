// What the pages of every framework have in common.

/** The path of the route that makes the recovered cart the shop's. */
export const adoptPath = '/cart/adopt'

/** Where `serve` listens unless it is said otherwise. */
export const serveUrl = 'http://127.0.0.1:8787'

/** What is left to do where a component was written, in a shop whose server is its own. */
export const componentLeft = `Show <CartRecovery /> at /cart/recover, and let your server forward /cart-recovery/ to ${serveUrl}.`

/** What is left to do where only the page was written, because the shop has no server that could answer as the proxy. */
export const forwardLeft = `Let your server forward /cart-recovery/ to ${serveUrl}.`

/** What the page says where it was opened without a link. */
export const withoutLink = 'Open the link in our message again to see your cart.'

/** What it says where no script runs. */
export const withoutScript = 'Your cart needs JavaScript to open.'

/**
 * Keeps what follows the frame in its place before the script has run, and keeps what is said without a link out of sight until it
 * is known that there is none. Without a script that appears after four seconds. What is for a slot is for a cart, and shows with one.
 */
export const rules = [
  'cart-recovery { display: block; min-block-size: var(--cart-recovery-min-height, 100svh) }',
  'cart-recovery:not([status]) * { animation: cart-recovery-late 4s step-end }',
  '@keyframes cart-recovery-late { from { visibility: hidden } }',
  'cart-recovery:is(:not([status]), [status=idle]) [slot] { display: none }',
]

/** The rules, each on a line that begins with `indent`. */
export const ruleLines = (indent: string): string => rules.map((rule) => indent + rule).join('\n')

/** Of a page in HTML. With `strict-origin` no request names the address, which may have a link's token: that of a script neither. */
export const head = `    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <meta name="referrer" content="strict-origin" />
    <meta name="robots" content="noindex" />
    <title>Your cart</title>
    <style>
${ruleLines('      ')}
    </style>`

/** The frame with what it shows while there is no cart, each line begun with `indent`. */
export const frame = (indent: string): string =>
  [
    `<cart-recovery endpoint="/cart-recovery" shop-url="/" adopt-url="${adoptPath}">`,
    `  <p>${withoutLink}</p>`,
    '</cart-recovery>',
    `<noscript><p>${withoutScript}</p></noscript>`,
  ]
    .map((line) => indent + line)
    .join('\n')

/** Stands above the name of the cookie, in each route behind `adopt-url`. */
export const cookieNote = `// The cookie that your shop keeps its cart's id in. Where it keeps the id elsewhere, as Catalyst does in its session, read and set
// that below. Then set CART_RECOVERY_ADOPT=1: until then the page asks for nothing here.`

/**
 * Of that cookie, where `origin` is the source of the page's. A trial at http://localhost gets one that Safari keeps, too; a proxy
 * that ends TLS before the server changes nothing, because the browser says the page's origin.
 */
export const cookieAttributes = (origin: string) =>
  `{ path: '/', httpOnly: true, secure: !${origin}?.startsWith('http:'), sameSite: 'lax' }`

/** What a proxy of the shop's own server does not do by itself. */
export const workNote = `// This answers shoppers. Reports, reminders and webhooks need two things more, which \`npx cart-recovery serve\` brings
// along: a \`stateStore\` that lasts, in the configuration, and a timer that calls proxy.work() about once a second, in
// a process that stays.`
