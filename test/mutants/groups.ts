/** Source that guards something, and the tests that are to notice when a guard is broken. */
export interface Group {
  files: readonly string[]
  /** Run in this order until one fails: the quick ones stand first. */
  tests: readonly string[]
}

const cart = (...names: string[]) => names.map((name) => `src/proxy/cart/${name}.ts`)
const ledger = (...names: string[]) => names.map((name) => `src/proxy/ledger/${name}.ts`)
const messaging = (...names: string[]) => names.map((name) => `src/proxy/messaging/${name}.ts`)
const bigcommerce = (...names: string[]) => names.map((name) => `src/proxy/platforms/bigcommerce/${name}.ts`)
const sealing = (...names: string[]) => names.map((name) => `src/proxy/sealing/${name}.ts`)
const limits = (...names: string[]) => names.map((name) => `src/proxy/limits/${name}.ts`)
const http = (...names: string[]) => names.map((name) => `test/http/${name}.test.ts`)
const platforms = (...names: string[]) => names.map((name) => `test/platforms/${name}.test.ts`)

/** Every group by its name. A file stands in one of them. */
export const groups: Readonly<Record<string, Group>> = {
  plan: {
    files: cart('plan', 'read-page', 'undo/undo', 'undo/line-order', 'revision'),
    tests: cart('plan.test', 'read-page.test', 'undo/undo.test', 'undo/line-order.test', 'revision.test'),
  },
  apply: {
    files: [
      ...bigcommerce(
        'lines/apply',
        'lines/write-result',
        'lines/write-line',
        'lines/added-line',
        'lines/line-spec',
        'lines/line-options',
        'cart-api',
      ),
      'src/proxy/platforms/vesuviopay/shopper-cart.ts',
    ],
    tests: [
      ...bigcommerce('lines/line-options.test', 'lines/line-spec.test', 'lines/added-line.test', 'cart-api.test'),
      ...platforms('bigcommerce-line-guards', 'bigcommerce-lines', 'bigcommerce-modifiers', 'bigcommerce-copy'),
      ...platforms('bigcommerce-broken-off', 'bigcommerce-random-carts'),
      'src/proxy/platforms/vesuviopay/shopper-cart.test.ts',
    ],
  },
  consent: {
    files: [...messaging('consent'), ...ledger('consents')],
    tests: [...ledger('consents.test'), ...messaging('consent.test')],
  },
  ledger: {
    files: ledger(
      ...['figures/blocked-sums', 'figures/count-day', 'figures/days', 'figures/figures'],
      ...['cart-entry', 'cart-rows', 'cart-statements', 'carts', 'events'],
      ...['jobs', 'late-writes', 'ledger', 'message-entry', 'message-rows', 'messages', 'retention'],
      ...['stored', 'yield'],
    ),
    tests: [
      ...ledger('cart-entry.test', 'late-writes.test', 'events.test', 'jobs.test'),
      ...ledger('carts.test', 'messages.test'),
      ...['day-figures', 'big-day', 'retention', 'ledger'].map((name) => `test/ledger/${name}.test.ts`),
    ],
  },
  transfers: {
    files: [...ledger('transfers'), ...messaging('link-carts', 'delete-cart')],
    tests: [
      ...ledger('transfers.test'),
      ...messaging('link-carts.test', 'delete-cart.test'),
      ...http('order-of-lines'),
    ],
  },
  outbox: {
    files: messaging('outbox', 'send-report', 'refused-access', 'back-off', 'work'),
    tests: [
      ...messaging('refused-access.test', 'send-report.test', 'outbox.test'),
      'test/ledger/outbox.test.ts',
      ...http('limited-work', 'ledger-care', 'never-twice'),
    ],
  },
  sealing: {
    files: sealing(
      ...['sealer', 'compact-jwe', 'sealed-link', 'customer-token', 'keyed-hash', 'digest', 'node-crypto'],
      ...['public-line-ids', 'shopper-id', 'adopt-code'],
    ),
    tests: sealing(
      'sealer.test',
      'customer-token.test',
      'shopper-id.test',
      'adopt-code.test',
      'web-crypto.test',
      'node-crypto.test',
    ),
  },
  handles: {
    files: [...sealing('cart-handle'), 'src/proxy/shopper/sessions.ts', 'src/proxy/http/open-cookies.ts'],
    tests: [
      ...sealing('cart-handle.test'),
      ...['src/proxy/shopper/sessions.test.ts', 'src/proxy/http/open-cookies.test.ts'],
      ...http('own-handle', 'open'),
    ],
  },
  limits: {
    files: limits(
      'client-address',
      'code-limits',
      'counters',
      'limit-table',
      'unknown-links',
      'write-limit',
      'wrong-keys',
    ),
    tests: [
      ...limits('client-address.test', 'code-limits.test', 'unknown-links.test', 'write-limit.test', 'wrong-keys.test'),
      'test/package/configuration.test.ts',
    ],
  },
  urls: {
    files: [
      ...cart('urls', 'checkout-url', 'checkout-origin'),
      ...['src/proxy/message-url.ts', 'src/client/checkout-url.ts', 'src/client/link.ts'],
    ],
    tests: [
      ...cart('urls.test'),
      ...['src/proxy/message-url.test.ts', 'src/client/checkout-url.test.ts', 'src/client/link.test.ts'],
      ...http('checkout-origin'),
    ],
  },
  webhooks: {
    files: [...bigcommerce('webhook'), 'src/proxy/platforms/vesuviopay/webhook.ts'],
    tests: [...bigcommerce('webhook.test'), 'src/proxy/platforms/vesuviopay/webhook.test.ts'],
  },
}

/** Groups that belong together, by the name of `--set`. */
export const sets: Readonly<Record<string, readonly string[]>> = {
  /** What keeps hostile clients out. */
  hostile: ['sealing', 'handles', 'limits', 'consent', 'urls', 'webhooks'],
}
