import type { ProductDefinition } from './define-product.ts'

const things = [
  ['Tailored shirt', 'shirt'],
  ['Tailored trousers', 'trousers'],
  ['Tailored jacket', 'jacket'],
  ['Tailored jumper', 'jumper'],
  ['Tailored T-shirt', 'tshirt'],
] as const

const measures = (unit: string, from: number, count: number) =>
  Array.from({ length: count }, (_, index) => `${from + index} ${unit}`)

/** Made to measure: so many variants that the catalogue's answer for a few products is over a megabyte. */
export const bigCatalogue: ProductDefinition[] = things.map(([name, drawing], index) => ({
  // A variant's id follows from its product's, so these are far apart.
  id: 9010 + index * 10,
  name,
  description: 'Cut to your measures.',
  price: 9900 + index * 1000,
  drawing,
  tint: 'Ink',
  options: { Chest: measures('cm', 84, 20), Length: measures('cm', 60, 20) },
}))
