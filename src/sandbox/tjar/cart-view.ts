import type { SandboxContext } from '../sandbox-context.ts'
import type { ProductLine } from '../world/cart.ts'
import { arabicName } from '../world/catalogue/arabic-names.ts'
import { nameOf } from '../world/catalogue/product.ts'
import { toMajor } from '../world/currency.ts'
import { findVariant } from '../world/world.ts'
import { cartLines, sumOf, tjarCurrency } from './carts.ts'
import type { TjarCart } from './state.ts'
import type { Language } from './texts.ts'

const riyadhOffsetMs = 3 * 60 * 60 * 1000
const minuteMs = 60 * 1000

/** A cart as the API shows it, field by field as in the example. */
export function viewCart(cart: TjarCart, language: Language, context: SandboxContext) {
  const { world, readings } = context
  const lines = cartLines(cart, context)
  const url = checkoutUrl(cart, context)
  const total = writeAmount(sumOf(lines))
  return {
    id: readings.get('tjarId') === 'null' ? null : 88_000 + Number(cart.identifier),
    identifier: readings.get('tjarIdentifier') === 'string' ? cart.identifier : Number(cart.identifier),
    store_id: world.accounts.tjar.storeId,
    session_id: cart.identifier,
    url,
    cart_id: null,
    order_id: hasOrderFields(context) ? cart.orderId : null,
    phase: phaseOf(cart, context),
    customer: viewCustomer(cart, language, context),
    city_id: cart.cityId,
    products_count: countProducts(cart, context),
    reminders_count: countReminders(cart, context),
    cart_total: viewAmount(sumOf(lines), context),
    // The example has this markup for the riyal sign.
    cart_total_string: `${total} <sar></sar>`,
    whatsapp_message: whatsappMessage(cart, total, url, language),
    created_at: writeTime(cart.createdAt, context),
    updated_at: writeTime(cart.updatedAt, context),
    last_activity: viewActivity(cart.updatedAt, language, context),
    source: 'catalog',
    products: lines.map((line) => viewProduct(line, context)),
  }
}

/** The shop's own address for the cart: it opens the checkout to every visitor who has it. */
export function checkoutUrl(cart: TjarCart, { urlOf }: SandboxContext): string {
  return `${urlOf('tjar')}/checkout/fromBasket/${cart.identifier}`
}

export function countProducts({ items }: TjarCart, { readings }: SandboxContext): number {
  if (readings.get('tjarProductsCount') === 'lines') return items.length
  return items.reduce((sum, item) => sum + item.quantity, 0)
}

/** A time as the API writes it, without a zone. The reading says whether it is the shop's or UTC. */
export function viewTime(at: number, { readings }: SandboxContext): string {
  const offset = readings.get('tjarTimeZone') === 'UTC' ? 0 : riyadhOffsetMs
  return new Date(at + offset).toISOString().slice(0, 19).replace('T', ' ')
}

/** The same time in the form of the reading. */
function writeTime(at: number, context: SandboxContext): string | number {
  const text = viewTime(at, context)
  switch (context.readings.get('tjarTimes')) {
    case 'iso':
      return new Date(at).toISOString()
    case 'unix':
      return Math.floor(at / 1000)
    case 'day-first':
      return text.replace(/^(\d+)-(\d+)-(\d+)/, '$3/$2/$1')
    default:
      return text
  }
}

/** The placeholders for a guest's name and address. */
export function placeholderOf(cart: TjarCart, { world, readings }: SandboxContext) {
  const { storeDomain } = world.accounts.tjar
  const { identifier } = cart
  return readings.get('tjarGuest') === 'nobody'
    ? { id: null, name: { en: 'Guest', ar: 'زائر' }, email: `guest@${storeDomain}` }
    : {
        id: 7000 + Number(identifier),
        name: { en: `Guest ${identifier}`, ar: `زائر ${identifier}` },
        email: `guest-${identifier}@${storeDomain}`,
      }
}

function viewCustomer(cart: TjarCart, language: Language, context: SandboxContext) {
  if (cart.customer.isGuest) {
    const { id, name, email } = placeholderOf(cart, context)
    return { id, name: name[language], email, mobile: null, avatar: null }
  }
  const { id, name, email, mobile } = cart.customer
  return { id, name, email, mobile: mobile === '' ? null : viewMobile(mobile, context), avatar: null }
}

function viewMobile(mobile: string, { readings }: SandboxContext): string {
  switch (readings.get('tjarMobile')) {
    case 'without-plus':
      return mobile.replace('+', '')
    case 'national':
      return mobile.replace('+966', '0')
    default:
      return mobile
  }
}

function hasOrderFields({ readings }: SandboxContext): boolean {
  return readings.get('tjarOrderedCart') === 'converted'
}

function phaseOf(cart: TjarCart, context: SandboxContext): string {
  if (cart.status !== 'converted') return 'abandoned'
  return hasOrderFields(context) ? 'converted' : 'completed'
}

function countReminders({ remindedAt }: TjarCart, { readings, clock }: SandboxContext): number {
  const delayMs = readings.get('tjarRemindersCount') === 'later' ? minuteMs : 0
  return remindedAt.filter((at) => at + delayMs <= clock()).length
}

function viewProduct(line: ProductLine, context: SandboxContext) {
  const { world, readings, urlOf } = context
  const found = findVariant(world, line.productId, line.variantId)
  const arabic = found ? arabicName(found.product, found.variant) : null
  const pictures = readings.get('tjarImages') === 'http' ? urlOf('tjar').replace(/^https:/, 'http:') : urlOf('tjar')
  return {
    id: line.productId,
    ...viewName(found ? nameOf(found.product, found.variant) : line.name, arabic, context),
    price: viewAmount(line.listPrice, context),
    qty: line.quantity,
    subtotal: viewAmount(line.listPrice * line.quantity, context),
    image: `${pictures}/product-images/${line.picture}`,
    sku: readings.get('tjarSku') === 'null' ? null : line.sku,
  }
}

function viewName(en: string, ar: string | null, { readings }: SandboxContext) {
  return readings.get('tjarNames') === 'text' ? { name: en, name_ar: ar } : { name: { ar, en } }
}

function viewAmount(halalas: number, { readings }: SandboxContext): number | string {
  return readings.get('tjarAmounts') === 'number' ? toMajor(halalas, tjarCurrency) : writeAmount(halalas)
}

function writeAmount(halalas: number): string {
  return toMajor(halalas, tjarCurrency).toFixed(2)
}

function whatsappMessage({ customer }: TjarCart, total: string, url: string, language: Language): string {
  const name = customer.isGuest ? '' : ` ${customer.name}`
  return language === 'ar'
    ? `مرحبا${name}، سلتك بقيمة ${total} <sar></sar> بانتظارك: ${url}`
    : `Hi${name}, your cart of ${total} <sar></sar> is waiting for you: ${url}`
}

function viewActivity(at: number, language: Language, { clock }: SandboxContext): string {
  const minutes = Math.max(0, Math.floor((clock() - at) / minuteMs))
  const relativeTime = new Intl.RelativeTimeFormat(language)
  if (minutes < 60) return relativeTime.format(-minutes, 'minute')
  if (minutes < 24 * 60) return relativeTime.format(-Math.floor(minutes / 60), 'hour')
  return relativeTime.format(-Math.floor(minutes / (24 * 60)), 'day')
}
