import type { QaGroup, QaSetup, Step } from './state.ts'

/** Whose cart `account` is. */
const customerId = 4711
const signedInAs = async ({ sealCustomer }: QaSetup, id: number): Promise<Step[]> => [
  { wait: 'failed' },
  { shopperToken: await sealCustomer(id) },
]

/** Carts that were made by a signed-in customer. */
export const accounts: QaGroup = {
  title: 'Carts of customer accounts',
  states: [
    {
      name: 'account-cart',
      title: 'Signed out',
      description: 'It belongs to an account. A link is no sign-in: the shop’s own page is, and then it opens.',
      status: 'failed',
      problem: 'account-cart',
      cart: 'account',
    },
    {
      name: 'account-cart-open',
      title: 'Signed in at the shop',
      description: 'The shop’s server says who is signed in there. It is the customer of this cart.',
      status: 'ready',
      cart: 'account',
      steps: (setup) => signedInAs(setup, customerId),
    },
    {
      name: 'account-cart-of-another',
      title: 'Signed in as another customer',
      description: 'The shop’s word is for a customer whose cart this is not. Nothing of it is shown.',
      status: 'failed',
      problem: 'account-cart',
      cart: 'account',
      steps: (setup) => signedInAs(setup, customerId + 1),
    },
    {
      name: 'account-cart-without-word',
      title: 'A shop that cannot say',
      description:
        'The channel has no accountCarts, so the proxy makes no link to such a cart. The platform’s own e-mail may hold one, and it ends here.',
      status: 'failed',
      problem: 'account-cart',
      cart: 'account',
      accountCarts: false,
    },
    {
      name: 'sign-in-at-checkout',
      title: 'The checkout asks once more',
      description:
        'Without Customer Login the platform’s checkout wants a sign-in of its own. That is said before the page is left.',
      status: 'ready',
      text: 'Before you go',
      cart: 'account',
      steps: async (setup) => [...(await signedInAs(setup, customerId)), { wait: 'ready' }, { tap: 'checkout-button' }],
    },
  ],
}
