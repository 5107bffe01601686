import { defineProduct } from '../catalogue/define-product.ts'
import { stockroom } from '../catalogue/stockroom.ts'
import { type CartScript, item, type LineWriter } from './write-cart.ts'

/** A letter with the shop's name under it. */
export const plain = (text: string) => `${text}\n\nWarmly,\nAlder & Wool`

/** Carts of other channels, other currencies, other lengths. */
export const specialCarts: CartScript[] = [
  {
    key: 'other-channel',
    title: 'Belongs to another channel',
    shopper: { firstName: 'Pia', lastName: 'Keller', email: 'pia.keller@mail.example' },
    channelId: '2',
    subject: 'From our shop at the harbour',
    text: plain('Hi Pia,\n\nthe basket you reserved at the harbour shop is still behind the counter.'),
    lines: [item('woven-basket', 1), item('cotton-tote', 1)],
  },
  {
    key: 'yen',
    title: 'In yen, which have no decimals',
    shopper: { firstName: 'Haruka', lastName: 'Sato', email: 'haruka.sato@mail.example' },
    currency: 'JPY',
    locale: 'ja',
    subject: 'Your tea table in Kyoto',
    text: plain('Hello Haruka,\n\nthe mugs and the carafe you chose are packed twice for the long way.'),
    lines: [item('ceramic-mug', 4, 'Clay'), item('glass-carafe', 1)],
  },
  {
    key: 'dinar',
    title: 'In dinars, which have three decimals',
    shopper: { firstName: 'Yousef', lastName: 'Al-Sabah', email: 'yousef.alsabah@mail.example' },
    currency: 'KWD',
    locale: 'ar',
    subject: 'Your order for cooler evenings',
    text: plain('Hello Yousef,\n\nthe jumper and the throw are here when the evenings turn.'),
    lines: [item('merino-jumper', 1, 'L', 'Ink'), item('wool-throw', 1, 'Oat'), item('beeswax-candle', 3)],
  },
  {
    key: 'dollar',
    title: 'In dollars',
    shopper: { firstName: 'Grace', lastName: 'Miller', email: 'grace.miller@mail.example' },
    currency: 'USD',
    locale: 'en-US',
    subject: 'Still thinking it over?',
    text: plain('Hi Grace,\n\nno rush. The trousers and the belt you paired are keeping each other company.'),
    lines: [item('corduroy-trousers', 1, 'M', 'Rust'), item('leather-belt', 1, '95 cm')],
  },
  {
    key: 'fifty-lines',
    title: 'Fifty lines',
    shopper: { firstName: 'Ruth', lastName: 'Brandt', email: 'ruth.brandt@mail.example' },
    subject: 'That is quite a list, Ruth',
    text: plain('Hi Ruth,\n\nfifty things for the new house. We ticked off what is still here, so you need not.'),
    lines: stockroomLines(50),
  },
  {
    key: 'many-lines',
    title: 'Two hundred and fifty lines',
    shopper: { firstName: 'Max', lastName: 'Voss', email: 'max.voss@mail.example' },
    subject: 'The whole stockroom, please',
    text: plain('Hi Max,\n\ntwo hundred and fifty lines. We are impressed, and we will need a bigger van.'),
    lines: stockroomLines(250),
  },
  {
    key: 'no-lines',
    title: 'A cart without lines',
    shopper: { firstName: 'Lea', lastName: 'Sommer', email: 'lea.sommer@mail.example' },
    subject: 'Your cart is waiting for ideas',
    text: plain('Hi Lea,\n\nthere is room in your cart for something nice.'),
    lines: [],
  },
]

/** Five products with four hundred variants each. */
export const tailored: CartScript = {
  key: 'big-catalogue',
  title: 'Made to measure',
  shopper: { firstName: 'Emil', lastName: 'Roth', email: 'emil.roth@mail.example' },
  subject: 'Your measures are still on file',
  text: plain('Hi Emil,\n\na shirt, trousers and all that goes over them, cut for you alone.'),
  lines: ['shirt', 'trousers', 'jacket', 'jumper', 't-shirt'].map((thing) =>
    item(`tailored-${thing}`, 1, '96 cm', '70 cm'),
  ),
}

/** Carts that are gone, each for another reason. From outside they look the same. */
export const goneCarts: CartScript[] = [
  {
    key: 'converted',
    title: 'Was ordered',
    shopper: { firstName: 'Anton', lastName: 'Reiter', email: 'anton.reiter@mail.example' },
    status: 'converted',
    hoursAgo: 26,
    subject: 'Your candles are nearly yours',
    text: plain('Hi Anton,\n\nfour candles for four evenings.'),
    lines: [item('beeswax-candle', 4)],
  },
  {
    key: 'expired',
    title: 'Left more than thirty days ago',
    shopper: { firstName: 'Clara', lastName: 'Nowak', email: 'clara.nowak@mail.example' },
    hoursAgo: 24 * 34,
    subject: 'Your cushions miss you',
    text: plain('Hi Clara,\n\ntwo clay cushions are holding a place for you.'),
    lines: [item('linen-cushion', 2, 'Clay')],
  },
  {
    key: 'emptied',
    title: 'Was emptied, and so deleted',
    shopper: { firstName: 'Ivo', lastName: 'Petrov', email: 'ivo.petrov@mail.example' },
    status: 'deleted',
    hoursAgo: 50,
    subject: 'A bowl with your name on it',
    text: plain('Hi Ivo,\n\nnot literally. But it could be arranged.'),
    lines: [item('stoneware-bowl', 1, 'Oat')],
  },
]

/** The given number of different stockroom products, one to three of each. */
export function stockroomLines(count: number): LineWriter[] {
  return stockroom.slice(0, count).map((definition, index) => item(defineProduct(definition).slug, 1 + (index % 3)))
}
