import { giftCertificate, giftWrapping } from './other-lines.ts'
import { type CartScript, engraving, item, itemWith, itemWithModifiers } from './write-cart.ts'

/** One line of every kind BigCommerce knows. */
export const everyKind: CartScript = {
  key: 'every-kind',
  title: 'Every kind of line',
  shopper: { firstName: 'Bea', lastName: 'Castell', email: 'bea.castell@mail.example', phone: '+491701234504' },
  subject: 'A birthday in eight parcels',
  text: `Hi Bea,

a shirt, a book, a gift certificate, a board with a name on it: this looks like somebody's birthday. It is all still here.

Warmly,
Alder & Wool`,
  lines: [
    item('linen-shirt', 1, 'S', 'Sage'),
    item('sunday-bread-the-book', 1),
    giftCertificate('Castell', 'Bea', 'Luca'),
    giftWrapping,
    itemWith('oak-cutting-board', 1, [], (product) => ({ options: [engraving(product, 'Luca’s kitchen')] })),
    item('breakfast-set', 1),
    // The child of the bundle above: its price is in the set's.
    itemWith('ceramic-mug', 1, ['Sage'], (_, { lineId, index }) => ({
      parentId: lineId(index - 1),
      listPrice: 0,
      priceOverridden: true,
      mutable: false,
    })),
    itemWith('cotton-tote', 1, [], () => ({ addedByPromotion: true, mutable: false })),
  ],
}

/** One line of every availability, from the best to the worst. */
export const everyAvailability: CartScript = {
  key: 'every-availability',
  title: 'Every availability',
  shopper: { firstName: 'Oskar', lastName: 'Lund', email: 'oskar.lund@mail.example' },
  subject: 'We checked every shelf for you',
  text: `Hi Oskar,

you have been away for a while and the shop has moved on a little. We went through your cart line by line.

Warmly,
Alder & Wool`,
  lines: [
    item('ceramic-mug', 2, 'Sage'),
    item('glass-carafe', 1),
    item('wool-throw', 3, 'Rust'),
    item('cashmere-scarf', 1, 'Clay'),
    item('brass-table-lamp', 1),
    item('enamel-teapot', 1),
    item('walnut-picture-frame', 1),
    item('garden-apron', 1),
    item('rain-jacket', 1, 'M', 'Mustard'),
    item('cable-hat-pattern', 1),
  ],
}

/** Lines with modifiers that may be left out and with one that may not, and with none. */
export const engraved: CartScript = {
  key: 'engraved',
  title: 'With a name, initials and a box',
  shopper: { firstName: 'Ylva', lastName: 'Berg', email: 'ylva.berg@mail.example' },
  subject: 'Ylva, the initials are set in lead',
  text: `Hi Ylva,

three belts with initials in a box, and a board with a name burnt in: nothing in your cart is like anything else in the shop.

Warmly,
Alder & Wool`,
  lines: [
    itemWithModifiers('leather-belt', 3, ['95 cm'], { Initials: ' Y & B ', 'Gift box': 'Yes' }),
    itemWith('oak-cutting-board', 1, [], (product) => ({ options: [engraving(product, 'Ylva’s kitchen')] })),
    item('woven-basket', 1),
  ],
}
