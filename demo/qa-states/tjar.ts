import { MerchantCartsAnswer } from '../../src/contract/index.ts'
import { lifecycleOf, type QaGroup } from './state.ts'

const reminder = {
  type: 'email',
  subject: 'Your cart, with 10 % off',
  message: 'It is all still here: {link}',
  offerDiscount: 10,
  consent: true,
}

/** Carts of a store at Tjar. They count up, so nothing but a sealed link opens one. */
export const tjar: QaGroup = {
  title: 'At Tjar',
  states: [
    {
      name: 'tjar',
      title: 'A cart at Tjar',
      description:
        'Riyals. Tjar does not say what is in stock, so nothing is promised; the checkout is the cart’s own page.',
      status: 'ready',
      store: 'tjar',
      cart: 'tjar-hero',
      link: 'sealed',
    },
    {
      name: 'tjar-arabic',
      title: 'From right to left',
      description: 'Arabic names and amounts, on a page that runs from right to left.',
      status: 'ready',
      store: 'tjar',
      cart: 'tjar-arabic',
      link: 'sealed',
      language: 'ar',
      view: { dir: 'rtl', lang: 'ar' },
    },
    {
      name: 'tjar-many-products',
      title: 'Thirty products',
      description: 'One call brings them all.',
      status: 'ready',
      store: 'tjar',
      cart: 'tjar-many-products',
      link: 'sealed',
    },
    {
      name: 'tjar-offer',
      title: 'With an offer',
      description:
        'The merchant’s reminder promised 10 % off. Tjar takes it off at its checkout; the total is the cart’s.',
      status: 'ready',
      text: '10% off — applied at checkout',
      store: 'tjar',
      cart: 'tjar-hero',
      link: 'message',
      async arrange({ asMerchant }) {
        // Newest first, and this is the one that was left last.
        // The first look asks Tjar for its list, and does not wait for it.
        await asMerchant('GET', '/carts')
        const { carts } = MerchantCartsAnswer.parse(await asMerchant('GET', '/carts?platform=tjar'))
        await asMerchant('POST', `/carts/${carts[0]?.id}/reminder`, reminder)
      },
    },
    {
      name: 'tjar-finishing',
      title: 'On the way to Tjar',
      description: 'The checkout was tapped, and its address has not come yet.',
      status: 'finishing',
      store: 'tjar',
      cart: 'tjar-hero',
      link: 'sealed',
      network: { path: '/checkout', does: 'hold' },
      steps: () => [{ wait: 'ready' }, { tap: 'checkout-button' }],
    },
    {
      name: 'tjar-consent',
      title: 'Agreed to e-mail',
      description: 'Tjar writes by e-mail, so that is what its shoppers are asked about.',
      status: 'ready',
      text: 'Saved. We may remind you by e-mail.',
      store: 'tjar',
      cart: 'tjar-hero',
      link: 'sealed',
      steps: () => [{ wait: 'ready' }, { tick: 'email' }],
    },
    {
      name: 'tjar-ordered',
      title: 'Ordered at Tjar',
      description: 'Tjar tells nothing by itself. Ten minutes later the cart is missing in its list, and so asked for.',
      status: 'failed',
      problem: 'completed',
      store: 'tjar',
      cart: 'tjar-hero',
      link: 'sealed',
      async arrange({ cart, turn, asMerchant }) {
        await asMerchant('GET', '/carts')
        await turn(lifecycleOf(cart, 'convert'))
        await turn({ method: 'PATCH', path: '/world', body: { clockOffsetSeconds: 11 * 60 } })
      },
    },
    {
      name: 'tjar-gone',
      title: 'Ordered just now',
      description: 'The same within those ten minutes: Tjar says that the cart is an order, and no more is claimed.',
      status: 'failed',
      problem: 'cart-gone',
      store: 'tjar',
      cart: 'tjar-hero',
      link: 'sealed',
      arrange: ({ cart, turn }) => turn(lifecycleOf(cart, 'convert')),
    },
    {
      name: 'tjar-empty',
      title: 'Nothing left in it',
      description: 'The cart is there and has no products.',
      status: 'failed',
      problem: 'cart-gone',
      store: 'tjar',
      cart: 'tjar-empty',
      link: 'sealed',
    },
    {
      name: 'tjar-guessed',
      title: 'A guessed number',
      description: 'Tjar’s identifiers count up. One in an address opens nothing, and Tjar is not asked.',
      status: 'failed',
      problem: 'invalid-link',
      store: 'tjar',
      cart: 'tjar-hero',
      link: { tokens: ['2'] },
    },
    {
      name: 'tjar-down',
      title: 'Tjar down',
      description: 'Every call is answered with 503.',
      status: 'failed',
      problem: 'upstream-down',
      store: 'tjar',
      cart: 'tjar-hero',
      link: 'sealed',
      fault: { fault: '503' },
    },
  ],
}
