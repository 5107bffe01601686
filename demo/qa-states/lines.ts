import { lifecycleOf, priceOf, type QaGroup, readAnew } from './state.ts'

export const arriving: QaGroup = {
  title: 'Arriving',
  states: [
    {
      name: 'idle',
      title: 'Idle',
      description: 'The page was opened without a link. Nothing is registered and nothing is asked.',
      status: 'idle',
      link: 'none',
    },
    {
      name: 'recovering',
      title: 'Finding the cart',
      description: 'The proxy takes its time. Nothing is charged, nothing jumps when the answer comes.',
      status: 'recovering',
      network: { path: '/recover', does: 'hold' },
    },
    {
      name: 'sealed-link',
      title: 'A link of our own',
      description: 'The link carries a sealed token made by the proxy instead of the platform’s.',
      status: 'ready',
      cart: 'all-available',
      link: 'sealed',
    },
    {
      name: 'checking',
      title: 'Still checking',
      description: 'The catalogue hangs. The cart is shown without waiting for it, and says what it does not know.',
      status: 'ready',
      fault: { fault: 'hang', path: '/catalog' },
    },
  ],
}

export const lines: QaGroup = {
  title: 'Truth per line',
  states: [
    {
      name: 'ready',
      title: 'All available',
      description: 'The calm case: everything the shopper chose can be bought.',
      status: 'ready',
      cart: 'all-available',
    },
    {
      name: 'changed',
      title: 'Changed',
      description: 'One line there, one scarce, one short, one sold out. The button counts what can be bought.',
      status: 'ready',
    },
    {
      name: 'one-sold-out',
      title: 'One sold out',
      description: 'Two of three can be bought. The third has other sizes and colours to tap.',
      status: 'ready',
      cart: 'one-sold-out',
    },
    {
      name: 'nothing-left',
      title: 'Nothing left',
      description: 'Every line is sold out. There is no checkout to tap.',
      status: 'ready',
      cart: 'all-sold-out',
    },
    {
      name: 'every-availability',
      title: 'Every availability',
      description: 'One line of each, in the order of how bad the news is.',
      status: 'ready',
      cart: 'every-availability',
    },
    {
      name: 'every-kind',
      title: 'Every kind of line',
      description: 'Physical, digital, gift certificate, custom, engraved, a bundle with its child, a free gift.',
      status: 'ready',
      cart: 'every-kind',
    },
    {
      name: 'unknown',
      title: 'Not known',
      description: 'The catalogue is down, the cart is not. Unknown is never shown as available.',
      status: 'ready',
      fault: { fault: '503', path: '/catalog' },
    },
    {
      name: 'price-up',
      title: 'A price went up',
      description:
        'Since the cart was left: the webhook of that hour brought what it cost then. Said on the line itself.',
      status: 'ready',
      text: '↑ Price went up from',
      cart: 'all-available',
      async arrange({ cart, turn }) {
        await turn(lifecycleOf(cart, 'abandon'))
        await turn(priceOf(cart, 0, 21))
        await turn(readAnew)
      },
    },
    {
      name: 'price-down',
      title: 'A price dropped',
      description: 'The same with good news.',
      status: 'ready',
      text: '↓ Price dropped from',
      cart: 'all-available',
      async arrange({ cart, turn }) {
        await turn(lifecycleOf(cart, 'abandon'))
        await turn(priceOf(cart, 0, 14))
        await turn(readAnew)
      },
    },
    {
      name: 'engraved',
      title: 'Engraved',
      description: 'A line with a text the shopper typed, in a cart the hosted storefront made.',
      status: 'ready',
      cart: 'storefront',
    },
    { name: 'yen', title: 'Yen', description: 'A currency without decimals.', status: 'ready', cart: 'yen' },
    { name: 'dinar', title: 'Dinars', description: 'A currency with three decimals.', status: 'ready', cart: 'dinar' },
    {
      name: 'dollar',
      title: 'Dollars',
      description: 'A currency that is not the shop’s own.',
      status: 'ready',
      cart: 'dollar',
    },
  ],
}

export const extremes: QaGroup = {
  title: 'Extremes',
  states: [
    {
      name: 'fifty-lines',
      title: 'Fifty lines',
      description: 'Still one batch of stock: three calls in all.',
      status: 'ready',
      cart: 'fifty-lines',
    },
    {
      name: 'many-lines',
      title: 'Two hundred and fifty lines',
      description: 'Typing stays smooth, and the button stays within reach.',
      status: 'ready',
      cart: 'many-lines',
    },
    {
      name: 'long-names',
      title: 'Long names',
      description: 'Names that wrap, and one that cannot be broken anywhere sensible.',
      status: 'ready',
      arrange: ({ world, cart }) => {
        const [first, second, third] = world.carts.find(({ id }) => id === cart.id)?.lines ?? []
        if (first)
          first.name = 'Hand-thrown breakfast mug with a very particular glaze from the last firing of the year'
        if (second) second.name = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtenmütze'
        if (third) third.name = 'قميص كتان بأكمام طويلة مصبوغ يدويًا بألوان الرمل والحجر الجيري'
      },
    },
    {
      name: 'images-blocked',
      title: 'Pictures blocked',
      description: 'The shop’s policy, a blocker or a bad line keeps every picture away.',
      status: 'ready',
      blockImages: true,
    },
    {
      name: 'other-readings',
      title: 'The documentation’s other side',
      description: 'Wherever the platform’s documentation contradicts itself, the answers take the second reading.',
      status: 'ready',
      cart: 'every-kind',
      readings: {
        redirectAnswer: 'bare',
        customQuantity: 'number',
        itemCoupons: 'number',
        parentId: 'object',
        currencyCase: 'lower',
        taxFlag: 'is_taxable',
        simpleVariantId: 'null',
        giftQuantity: 'absent',
        discountIds: 'number',
        tokenIssued: 'dashed',
      },
    },
  ],
}
