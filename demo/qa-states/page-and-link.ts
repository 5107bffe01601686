import type { QaGroup } from './state.ts'

/** What the shop puts into the cart's page, and what a shopper does with the link to it. */
export const pageAndLink: QaGroup = {
  title: 'The page and its link',
  states: [
    {
      name: 'own-content',
      title: 'The shop’s own content',
      description: 'Express pay above the button, a promise below it, delivery under the sum. All of it is the shop’s.',
      status: 'ready',
      cart: 'all-available',
      hasOwnContent: true,
    },
    {
      name: 'own-suggestions',
      title: 'The shop’s suggestions',
      description: 'Everything is sold out, so there is nothing to pay for, and the shop shows what it has instead.',
      status: 'ready',
      cart: 'all-sold-out',
      hasOwnContent: true,
    },
    {
      name: 'link-copied',
      title: 'Link copied',
      description: 'Another link to the cart, for another device. Where the browser refuses, it stands in a field.',
      status: 'ready',
      text: 'It works until',
      link: 'sealed',
      steps: () => [{ wait: 'ready' }, { tap: 'share-button' }],
    },
    {
      name: 'left',
      title: 'Not your cart',
      description: 'The shopper said so: the page keeps nothing of it.',
      status: 'failed',
      problem: 'link-needed',
      text: 'You’ve left this cart',
      steps: () => [{ wait: 'ready' }, { tap: 'leave-button' }],
    },
  ],
}
