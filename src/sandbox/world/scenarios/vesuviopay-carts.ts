import { vesuvioPayChannelId } from '../stores.ts'
import { giftCertificate, giftWrapping } from './other-lines.ts'
import { plain, stockroomLines } from './special-carts.ts'
import { type CartScript, engraving, item, itemWith } from './write-cart.ts'

/** Carts of the store whose shoppers check out with VesuvioPay. BigCommerce keeps them, on a channel of their own. */
export const vesuvioPayCarts: CartScript[] = [
  {
    key: 'vesuviopay-hero',
    title: 'Something to be told about',
    channelId: vesuvioPayChannelId,
    shopper: { firstName: 'Ines', lastName: 'Moreau', email: 'ines.moreau@mail.example', phone: '+491701234511' },
    consent: { whatsapp: true },
    subject: 'Ines, the scarf went fast. The rest waited.',
    text: plain(`Hi Ines,

two cushions, a beanie, three linen shirts and a scarf: a whole weekend in one cart. Not all of it waited, but we can text you when it is back.`),
    lines: [
      item('linen-cushion', 2, 'Sage'),
      item('knitted-beanie', 1, 'Mustard'),
      item('linen-shirt', 3, 'M', 'Sand'),
      item('cashmere-scarf', 1, 'Clay'),
    ],
  },
  {
    key: 'vesuviopay-fifty-lines',
    title: 'Fifty lines, checked one by one',
    channelId: vesuvioPayChannelId,
    shopper: { firstName: 'Wim', lastName: 'de Boer', email: 'wim.deboer@mail.example' },
    subject: 'Fifty things, one tap',
    text: plain(
      'Hi Wim,\n\nthe long list for the holiday house is still in one piece. Have a look what is on the shelf.',
    ),
    lines: stockroomLines(50),
  },
  {
    key: 'vesuviopay-mixed',
    title: 'With things only the shop itself can sell',
    channelId: vesuvioPayChannelId,
    shopper: { firstName: 'Carla', lastName: 'Bianchi', email: 'carla.bianchi@mail.example', phone: '+491701234512' },
    subject: 'Carla, your board wants a name',
    text: plain('Hi Carla,\n\na mug, a gift certificate, a board with a name on it, and wrapping: we kept all four.'),
    lines: [
      item('ceramic-mug', 2, 'Clay'),
      giftCertificate('Bianchi', 'Carla', 'Marta'),
      giftWrapping,
      itemWith('oak-cutting-board', 1, [], (product) => ({ options: [engraving(product, 'Casa di Marta')] })),
      item('woven-basket', 1),
    ],
  },
  {
    key: 'vesuviopay-sold-out',
    title: 'Everything gone, all of it worth waiting for',
    channelId: vesuvioPayChannelId,
    shopper: { firstName: 'Tomas', lastName: 'Novak', email: 'tomas.novak@mail.example' },
    subject: 'You and half the town, Tomas',
    text: plain(
      'Hi Tomas,\n\neverything in your cart is being made again. Say the word and we text you when it is here.',
    ),
    lines: [item('cashmere-scarf', 1, 'Clay'), item('wool-throw', 1, 'Forest'), item('knitted-beanie', 2, 'Clay')],
  },
  {
    key: 'vesuviopay-storefront',
    title: 'Made by the hosted storefront',
    channelId: vesuvioPayChannelId,
    shopper: { firstName: 'Aoife', lastName: 'Byrne', email: 'aoife.byrne@mail.example' },
    createdBy: 'storefront',
    subject: 'Still thinking about the bowls?',
    text: plain('Hi Aoife,\n\ntwo bowls, a candle for each, and no hurry at all.'),
    lines: [item('stoneware-bowl', 2, 'Oat'), item('beeswax-candle', 2)],
  },
]
