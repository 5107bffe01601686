import { type QaGroup, stockOf, variantOf } from './state.ts'

const everything = 'Everything is still available'

/** What shops have set up in ways that are easily taken for something else. */
export const realShops: QaGroup = {
  title: 'As shops have it',
  states: [
    {
      name: 'hidden-but-sold',
      title: 'Hidden, and sold',
      description: 'The shop took a product out of its pages and still sells it. It stays in the cart.',
      status: 'ready',
      text: everything,
      cart: 'all-available',
      arrange: ({ cart, turn }) => turn(variantOf(cart, 0, { visible: false })),
    },
    {
      name: 'back-order',
      title: 'On back-order',
      description: 'Nothing lies in the warehouse, and the shop sells on: what is ordered now is sent later.',
      status: 'ready',
      text: everything,
      cart: 'all-available',
      inventory: 'locations',
      async arrange({ cart, turn }) {
        await turn(stockOf(cart, 0, 0))
        await turn(variantOf(cart, 0, { backorders: 20 }))
      },
    },
    {
      name: 'never-counted',
      title: 'Never counted',
      description: 'The stock is tracked, and has not been counted yet. Not known is not zero.',
      status: 'ready',
      cart: 'all-available',
      arrange: ({ cart, turn }) => turn(stockOf(cart, 0, null)),
    },
    {
      name: 'engraved-undone',
      title: 'Engraved, taken back',
      description: 'The belts were removed, saved, and put back: three of them, with initials and box, once.',
      status: 'ready',
      text: 'Your cart is as it was',
      cart: 'engraved',
      steps: () => [
        { wait: 'ready' },
        { tap: 'remove-button' },
        { tap: 'restore-button' },
        { wait: 'restored' },
        { tap: 'undo-button' },
      ],
    },
    {
      name: 'code-to-enter',
      title: 'A code to enter again',
      description: 'The checkout needs a copy of the cart, and a coupon cannot be copied. That is said before leaving.',
      status: 'ready',
      text: 'WELCOME10',
      cart: 'coupon',
      readings: { redirectUrls: 'api-carts-only' },
      arrange({ world, cart }) {
        const kept = world.carts.find(({ id }) => id === cart.id)
        if (kept) kept.createdBy = 'storefront'
        world.accounts.bigcommerce.scopes = world.accounts.bigcommerce.scopes.filter(
          (scope) => scope !== 'store_checkouts',
        )
      },
      steps: () => [{ wait: 'ready' }, { tap: 'checkout-button' }],
    },
    {
      name: 'checkout-elsewhere',
      title: 'A checkout that is not listed',
      description:
        'The channel’s checkout has an address the proxy was not told. Nothing is written before that is found.',
      status: 'failed',
      problem: 'upstream-down',
      cart: 'all-available',
      arrange: ({ turn }) =>
        turn({
          method: 'PATCH',
          path: '/world',
          body: { accounts: { bigcommerce: { checkoutUrls: { 1: 'https://checkout.shop.example' } } } },
        }),
      steps: () => [{ wait: 'ready' }, { tap: 'checkout-button' }],
    },
  ],
}
