import { type CartScript, engraving, item, itemWith } from './write-cart.ts'

/** The first e-mail of the mailbox: one line available, one scarce, one with less than chosen, one sold out. */
export const hero: CartScript = {
  key: 'hero',
  title: 'Four things, three surprises',
  shopper: { firstName: 'Mara', lastName: 'Lindqvist', email: 'mara.lindqvist@mail.example', phone: '+491701234501' },
  consent: { whatsapp: true },
  subject: 'Mara, your mugs are still wrapped in paper',
  text: `Hi Mara,

you picked out three sage mugs, a beanie, a shirt and a scarf, and then life happened. We kept the list for you.

Some of it is made in small batches, so have a look before the weekend. One tap and you are back where you left off.

Warmly,
Ida at Alder & Wool`,
  lines: [
    item('ceramic-mug', 3, 'Sage'),
    item('knitted-beanie', 1, 'Mustard'),
    item('linen-shirt', 3, 'M', 'Sand'),
    item('cashmere-scarf', 1, 'Clay'),
  ],
}

export const allAvailable: CartScript = {
  key: 'all-available',
  title: 'Everything still there',
  shopper: { firstName: 'Jonas', lastName: 'Weber', email: 'jonas.weber@mail.example', phone: '+491701234502' },
  consent: { sms: true, whatsapp: true },
  subject: 'Your breakfast table is one tap away',
  text: `Hi Jonas,

two ink mugs, two bowls, four candles: it would be a shame to eat breakfast without them. Everything you chose is still on the shelf.

See you at the table,
Alder & Wool`,
  lines: [
    item('ceramic-mug', 2, 'Ink'),
    item('stoneware-bowl', 2, 'Ink'),
    item('beeswax-candle', 4),
    item('organic-t-shirt', 1, 'L', 'Chalk'),
  ],
}

export const oneSoldOut: CartScript = {
  key: 'one-sold-out',
  title: 'One of three is gone',
  shopper: { firstName: 'Noor', lastName: 'Haddad', email: 'noor.haddad@mail.example' },
  // Consent without a number to send anything to.
  consent: { whatsapp: true },
  subject: 'Good news about most of your cart',
  text: `Hi Noor,

the jumper in your cart sold quickly, but the bowls and the basket are waiting. You decide what happens next.

Warmly,
Alder & Wool`,
  lines: [item('merino-jumper', 1, 'M', 'Forest'), item('stoneware-bowl', 2, 'Oat'), item('woven-basket', 1)],
}

export const allSoldOut: CartScript = {
  key: 'all-sold-out',
  title: 'Everything gone',
  shopper: { firstName: 'Elif', lastName: 'Aydin', email: 'elif.aydin@mail.example' },
  subject: 'About the scarf and the throw you liked',
  text: `Hi Elif,

you have a good eye: everything in your cart was also somebody else's favourite. Open it to see what comes back.

Warmly,
Alder & Wool`,
  lines: [item('cashmere-scarf', 1, 'Clay'), item('wool-throw', 1, 'Forest'), item('knitted-beanie', 2, 'Clay')],
}

export const coupon: CartScript = {
  key: 'coupon',
  title: 'A coupon and a spring discount',
  shopper: { firstName: 'Tom', lastName: 'Okafor', email: 'tom.okafor@mail.example' },
  subject: 'Your 10 % is still on the table',
  text: `Hi Tom,

your welcome code is already in your cart, and the spring discount came on top while you were away.

Warmly,
Alder & Wool`,
  coupon: { code: 'WELCOME10', title: '10% off your first order', percent: 10 },
  discount: { code: 'SPRING', title: 'Spring discount', percent: 5 },
  lines: [item('linen-cushion', 2, 'Sage'), item('wool-throw', 1, 'Oat')],
}

export const account: CartScript = {
  key: 'account',
  title: 'Belongs to a customer account',
  shopper: { firstName: 'Sofia', lastName: 'Marin', email: 'sofia.marin@mail.example', phone: '+491701234503' },
  consent: { email: true, whatsapp: true },
  customerId: 4711,
  subject: 'Sofia, your account kept your cart',
  text: `Hi Sofia,

the sneakers and socks you chose are saved in your account. Sign in and they are yours.

Warmly,
Alder & Wool`,
  lines: [item('canvas-sneakers', 1, '40', 'Sage'), item('wool-socks', 2, '39–41', 'Oat')],
}

export const storefront: CartScript = {
  key: 'storefront',
  title: 'Made by the hosted storefront',
  shopper: { firstName: 'Henrik', lastName: 'Dahl', email: 'henrik.dahl@mail.example' },
  createdBy: 'storefront',
  subject: 'You left a board, and a name to engrave',
  text: `Hi Henrik,

“Kitchen of Henrik & Ana” is a good engraving. The oak is oiled, the iron is hot.

Warmly,
Alder & Wool`,
  lines: [
    itemWith('oak-cutting-board', 1, [], (product) => ({ options: [engraving(product, 'Kitchen of Henrik & Ana')] })),
    item('linen-shirt', 1, 'L', 'Sky'),
  ],
}
