import type { QaGroup } from './state.ts'

/** What a store with VesuvioPay adds. */
export const byPhone: QaGroup = {
  title: 'By phone',
  states: [
    {
      name: 'two-checkouts',
      title: 'Two ways to the checkout',
      description: 'On the web without a phone number, or by text. The dead line offers to tell when it is back.',
      status: 'ready',
      store: 'vesuviopay',
      cart: 'vesuviopay-hero',
    },
    {
      name: 'not-by-text',
      title: 'Not everything goes by text',
      description: 'A gift certificate, a custom line and an engraving stay behind, and that is said before the tap.',
      status: 'ready',
      store: 'vesuviopay',
      cart: 'vesuviopay-mixed',
    },
    {
      name: 'all-to-watch',
      title: 'Sold out, to be watched',
      description: 'Nothing can be bought, so the first thing offered is to be told about all of it.',
      status: 'ready',
      store: 'vesuviopay',
      cart: 'vesuviopay-sold-out',
    },
    {
      name: 'phone',
      title: 'Where to text',
      description:
        '“Notify me” was tapped for the first time: the number is asked for under that button, and nowhere else.',
      status: 'signing-in',
      store: 'vesuviopay',
      cart: 'vesuviopay-hero',
      steps: () => [{ wait: 'ready' }, { tap: 'subscribe-button' }],
    },
    {
      name: 'phone-for-checkout',
      title: 'Where to text the checkout',
      description: '“Check out by text” was tapped for the first time.',
      status: 'signing-in',
      store: 'vesuviopay',
      cart: 'vesuviopay-hero',
      steps: () => [{ wait: 'ready' }, { tap: 'text-checkout-button' }],
    },
  ],
}
