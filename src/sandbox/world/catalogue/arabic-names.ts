import type { Product, ProductVariant } from './product.ts'

/** What the shop calls its products in Arabic, by slug. The stockroom was never translated. */
const products: Record<string, string> = {
  'linen-shirt': 'قميص كتان',
  'merino-jumper': 'كنزة صوف مرينو',
  'organic-t-shirt': 'تيشيرت قطن عضوي',
  'corduroy-trousers': 'بنطال مخمل مضلع',
  'rain-jacket': 'سترة مطر',
  'wool-socks': 'جوارب صوفية',
  'canvas-sneakers': 'حذاء قماشي',
  'knitted-beanie': 'قبعة محبوكة',
  'cashmere-scarf': 'وشاح كشمير',
  'leather-belt': 'حزام جلدي',
  'cotton-tote': 'حقيبة قطنية',
  'ceramic-mug': 'كوب خزفي',
  'stoneware-bowl': 'وعاء حجري',
  'wool-throw': 'بطانية صوفية',
  'linen-cushion': 'وسادة كتان',
  'oak-cutting-board': 'لوح تقطيع من البلوط',
  'beeswax-candle': 'شمعة من شمع العسل',
  'glass-carafe': 'إبريق زجاجي',
  'enamel-teapot': 'إبريق شاي مطلي',
  'brass-table-lamp': 'مصباح طاولة نحاسي',
  'woven-basket': 'سلة منسوجة',
  'walnut-picture-frame': 'إطار صورة من الجوز',
  'breakfast-set': 'طقم إفطار',
}

const values: Record<string, string> = {
  Sand: 'رملي',
  Sage: 'أخضر مريمي',
  Sky: 'سماوي',
  Oat: 'بيج',
  Forest: 'أخضر غامق',
  Ink: 'كحلي',
  Chalk: 'أبيض',
  Clay: 'طيني',
  Rust: 'صدئي',
  Mustard: 'خردلي',
}

/** A variant as an Arabic shopper would say it, where it is translated. Sizes stay as they are. */
export function arabicName(product: Product, variant: ProductVariant): string | null {
  const name = products[product.slug]
  if (name === undefined) return null
  return [name, ...variant.values.map(({ label }) => values[label] ?? label)].join('، ')
}
