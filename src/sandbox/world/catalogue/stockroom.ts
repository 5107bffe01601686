import type { ProductDefinition } from './define-product.ts'

const materials = ['Ash', 'Cherry', 'Slate', 'Speckled', 'Rustic', 'Smoked', 'Brushed', 'Ivory', 'Indigo', 'Moss']
const tints = ['Chalk', 'Rust', 'Ink', 'Oat', 'Clay', 'Walnut', 'Sand', 'Chalk', 'Sky', 'Forest']

const things: [name: string, drawing: string, price: number][] = [
  ['mug', 'mug', 1600],
  ['bowl', 'bowl', 2100],
  ['cushion', 'cushion', 3900],
  ['candle', 'candle', 850],
  ['carafe', 'carafe', 3400],
  ['basket', 'basket', 2900],
  ['board', 'board', 4200],
  ['frame', 'frame', 2700],
  ['throw', 'throw', 7900],
  ['scarf', 'scarf', 4900],
  ['beanie', 'beanie', 2400],
  ['socks', 'socks', 1400],
  ['tote', 'tote', 1500],
  ['apron', 'apron', 3900],
  ['belt', 'belt', 4100],
  ['T-shirt', 'tshirt', 2600],
  ['shirt', 'shirt', 5400],
  ['jumper', 'jumper', 8400],
  ['trousers', 'trousers', 7200],
  ['sneakers', 'sneaker', 6900],
  ['lamp', 'lamp', 8800],
  ['teapot', 'teapot', 3600],
  ['notebook', 'book', 1100],
  ['jacket', 'jacket', 12400],
  ['tea bowl', 'bowl', 1700],
]

/** Another 250 plain products (ids from 1001), for carts with very many lines. */
export const stockroom: ProductDefinition[] = materials.flatMap((material, row) =>
  things.map(
    ([thing, drawing, price], column): ProductDefinition => ({
      id: 1001 + row * things.length + column,
      name: `${material} ${thing}`,
      description: `From the stockroom: one ${thing}, the ${material.toLowerCase()} kind.`,
      price: price + row * 50,
      drawing,
      tint: tints[row] ?? 'Sand',
      // Every eleventh is sold out and every seventh is scarce, so that a long cart shows every availability.
      stock: column % 11 === 10 ? 0 : column % 7 === 6 ? 2 : 30,
    }),
  ),
)
