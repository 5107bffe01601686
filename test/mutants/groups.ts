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
const http = (...names: string[]) => names.map((name) => `test/http/${name}.test.ts`)
const platforms = (...names: string[]) => names.map((name) => `test/platforms/${name}.test.ts`)

/** Every group by its name. A file stands in one of them. */
export const groups: Readonly<Record<string, Group>> = {
  plan: {
    files: cart('plan', 'read-page', 'undo', 'revision'),
    tests: cart('plan.test', 'read-page.test', 'undo.test', 'revision.test'),
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
      ...['blocked-sums', 'cart-entry', 'cart-rows', 'cart-statements', 'carts', 'count-day', 'days', 'events'],
      ...['figures', 'jobs', 'late-writes', 'ledger', 'message-entry', 'message-rows', 'messages', 'retention'],
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
}
