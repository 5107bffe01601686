import type { QaGroup, QaState } from './state.ts'

/** A link's coupon that is refused at the tap on the checkout, which says so and then opens. */
const refused: Pick<QaState, 'status' | 'steps'> = {
  status: 'ready',
  steps: () => [{ wait: 'ready' }, { tap: 'checkout-button' }],
}

/** Discounts, and the codes that shoppers bring along. None stands in the way of the checkout. */
export const coupons: QaGroup = {
  title: 'Coupons',
  states: [
    {
      name: 'coupon',
      title: 'Coupon and discount',
      description: 'The sum has a row for each, and adds up to what the cart costs.',
      status: 'ready',
      text: '10% off your first order',
      cart: 'coupon',
    },
    {
      name: 'coupon-edited',
      title: 'Discounts after an edit',
      description: 'A line was removed. What comes off now only the platform knows, so no discount is guessed.',
      status: 'ready',
      text: 'Discounts are worked out again at the checkout.',
      cart: 'coupon',
      steps: () => [{ wait: 'ready' }, { tap: 'remove-button' }],
    },
    {
      name: 'taxes-added',
      title: 'Taxes on top',
      description: 'The shop’s prices exclude taxes. What the platform added is a row.',
      status: 'ready',
      text: 'Taxes and fees',
      cart: 'coupon',
      arrange({ world }) {
        world.accounts.bigcommerce.addedTax = 19
      },
    },
    {
      name: 'coupon-in-link',
      title: 'A code in the link',
      description: 'Opening the link changes nothing. The tap on the checkout applies the code.',
      status: 'ready',
      text: 'WELCOME10',
      cart: 'all-available',
      coupon: 'WELCOME10',
    },
    {
      name: 'coupon-applied',
      title: 'A code that was applied',
      description: 'The cart was saved, with its code, which is a row of the sum now.',
      status: 'restored',
      text: '10% off your first order',
      cart: 'all-available',
      coupon: 'WELCOME10',
      steps: () => [{ wait: 'ready' }, { tap: 'restore-button' }],
    },
    {
      name: 'coupon-over',
      title: 'A code that is over',
      description: 'Said before leaving, in the same words as for a code that never was.',
      text: 'WINTER5 isn’t valid or has expired.',
      cart: 'all-available',
      coupon: 'WINTER5',
      ...refused,
    },
    {
      name: 'coupon-not-applicable',
      title: 'A code for larger orders',
      description: 'The code is good, and this cart does not meet its conditions.',
      text: 'BIG25 doesn’t go with this cart.',
      cart: 'all-available',
      coupon: 'BIG25',
      ...refused,
    },
    {
      name: 'coupon-not-combinable',
      title: 'A second code',
      description: 'The shop allows one a cart. The cart keeps the one that it has.',
      text: 'FRIENDS20 can’t be combined',
      cart: 'coupon',
      coupon: 'FRIENDS20',
      ...refused,
    },
  ],
}
