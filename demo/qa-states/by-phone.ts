import type { QaGroup, Step } from './state.ts'

/** Anybody who can sign in may take a cart of the shop along. */
const phone = '+491701234501'
/** The phone of the cart `holds-one-line`. */
const owner = '+491701234513'
/** A shopper with a cart of their own, and one whose cart is held by an open checkout. */
const neighbour = '+491701234515'
const paying = '+491701234516'
/** A number that text messages cannot be delivered to. */
const unreachable = '+491701234591'

/** The steps of a sign-in: a number, and the code that was sent to it. */
const signIn = (number: string): Step[] => [
  { type: 'phone-input', text: number },
  { type: 'code-input', codeFor: number },
]

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
      name: 'discount-not-by-text',
      title: 'A discount stays behind',
      description:
        'The checkout by text is another platform’s, which knows nothing of the link’s code. It is said before the tap.',
      status: 'ready',
      text: 'Your discount only counts when you check out on this page, not by text.',
      store: 'vesuviopay',
      cart: 'vesuviopay-hero',
      coupon: 'WELCOME10',
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
    {
      name: 'code',
      title: 'Enter your code',
      description: 'The code is on its way; the number is masked, and can be changed.',
      status: 'signing-in',
      text: 'Enter your code',
      store: 'vesuviopay',
      cart: 'vesuviopay-hero',
      steps: () => [{ wait: 'ready' }, { tap: 'subscribe-button' }, { type: 'phone-input', text: '0170 1234501' }],
    },
    {
      name: 'code-wrong',
      title: 'A wrong code',
      description: 'Said below the field, with what was typed still in it.',
      status: 'signing-in',
      text: 'That code isn’t right',
      store: 'vesuviopay',
      cart: 'vesuviopay-hero',
      steps: () => [
        { wait: 'ready' },
        { tap: 'subscribe-button' },
        { type: 'phone-input', text: phone },
        { type: 'code-input', text: '000000' },
      ],
    },
    {
      name: 'phone-incomplete',
      title: 'A number that is not whole',
      description: 'Found out before anything is sent. The country beside it says how its numbers are dialled.',
      status: 'signing-in',
      text: 'Please enter the whole number',
      store: 'vesuviopay',
      cart: 'vesuviopay-hero',
      steps: () => [{ wait: 'ready' }, { tap: 'subscribe-button' }, { type: 'phone-input', text: '017' }],
    },
    {
      name: 'sms-refused',
      title: 'A number that cannot be texted',
      description: 'The network takes no message for it.',
      status: 'signing-in',
      text: 'Texts don’t reach this number',
      store: 'vesuviopay',
      cart: 'vesuviopay-hero',
      steps: () => [{ wait: 'ready' }, { tap: 'subscribe-button' }, { type: 'phone-input', text: unreachable }],
    },
    {
      name: 'on-the-list',
      title: 'On the list',
      description: 'After the code the wish completed itself, and can be taken back.',
      status: 'ready',
      text: 'Stop notifying me',
      store: 'vesuviopay',
      cart: 'vesuviopay-hero',
      steps: () => [{ wait: 'ready' }, { tap: 'subscribe-button' }, ...signIn(phone)],
    },
    {
      name: 'texted',
      title: 'Texted',
      description: 'One message with the link, and the same link here.',
      status: 'finished',
      text: 'Your checkout is ready',
      store: 'vesuviopay',
      cart: 'vesuviopay-hero',
      steps: () => [{ wait: 'ready' }, { tap: 'text-checkout-button' }, ...signIn(phone)],
    },
    {
      name: 'texted-expired',
      title: 'The texted link ran out',
      description: 'Here after three seconds. Said before it is followed, with the cart as it is by then.',
      status: 'ready',
      text: 'Your checkout link has expired',
      store: 'vesuviopay',
      cart: 'vesuviopay-hero',
      checkoutLinkMinutes: 0.05,
      steps: () => [{ wait: 'ready' }, { tap: 'text-checkout-button' }, ...signIn(phone)],
    },
    {
      name: 'order-again',
      title: 'Ordered by text, and still here',
      description:
        'Its lines were ordered, and the cart was kept. Ordering them again is a choice, and not the first one.',
      status: 'failed',
      problem: 'completed',
      text: 'Order these again',
      store: 'vesuviopay',
      cart: 'vesuviopay-hero',
      keepsOrderedCart: true,
      arrange: ({ orderByText }) => orderByText(phone),
    },
    {
      name: 'ordered-again',
      title: 'The same once more',
      description: '“Order these again” was tapped: the cart opens like any other.',
      status: 'ready',
      store: 'vesuviopay',
      cart: 'vesuviopay-hero',
      keepsOrderedCart: true,
      arrange: ({ orderByText }) => orderByText(phone),
      steps: () => [{ wait: 'failed' }, { tap: 'retry-button' }],
    },
    {
      name: 'checkout-open',
      title: 'The checkout is open elsewhere',
      description:
        'A checkout by text was begun on another phone. Until it is over, the platform holds the shopper’s cart.',
      status: 'failed',
      problem: 'checkout-open',
      store: 'vesuviopay',
      cart: 'vesuviopay-hero',
      steps: () => [{ wait: 'ready' }, { tap: 'text-checkout-button' }, ...signIn(paying)],
    },
    {
      name: 'stock-unknown',
      title: 'Stock not known',
      description:
        'Neither VesuvioPay nor BigCommerce’s catalogue answers. The cart is shown; its stock is not made up.',
      status: 'ready',
      text: 'items just now. The checkout will.',
      store: 'vesuviopay',
      cart: 'vesuviopay-hero',
      fault: [
        { platform: 'vesuviopay', fault: '503' },
        { platform: 'bigcommerce', fault: '503', path: '/catalog' },
      ],
    },
    {
      name: 'stock-of-the-cart',
      title: 'The other platform is down',
      description: 'VesuvioPay does not answer, so BigCommerce says what can be had of its own cart.',
      status: 'ready',
      text: 'The sum counts only what’s available.',
      store: 'vesuviopay',
      cart: 'vesuviopay-hero',
      fault: { platform: 'vesuviopay', fault: '503' },
    },
  ],
}

/** A cart that VesuvioPay shows to its shopper alone: the one place where a phone number comes first. */
export const ownCarts: QaGroup = {
  title: 'The shopper’s own cart',
  states: [
    {
      name: 'own-cart',
      title: 'Who is it?',
      description: 'A sealed link to a cart of one shopper’s own. A link is no sign-in, so the number is asked for.',
      status: 'signing-in',
      text: 'Sign in to see your cart',
      store: 'vesuviopay',
      cart: 'holds-one-line',
      link: 'sealed',
    },
    {
      name: 'own-cart-open',
      title: 'After the code',
      description: 'The number and the code that was sent there: the cart is theirs, and it opens.',
      status: 'ready',
      store: 'vesuviopay',
      cart: 'holds-one-line',
      link: 'sealed',
      steps: () => signIn(owner),
    },
    {
      name: 'own-cart-other-number',
      title: 'Another number',
      description:
        'Signed in as somebody else. VesuvioPay shows everybody their own cart, so that is what opens: nobody’s but theirs.',
      status: 'ready',
      text: 'Linen shirt',
      store: 'vesuviopay',
      cart: 'holds-one-line',
      link: 'sealed',
      steps: () => signIn(neighbour),
    },
    {
      name: 'own-cart-nothing',
      title: 'A number without a cart',
      description:
        'Signed in, and there is no cart: it was ordered, or it is another number’s. From here both look the same.',
      status: 'failed',
      problem: 'cart-gone',
      store: 'vesuviopay',
      cart: 'holds-one-line',
      link: 'sealed',
      steps: () => signIn(phone),
    },
  ],
}
